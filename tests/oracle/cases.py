"""Cases: events with one case number, what they inherit from one another, and the roles declared in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.oracle.records import place_record
from tests.oracle.standing import Ev, Key
from tests.oracle.when import day_of

__all__ = ["Case", "Party", "Role", "cases_of", "roles_of"]

_ENDINGS = {"vergunning-geweigerd", "aanvraag-ingetrokken", "vergunning-ingetrokken", "vergunning-vervallen"}


@dataclass(frozen=True)
class Party:
    """One party as one event declares it; `record` is a record id."""

    rol: str
    record: str
    sinds: int | None
    tot: int | None
    event: Ev


@dataclass(frozen=True)
class Role:
    """A declared role of a party towards the applicant of a case, both as record ids, with its days."""

    rol: str
    party: str
    applicant: str | None
    start: int
    end: int | None
    event: Key


def _party(raw: dict[str, Any], event: Ev, rol: str) -> Party | None:
    thing = raw.get("persoon") or raw.get("organisatie")
    if thing is None:
        return None
    return Party(rol, f"{event.source}#{thing['sleutel']}", day_of(raw, "sinds"), day_of(raw, "tot"), event)


def own_parties(event: Ev) -> list[Party]:
    """Give the parties that an event itself declares, lenders of its financing last."""
    lenders = [part.get("verstrekker", {}) for part in event.data.get("financiering", [])]
    found = [_party(raw, event, raw["rol"]) for raw in event.data.get("betrokkenen", [])]
    found += [_party(raw, event, "financier") for raw in lenders]
    return [p for p in found if p]


@dataclass(frozen=True)
class Case:
    """The standing events of one case, in order."""

    events: tuple[Ev, ...]

    @cached_property
    def application(self) -> Ev | None:
        """The first application of the case."""
        return next((e for e in self.events if e.kind == "aanvraag-ontvangen"), None)

    @cached_property
    def applicant(self) -> str | None:
        """The record that applies: the first `aanvrager`, else `houder`, of application or first event."""
        parties = own_parties(self.application or self.events[0])
        for rol in ("aanvrager", "houder"):
            for party in parties:
                if party.rol == rol:
                    return party.record
        return None

    def place(self, event: Ev) -> str | None:
        """Give the place of an event: its own, or that of the first event of the case that gives one."""
        own = place_record(event.data.get("locatie"))
        return own or next((p for p in (place_record(e.data.get("locatie")) for e in self.events) if p), None)

    def parties(self, event: Ev) -> list[Party]:
        """Give the parties of all events of the case up to and including this one."""
        return [p for e in self.events if e.order <= event.order for p in own_parties(e)]

    @property
    def is_permit(self) -> bool:
        """Whether this is a permit case."""
        return any(e.topic == "permits" for e in self.events)


def cases_of(events: list[Ev]) -> dict[Key, Case]:
    """Give the case of each event; an event without a case number is a case of its own."""
    grouped: dict[tuple[str, ...], list[Ev]] = {}
    for event in events:
        if event.topic == "decisions" or event.kind == "gebeurtenis-herroepen":
            continue
        number = event.data.get("zaaknummer")
        own = (event.source, "nr", number) if number else (event.source, "id", event.id)
        grouped.setdefault(own, []).append(event)
    return {e.key: case for members in grouped.values() for case in [Case(tuple(members))] for e in members}


def _ending(case: Case) -> Ev | None:
    return next((e for e in case.events if e.topic == "permits" and e.kind in _ENDINGS), None)


def _days(case: Case, event: Ev, ending: Ev | None) -> tuple[int, int | None]:
    """Give the days on which a role declared in an event holds, unless its party says otherwise."""
    if not case.is_permit:
        return event.day, event.day
    return case.application.day if case.application else event.day, ending.day if ending else None


def roles_of(case: Case) -> Iterator[Role]:
    """Give every role that the events of a case declare, with the days on which it holds."""
    ending = _ending(case) if case.is_permit else None
    for event in case.events:
        if event.topic == "registry":
            continue
        start, end = _days(case, event, ending)
        for party in own_parties(event):
            first = party.sinds if party.sinds is not None else start
            last = party.tot if party.tot is not None else end
            yield Role(party.rol, party.record, case.applicant, first, last, event.key)
