"""What a case is near to: which cases a standing flag reaches (rules.md section 7).

A party of the case is a member of the structure, or stands in an article 3 paragraph 4 relation to one; the place of
the case counts only where it is itself a member. A hub, kinship or area is never near.
"""

import msgspec

from graph.claims import PLACE
from graph.contagion import LID_4
from graph.flag import Flag
from graph.flagging import KINDS
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.view import View

__all__ = ["Reach", "members", "partners", "reach"]

_STEPS = (
    "aanvraag-ontvangen",
    "vergunning-verleend",
    "vergunning-gewijzigd",
    "subsidie-aanvraag-ontvangen",
    "subsidie-verleend",
)
"""Kinds of events by which a case can be open or running."""

_OPENING = frozenset(_STEPS)
_NO_CASES: frozenset[str] = frozenset()

_ROUTE = "screening"


class Reach(msgspec.Struct, frozen=True):
    """The cases near a flag, and the keys of the entities that were looked at: what changes there may change it."""

    cases: frozenset[str]
    watched: frozenset[str]


def reach(fold: Fold, flag: Flag) -> Reach:
    """Give the cases near a flag; none on the route of protection (R29). O(members · their relations)."""
    if flag.route != _ROUTE:
        return Reach(frozenset(), frozenset())
    view = fold.view
    cases: set[str] = set()
    watched: set[str] = set()
    for member in members(fold, flag):
        watched.add(member.key)
        if view.is_hub(member):
            continue
        cases |= view.still(_cases_of, member)
        for partner in partners(view, member):
            watched.add(partner.key)
            if not view.is_hub(partner):
                cases |= view.still(_cases_of, partner)
    return Reach(frozenset(cases), frozenset(watched))


def members(fold: Fold, flag: Flag) -> list[Entity]:
    """Give the members of a flag that are still there, by key."""
    entity_of = fold.resolver.entity_of
    found = {entity_of.get(f"{kind}{record}") for record in flag.records for kind in KINDS}
    return sorted((one for one in found if one is not None), key=lambda one: one.key)


def partners(view: View, entity: Entity) -> set[Entity]:
    """Give who leads, controls or finances an entity, or is led, controlled or financed by it, now or before."""
    if entity.kind == PLACE:
        return set()
    found = view.tied(entity, LID_4, incoming=True) | view.tied(entity, LID_4, incoming=False)
    return {one for one in found if one.kind != PLACE}


def _cases_of(view: View, entity: Entity) -> frozenset[str]:
    """Give the cases in which an entity takes part and that can be open or running."""
    if not view.has_any(entity, _OPENING):
        return _NO_CASES
    return frozenset(fact.case for kind in _STEPS for fact in view.facts(entity, kind))
