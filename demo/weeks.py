"""New flags a week: how much work the flags would have been."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from demo.match import Flag

__all__ = ["per_week"]

WEEK = timedelta(days=7)


def per_week(flags: Iterable[Flag], weeks: int) -> dict[str, int]:
    """Return how many flags were raised in each of so many ISO weeks, up to the last with any: "2021-W52" → 3."""
    days = [date.fromisoformat(str(flag["raised"]["known"])[:10]) for flag in flags]
    if not days:
        return {}
    last, counted = max(days), Counter(map(_week, days))
    return {week: counted[week] for week in (_week(last - WEEK * back) for back in reversed(range(weeks)))}


def _week(day: date) -> str:
    """Return a day's ISO week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
