"""The events behind a flag along a line of time: a still drawing above the table that says the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

__all__ = ["Strip", "strip"]

WIDTH = 1100
# In user units.

STEP = 18
# Between marks that would lie on each other: the later one goes up.

EDGE = 30
# Kept free left and right.


class Mark(msgspec.Struct, frozen=True):
    """One event: where it lies, whether it counts as a hard fact, and what it is."""

    x: int
    y: int
    hard: bool
    what: str


class Strip(msgspec.Struct, frozen=True):
    """Marks over a line at ``base``, with the years (x, text) under it."""

    width: int
    height: int
    base: int
    marks: list[Mark]
    years: list[tuple[int, str]]


def strip(events: Iterable[Mapping[str, Any]]) -> Strip | None:
    """Lay events out by day; None where fewer than two have one."""
    some = sorted((one for one in events if one["day"] is not None), key=lambda one: one["day"])
    if len(some) < 2 or some[0]["day"] == some[-1]["day"]:
        return None
    first, last = some[0]["day"], some[-1]["day"]
    scale = (WIDTH - 2 * EDGE) / (last - first)
    heights: dict[int, int] = {}
    placed = []
    for one in some:
        x = round(EDGE + (one["day"] - first) * scale)
        level = heights.get(x // STEP, 0)
        heights[x // STEP] = level + 1
        placed.append((x, level, one))
    base = STEP * (max(heights.values()) + 1)
    marks = [Mark(x, base - STEP * (level + 1), bool(one["hard"]), one["what"]) for x, level, one in placed]
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    every = max(1, len(years) // 14 + 1)
    ticks = [(round(EDGE + (date(year, 1, 1).toordinal() - first) * scale), str(year)) for year in years][
        ::every
    ]
    return Strip(WIDTH, base + 2 * STEP, base, marks, ticks)
