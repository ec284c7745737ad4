"""Flags that were new and that came back, week by week, as somebody would have seen them who looked at each day's end."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

import msgspec

from graph.claims import Statement
from graph.instants import day_of
from graph.municipality import Municipality

__all__ = ["Week", "weekly"]

_MERGED = "merged:"


class Week(msgspec.Struct, frozen=True):
    """One week (ISO 8601, e.g. 2026-W05): flags that were new in it, and that came back after a withdrawal."""

    week: str
    new: int
    reopened: int


def weekly(town: Municipality, statements: Iterable[Statement]) -> list[Week]:
    """Follow an empty municipality from day to day; give the weeks in which a flag opened, in order.

    The day is that of an event's `time`, so neither the order of arrival nor the batches play a part. Within a day each
    human decision is looked at by itself: what one takes away another may give back. A flag that took the place of another
    (``merged:``) is neither new nor back. Costs as much as reading the log once.
    """
    new, reopened = Counter[str](), Counter[str]()
    known: set[str] = set()
    stood: set[str] = set()
    for (day, _), some in groupby(sorted(statements, key=lambda one: one.ref[1:]), _moment):
        changes = town.apply(some)
        heirs = {why.removeprefix(_MERGED) for _, why in changes.withdrawn if why.startswith(_MERGED)}
        standing = set(town.flags)
        for flag in standing - stood - heirs:
            (reopened if flag in known else new)[_week(day)] += 1
        known |= standing
        stood = standing
    return [Week(week, new[week], reopened[week]) for week in sorted(new.keys() | reopened.keys())]


def _moment(one: Statement) -> tuple[int, int]:
    return day_of(one.ref.known), 0 if one.decision is None else one.ref.known


def _week(day: int) -> str:
    year, week, _ = dt.date.fromordinal(day).isocalendar()
    return f"{year}-W{week:02}"
