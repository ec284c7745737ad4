"""Percentiles kept as sorted values per use of a place, so that a moved threshold names the places between."""

import math
from bisect import bisect_left, bisect_right, insort

import msgspec

__all__ = ["Percentile", "Threshold"]


class Threshold(msgspec.Struct, frozen=True):
    """The number to be exceeded, and how many places are behind it (0 where the fixed number alone counts)."""

    value: float
    places: int


class Percentile:
    """The largest value of each place by first ``gebruiksdoel``; nearest rank, from a number of places on."""

    def __init__(self, fixed: float, percentile: float, least: int) -> None:
        self._fixed = fixed
        self._percentile = percentile
        self._least = least
        self._by_place: dict[str, tuple[str, int]] = {}
        self._sorted: dict[str, list[tuple[int, str]]] = {}

    def put(self, place: str, measured: tuple[str, int] | None) -> None:
        """Set (use, value) of a place, or take the place out; O(log places) but for moving the list."""
        known = self._by_place.pop(place, None)
        if known is not None:
            use, value = known
            values = self._sorted[use]
            del values[bisect_left(values, (value, place))]
        if measured is not None:
            use, value = measured
            insort(self._sorted.setdefault(use, []), (value, place))
            self._by_place[place] = measured

    def uses(self) -> list[str]:
        """Give the uses for which there are values."""
        return list(self._sorted)

    def use_of(self, place: str) -> str:
        """Give the use under which a place is counted."""
        return self._by_place[place][0] if place in self._by_place else ""

    def threshold(self, use: str) -> Threshold:
        """Give the number that a place of this use must exceed."""
        values = self._sorted.get(use, [])
        if len(values) < self._least:
            return Threshold(self._fixed, 0)
        rank = math.ceil(self._percentile / 100 * len(values))
        return Threshold(max(self._fixed, values[rank - 1][0]), len(values))

    def above(self, use: str, least: float) -> list[str]:
        """Give the places of a use whose value is more than a number."""
        values = self._sorted.get(use, [])
        first = bisect_right(values, least, key=lambda pair: pair[0])
        return [place for _, place in values[first:]]
