"""Windows of time: which runs of dated things lie within one stretch (rules.md section 1)."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

__all__ = ["windows"]

T = TypeVar("T")


def windows(items: Sequence[T], days: float, day: Callable[[T], int]) -> Iterator[Sequence[T]]:
    """Give each largest run of items, sorted by day, that lies within a number of days, both ends included."""
    end = 0
    for start, first in enumerate(items):
        grown = False
        while end < len(items) and day(items[end]) - day(first) <= days:
            end += 1
            grown = True
        if grown:
            yield items[start:end]
