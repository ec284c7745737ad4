"""Which kinds of facts a municipality has at all: where nobody delivers one, an indicator cannot tell."""

from collections.abc import Iterable, Iterator

from graph.claims import DECLARED, Relation, Statement
from graph.declaration import Declaration
from graph.indicators.indicator import Unknown

__all__ = ["connected", "missing"]

_DOMAINS = {
    "permits": "vergunningen",
    "subsidies": "subsidies",
    "inspections": "toezicht",
    "signals": "meldingen",
}
_BEGINS = {
    "bestuurder": "functie-aanvaard", "vennoot": "functie-aanvaard", "eigenaar": "functie-aanvaard",
    "commissaris": "functie-aanvaard", "gevolmachtigde": "functie-aanvaard", "belang": "belang-verkregen",
    "vestiging": "vestiging-geopend", "bewoning": "bewoning-begonnen", "eigendom": "eigendom-verkregen",
    "huur": "huur-begonnen", "lening": "lening-verstrekt",
}  # fmt: skip
_ENDS = {
    "bestuurder": "functie-beeindigd", "vennoot": "functie-beeindigd", "eigenaar": "functie-beeindigd",
    "commissaris": "functie-beeindigd", "gevolmachtigde": "functie-beeindigd", "belang": "belang-beeindigd",
    "vestiging": "vestiging-gesloten", "bewoning": "bewoning-beeindigd", "eigendom": "eigendom-beeindigd",
    "huur": "huur-beeindigd", "lening": "lening-afgelost",
}  # fmt: skip
_HAPPENED = {
    "ingeschreven": "onderneming-ingeschreven",
    "gewijzigd": "onderneming-gewijzigd",
    "uitgeschreven": "onderneming-uitgeschreven",
    "failliet": "faillissement-uitgesproken",
}


def connected(statements: Iterable[Statement]) -> set[str]:
    """Give the kinds of facts (``registers.belang-verkregen``) among standing events; O(events)."""
    found: set[str] = set()
    for statement in statements:
        if statement.step is not None:
            kind = statement.step.kind
            if kind not in _SUBSIDY_KINDS:
                kind = kind.removeprefix("subsidie-")
            found.add(f"{_DOMAINS.get(statement.topic, statement.topic)}.{kind}")
        found.update(f"registers.{kind}" for one in statement.relations for kind in _kinds(one))
    return found


_SUBSIDY_KINDS = frozenset(
    f"subsidie-{kind}"
    for kind in ("verleend", "geweigerd", "betaald", "vastgesteld", "ingetrokken", "teruggevorderd")
)
"""Types that are themselves called so; the other steps of a subsidy share their name with those of a permit."""


def _kinds(one: Relation) -> Iterator[str]:
    if one.relation.startswith(DECLARED):
        return
    told = _HAPPENED if one.to is None else (_ENDS if one.sign < 0 else _BEGINS)
    if one.relation in told:
        yield told[one.relation]


def missing(declared: Declaration, known: set[str]) -> Iterator[Unknown]:
    """Give what an indicator cannot tell in the whole municipality, because nobody delivers a kind of fact."""
    for need in declared.needs:
        if need.fact not in known:
            yield Unknown(
                declared.id,
                (),
                need.fact,
                f"Er zijn geen feiten van de soort {need.fact}. Niet te zeggen is {need.nl}.",
                f"There are no facts of the kind {need.fact}. It cannot tell {need.en}.",
            )
