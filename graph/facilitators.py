"""Who lends to, lets to or advises members of several structures that otherwise stand apart (domain.md, B4)."""

from collections.abc import Iterable

import msgspec

from graph.claims import PLACE
from graph.flag import Flag
from graph.flagging import KINDS, public_relation
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.view import LENDING, LETTING

__all__ = ["Facilitator", "facilitators", "members_of"]

_SERVING = LENDING | LETTING | {"+adviseur"}
_BANK = "bank"


class Facilitator(msgspec.Struct, frozen=True, order=True):
    """A lender, lessor or adviser (``roles``, as published) of members of several flags."""

    id: str
    nl: str
    en: str
    roles: list[str]
    flags: list[str]


def members_of(graph: Fold, flag: Flag) -> list[Entity]:
    """Give the entities whose records a flag names, by key."""
    found = {graph.resolver.entity_of.get(f"{kind}{record}") for record in flag.records for kind in KINDS}
    return sorted((one for one in found if one is not None), key=lambda entity: entity.key)


def facilitators(graph: Fold, flags: Iterable[Flag]) -> list[Facilitator]:
    """Give who serves members of at least two flags of the screening route; O(members and what serves them).

    A bank loan serves nobody in this sense, and who serves more than B4 allows (a large lessor, a bank) is left out.
    """
    view = graph.view
    most = int(view.rules.indicators["B4"]["neighbours"])
    found: dict[Entity, tuple[set[str], set[str]]] = {}
    for flag in flags:
        if flag.route != "screening":
            continue
        for member in members_of(graph, flag):
            if member.kind == PLACE:
                continue
            for one in view.incoming(member, _SERVING):
                if one.soort != _BANK and one.frm.kind != PLACE:
                    roles, served = found.setdefault(one.frm, (set(), set()))
                    roles.add(public_relation(one.relation))
                    served.add(flag.id)
    return sorted(
        Facilitator(who.id, view.name(who), view.name_in_english(who), sorted(roles), sorted(served))
        for who, (roles, served) in found.items()
        if len(served) > 1 and not view.has_more_than(most, who, _SERVING)
    )
