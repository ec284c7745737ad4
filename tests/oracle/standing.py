"""Which accepted events stand: duplicates, corrections, retractions, the order of events, and today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["Ev", "Key", "latest_day", "read", "standing"]

Key = tuple[str, str]

_TOPICS = {
    "nl.vergunningen.": "permits",
    "nl.subsidies.": "subsidies",
    "nl.toezicht.": "inspections",
    "nl.registers.": "registry",
    "nl.meldingen.": "signals",
    "nl.screening.": "decisions",
}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Ev:
    """One accepted event, with its two times as numbers."""

    source: str
    id: str
    topic: str
    kind: str
    known: int
    day: int
    data: dict[str, Any]

    @property
    def key(self) -> Key:
        """The event's identity within its municipality."""
        return (self.source, self.id)

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The one order of events: valid date, known time, source, id."""
        return (self.day, self.known, self.source, self.id)


def _micros(text: str) -> int:
    when = dt.datetime.fromisoformat(text)
    return (when - _EPOCH) // dt.timedelta(microseconds=1)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_nulls(v) for v in value]
    return value


def _event(raw: dict[str, Any]) -> Ev:
    prefix = next(p for p in _TOPICS if raw["type"].startswith(p))
    return Ev(
        source=raw["source"],
        id=raw["id"],
        topic=_TOPICS[prefix],
        kind=raw["type"].removeprefix(prefix).removesuffix(".v1"),
        known=_micros(raw["time"]),
        day=dt.date.fromisoformat(raw["data"]["gebeurtenisdatum"]).toordinal(),
        data=_without_nulls(raw["data"]),
    )


def read(events: Iterable[dict[str, Any]], gemeente: str) -> list[Ev]:
    """Give the events of one municipality, each identity once, in the one order."""
    first: dict[Key, Ev] = {}
    for raw in events:
        if raw["data"]["gemeente"] == gemeente:
            event = _event(raw)
            first.setdefault(event.key, event)
    return sorted(first.values(), key=lambda e: e.order)


def _names(event: Ev) -> str | None:
    """Give the id of the event that this one names, if it corrects or retracts one."""
    if event.kind == "gebeurtenis-herroepen":
        named: str = event.data["herroept"]
        return named
    return event.data.get("corrigeert")


def standing(events: list[Ev]) -> list[Ev]:
    """Give the events that stand: named by nobody, and, as a correction, the last one of its target."""
    named: set[Key] = set()
    winner: dict[Key, Ev] = {}
    for event in events:
        target = _names(event)
        if target is None:
            continue
        named.add((event.source, target))
        if event.kind != "gebeurtenis-herroepen":
            best = winner.get((event.source, target))
            if best is None or (best.known, best.id) < (event.known, event.id):
                winner[event.source, target] = event
    return [e for e in events if e.key not in named and _wins(e, winner)]


def _wins(event: Ev, winner: dict[Key, Ev]) -> bool:
    target = event.data.get("corrigeert")
    if target is None or event.kind == "gebeurtenis-herroepen":
        return True
    return winner[event.source, target].key == event.key


def latest_day(events: list[Ev]) -> int:
    """Give today: the UTC day of the latest known time among the standing events."""
    if not events:
        return 0
    latest = max(e.known for e in events)
    return (_EPOCH + dt.timedelta(microseconds=latest)).date().toordinal()
