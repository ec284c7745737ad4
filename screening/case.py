"""A case as the law sees it: of which kind, open or running, whose, and since when."""

from collections.abc import Iterable

import msgspec

from graph.cases import Fact
from graph.claims import Step
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.instants import iso_day
from screening.advisory import Aanleiding
from screening.decisions import SUBSIDY

__all__ = ["OpenCase", "last_day", "open_case"]

_APPLIED = frozenset({"aanvraag-ontvangen", "subsidie-aanvraag-ontvangen"})
_GRANTED = frozenset({"vergunning-verleend", "vergunning-gewijzigd", "subsidie-verleend"})
_ENDED = frozenset(
    {
        "aanvraag-ingetrokken",
        "subsidie-aanvraag-ingetrokken",
        "vergunning-geweigerd",
        "vergunning-ingetrokken",
        "vergunning-vervallen",
        "subsidie-geweigerd",
        "subsidie-vastgesteld",
        "subsidie-ingetrokken",
    }
)
_TOPICS = frozenset({"permits", "subsidies"})


class OpenCase(msgspec.Struct, frozen=True):
    """A case on which something can still be decided: ``facts`` in the one order, ``applied`` the day of the application."""

    key: str
    source: str
    number: str
    kind: str
    occasion: Aanleiding
    facts: list[Fact]
    applicants: list[Entity]
    """Applicant first, then holders."""
    parties: list[Entity]
    """All who take part, applicants included, by key."""
    place: Entity | None
    applied: str | None
    areas: frozenset[str] = frozenset()
    """Codes of the neighbourhood (``buurt``) of the place, for a line of the policy that holds in an area."""

    @property
    def opening(self) -> Fact:
        """The application, else the first event of the case."""
        return next((fact for fact in self.facts if fact.step.kind in _APPLIED), self.facts[0])

    @property
    def latest(self) -> Fact:
        """The last event of the case."""
        return self.facts[-1]

    def last(self, read: str) -> object:
        """Give the last value that any step of the case gives of a field of `Step`; None where none does."""
        values = (getattr(fact.step, read) for fact in reversed(self.facts))
        return next((value for value in values if value), None)


def open_case(fold: Fold, key: str) -> OpenCase | None:
    """Give a case that is open or runs; None where it is decided, ended, past its last day, of another topic, or gone."""
    case = fold.cases.get(key)
    if case is None or not case.facts:
        return None
    facts = [case.facts[ref] for ref in sorted(case.facts)]
    occasion = _occasion([fact.step for fact in facts])
    if occasion is None or _is_over(facts, fold.today):
        return None
    last = facts[-1]
    entity = fold.view.entity
    restricted = fold.view.restricted
    who = [last.applicant, *(party.record for party in last.parties if party.rol in ("aanvrager", "houder"))]
    applicants = _entities(
        entity(record) for record in who if record is not None and record not in restricted
    )
    parties = _entities(entity(party.record) for party in last.parties if party.record not in restricted)
    if not applicants:
        return None
    first = facts[0]
    kind = SUBSIDY if first.step.topic == "subsidies" else _kind(facts)
    applied = next((fact.ref.day for fact in facts if fact.step.kind in _APPLIED), None)
    place = None if last.place is None else entity(last.place)
    return OpenCase(
        key,
        first.ref.source,
        first.step.zaaknummer or first.ref.id,
        kind,
        occasion,
        facts,
        applicants,
        sorted({*applicants, *parties}, key=lambda one: one.key),
        place,
        None if applied is None else iso_day(applied),
        frozenset() if place is None else frozenset(fold.view.values(place, "buurt")),
    )


def last_day(facts: Iterable[Fact]) -> int | None:
    """Give the last day (ordinal) of a permit as its youngest decision has it; None where it has no end."""
    days = [fact.step.until for fact in facts if fact.step.kind in _GRANTED and fact.step.until is not None]
    return days[-1] if days else None


def _is_over(facts: list[Fact], today: int) -> bool:
    until = last_day(facts)
    return until is not None and until < today


def _entities(found: Iterable[Entity | None]) -> list[Entity]:
    return list(dict.fromkeys(one for one in found if one is not None))


def _kind(facts: list[Fact]) -> str:
    return next((fact.step.soort for fact in facts if fact.step.soort is not None), "")


def _occasion(steps: list[Step]) -> Aanleiding | None:
    kinds = {step.kind for step in steps}
    if steps[0].topic not in _TOPICS or not kinds.isdisjoint(_ENDED):
        return None
    if kinds.isdisjoint(_GRANTED):
        return None if kinds.isdisjoint(_APPLIED) else Aanleiding.AANVRAAG
    return Aanleiding.LOPENDE_SUBSIDIE if steps[0].topic == "subsidies" else Aanleiding.LOPENDE_VERGUNNING
