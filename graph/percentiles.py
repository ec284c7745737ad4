"""What places are measured against, kept sorted per use, so that a moved measure names only the places between.

A percentile of whole numbers (B1, B3), and a median of rents (F3); each says how many values are behind it.
"""

import math
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Protocol

import msgspec

__all__ = ["Measured", "Median", "Percentile", "Threshold", "Yardstick"]

Measured = tuple[str, tuple[float, ...]]
"""The use of a place, and its values."""

_SLACK = 1e-9
"""Part of a bound by which a stretch of values is widened, so that rounding leaves nothing out."""


class Threshold(msgspec.Struct, frozen=True):
    """The number to be measured against, and how many are behind it (0 where there are too few to count)."""

    value: float
    places: int


class Yardstick(Protocol):
    """The values of all places by use, and what each use is measured against."""

    def put(self, place: str, measured: Measured | None) -> None:
        """Set use and values of a place, or take the place out."""

    def use_of(self, place: str) -> str:
        """Give the use under which a place is counted."""

    def threshold(self, use: str) -> Threshold:
        """Give what a place of this use is measured against."""

    def changes(self) -> tuple[set[str], set[str]]:
        """Give the uses whose threshold moved since the last call, and the places whose answer may differ by it."""


class _Sorted(ABC):
    """Values by use, sorted, each with its place; one place may have several."""

    def __init__(self) -> None:
        self._told: dict[str, Threshold] = {}
        self._touched: set[str] = set()
        self._by_place: dict[str, Measured] = {}
        self._sorted: dict[str, list[tuple[float, str]]] = {}

    def put(self, place: str, measured: Measured | None) -> None:
        """Set use and values of a place, or take the place out; O(log places) but for moving the list."""
        if self._by_place.get(place) == measured:
            return
        known = self._by_place.pop(place, None)
        if known is not None:
            use, values = known
            self._touched.add(use)
            kept = self._sorted[use]
            for value in values:
                del kept[bisect_left(kept, (value, place))]
        if measured is not None:
            use, values = measured
            self._touched.add(use)
            kept = self._sorted.setdefault(use, [])
            for value in values:
                insort(kept, (value, place))
            self._by_place[place] = measured

    def use_of(self, place: str) -> str:
        """Give the use under which a place is counted."""
        return self._by_place[place][0] if place in self._by_place else ""

    @abstractmethod
    def threshold(self, use: str) -> Threshold:
        """Give what a place of this use is measured against."""

    @abstractmethod
    def between(self, use: str, old: Threshold, new: Threshold) -> Iterator[str]:
        """Give the places for which the answer may differ under another threshold."""

    def changes(self) -> tuple[set[str], set[str]]:
        """Give the uses whose threshold moved since the last call, and the places whose answer may differ by it."""
        moved: set[str] = set()
        places: set[str] = set()
        for use in self._touched:
            new = self.threshold(use)
            old = self._told.get(use)
            self._told[use] = new
            if old is not None and old != new:
                moved.add(use)
                places.update(self.between(use, old, new))
        self._touched.clear()
        return moved, places

    def _within(self, use: str, least: float, most: float) -> Iterator[str]:
        values = self._sorted.get(use, [])
        first = bisect_left(values, least * (1 - _SLACK), key=lambda pair: pair[0])
        last = bisect_right(values, most * (1 + _SLACK), key=lambda pair: pair[0])
        return (place for _, place in values[first:last])


class Percentile(_Sorted):
    """The largest value of each place by first ``gebruiksdoel``; nearest rank, from a number of places on."""

    def __init__(self, fixed: float, percentile: float, least: int) -> None:
        super().__init__()
        self._fixed = fixed
        self._percentile = percentile
        self._least = least

    def threshold(self, use: str) -> Threshold:
        """Give the number that a place of this use must reach or exceed."""
        values = self._sorted.get(use, [])
        if len(values) < self._least:
            return Threshold(self._fixed, 0)
        rank = math.ceil(self._percentile / 100 * len(values))
        return Threshold(max(self._fixed, values[rank - 1][0]), len(values))

    def between(self, use: str, old: Threshold, new: Threshold) -> Iterator[str]:
        """Give the places from the lower of the two on: which of their facts are too many differs as well."""
        if old.value == new.value:
            return iter(())
        return self._within(use, min(old.value, new.value), math.inf)


class Median(_Sorted):
    """The middle of all values by use; of an even number the mean of the two (rules.md section 5)."""

    def __init__(self, low: float, high: float, least: int) -> None:
        super().__init__()
        self._low, self._high = low, high
        self._least = least

    def threshold(self, use: str) -> Threshold:
        """Give the median of a use, and of how many; 0 of 0 where there are too few."""
        values = self._sorted.get(use, [])
        if len(values) < self._least:
            return Threshold(0, 0)
        half = len(values) // 2
        middle = values[half][0] if len(values) % 2 else (values[half - 1][0] + values[half][0]) / 2
        return Threshold(middle, len(values))

    def between(self, use: str, old: Threshold, new: Threshold) -> Iterator[str]:
        """Give the places with a value between the old and the new bound, above or below."""
        if not old.places or not new.places:
            known = old if old.places else new
            yield from self._within(use, self._high * known.value, math.inf)
            yield from self._within(use, -math.inf, self._low * known.value)
            return
        if old.value == new.value:
            return
        for factor in (self._low, self._high):
            bounds = sorted((factor * old.value, factor * new.value))
            yield from self._within(use, *bounds)
