"""New and reopened flags per week, by the time of the log and not by the clock of whoever reads it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec

from streams.store_rows import OpeningRow

__all__ = ["Week", "flags_per_week"]


class Week(msgspec.Struct, frozen=True):
    """One week (ISO 8601, e.g. 2026-W05): flags that were new in it, and that came back after a withdrawal."""

    week: str
    new: int
    reopened: int


def flags_per_week(openings: Iterable[OpeningRow]) -> list[Week]:
    """Count openings by week, in order; weeks in which nothing opened are left out."""
    counts: Counter[tuple[str, bool]] = Counter((_week(one.known), one.reopened) for one in openings)
    weeks = sorted({week for week, _ in counts})
    return [Week(week, counts[week, False], counts[week, True]) for week in weeks]


def _week(known: str) -> str:
    year, week, _ = dt.date.fromisoformat(known[: len("YYYY-MM-DD")]).isocalendar()
    return f"{year}-W{week:02}"
