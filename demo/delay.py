"""How long it took to see a structure: from the fact that completed it to the moment at which its flag was raised.

Two delays, in days of the log's own time. The first counts from when a source made that fact known; an engine that reads the
log as it comes has none by construction, so anything else is an error of the engine or of the truth. The second counts from the
day it happened: so long the town could not know, because its systems had not been told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median

from demo.match import Flag
from demo.truth import Structure

__all__ = ["Delay", "Delays", "delay"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from the completing fact becoming known, and from its happening, to the flag."""

    known: float
    valid: float


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of several structures."""

    each: tuple[Delay, ...]

    @classmethod
    def of(
        cls, structures: Iterable[Structure], found: Mapping[str, str], flags: Mapping[str, Flag]
    ) -> Delays:
        """Gather those of the structures that were found; `flags` are by id."""
        return cls(
            tuple(delay(one, flags[found[one.id]]) for one in structures if one.id in found and one.completed)
        )

    @property
    def known(self) -> tuple[float, float] | None:
        """Median and largest of the delays from known, in days; nothing where there are none."""
        return _spread([one.known for one in self.each])

    @property
    def valid(self) -> tuple[float, float] | None:
        """Median and largest of the delays from the day it happened, in days."""
        return _spread([one.valid for one in self.each])


def delay(structure: Structure, flag: Flag) -> Delay:
    """Return the delays of one structure that a flag found; it must be a planted one."""
    if structure.completed is None:
        raise ValueError(f"{structure.id} was never completed")
    raised = datetime.fromisoformat(str(flag["raised"]["known"])).astimezone(UTC)
    known = datetime.fromisoformat(structure.completed.known)
    happened = date.fromisoformat(structure.completed.valid)
    return Delay((raised - known) / DAY, float((raised.date() - happened).days))


def _spread(days: list[float]) -> tuple[float, float] | None:
    """Return median and largest."""
    return (median(days), max(days)) if days else None
