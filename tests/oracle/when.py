"""Days and windows: a month is 30.44 days, a year 365, both ends included."""

import datetime as dt
from typing import Any

__all__ = ["FIVE_YEARS", "day_of", "months", "overlap", "within"]

FIVE_YEARS = 5 * 365


def months(count: int) -> float:
    """Give the length of so many months, in days."""
    return count * 30.44


def day_of(data: dict[str, Any], name: str) -> int | None:
    """Give a date field as a day number, or None where it is absent."""
    value = data.get(name)
    return dt.date.fromisoformat(value).toordinal() if value else None


def within(start: int, end: int | None, first: float, last: float) -> bool:
    """Whether a relation of these days (open where `end` is None) holds on some day of a window."""
    return start <= last and (end is None or end >= first)


def overlap(a: tuple[int, int | None], b: tuple[int, int | None]) -> float:
    """Give on how many days both intervals hold, the last day of each included; less than one where there is a gap."""
    ends = [end for _, end in (a, b) if end is not None]
    return (min(ends) if ends else float("inf")) - max(a[0], b[0]) + 1
