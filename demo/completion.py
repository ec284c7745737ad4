"""When a structure became whole: the fact that completed it, the day of that fact, and when a source made it known.

Who plants a structure says what it needs, independent of the rules' code: groups of events, and of each group how many. The
structure is whole when the last of these is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from demo.log import Told

__all__ = ["Completed", "Need", "completed", "need"]


class Completed(msgspec.Struct, frozen=True, kw_only=True):
    """The event that completes a structure: `valid` is the day it happened, `known` when its source logged it (UTC)."""

    source: str
    id: str
    valid: str
    known: str


@dataclass(frozen=True, slots=True)
class Need:
    """That so many of these events must be known; the earliest known ones do."""

    told: tuple[Told, ...]
    count: int


def need(told: Iterable[Told], count: int | None = None) -> Need:
    """Return a need of so many of the events; of all when no number is given."""
    events = tuple(told)
    return Need(events, len(events) if count is None else count)


def completed(needs: Sequence[Need]) -> Completed | None:
    """Return the event with which the last need is met; nothing when there are no needs."""
    if not needs:
        return None
    last = max(
        (sorted(one.told, key=_order)[one.count - 1] for one in needs),
        key=_order,
    )
    return Completed(
        source=last.source.urn,
        id=last.id,
        valid=str(last.data["gebeurtenisdatum"]),
        known=last.logged.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _order(told: Told) -> tuple[object, str, str]:
    """Return the order in which events are known."""
    return told.logged, told.source.urn, told.id
