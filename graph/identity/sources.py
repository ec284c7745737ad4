"""What the sources of a file say: a register that lists each thing once has no two records of one thing.

Two records of one source are then two things, however alike, and two of different sources rather more likely one. How far
that holds is counted for each source over the file, by pairs that are one beyond doubt. In the stream no source is taken to
list anything once: there a case speaks of a party as often as it comes up.
"""

import math
from collections.abc import Mapping

import msgspec

__all__ = ["SURE", "Sources", "learnt"]

SURE = 0.99
"""Probability from which a pair counts as one."""

_BELIEVED = 1.0
"""Pairs that pure chance counts for: a file, or a source, of a few pairs says little."""

_LEAST_SAME, _MOST = -8.0, 1.0
"""Bits of one source at the least, and of one or of two at the most."""

_LEAST_OTHER = -1.0
"""Bits of two sources at the least: those write unlike, so they have fewer pairs that are sure."""

_ONCE = -3.5
"""Bits up to which a source lists each thing once, so that no two of its records are joined over a third either: it has
less than a tenth of the pairs that it would have if it listed things as often as all together do."""


class Sources(msgspec.Struct, frozen=True):
    """Bits by source of two records of it, bits of two sources, and the sources that list each thing ``once``.

    ``within`` and ``slips`` are the shares of pairs within one of these: among all pairs, and among those that are one.
    """

    same: dict[str, float]
    other: float
    once: frozenset[str]
    within: float
    slips: float

    def bits(self, one: str, other: str) -> float:
        """Give what it says that two records come from these; 0.0 where one has no source."""
        if not one or not other:
            return 0.0
        return self.same[one] if one == other else self.other


def learnt(records: Mapping[str, int], sure: Mapping[tuple[str, str], int]) -> Sources:
    """Learn from the number of records by source, and of pairs that are one beyond doubt by their two sources.

    Records and pairs without a source are left out by the caller.
    """
    total, pairs = sum(records.values()), sum(sure.values())
    chance = {source: (count / total) ** 2 for source, count in records.items()}
    met = {source: sure.get((source, source), 0) for source in records}
    times = {source: _times(met[source], pairs * chance[source]) for source in records}
    same = {source: _bits(times[source], _LEAST_SAME) for source in records}
    apart = _times(pairs - sum(met.values()), pairs * (1.0 - sum(chance.values())))
    once = frozenset(source for source, bits in same.items() if bits <= _ONCE)
    return Sources(
        same,
        _bits(apart, _LEAST_OTHER),
        once,
        sum(chance[source] for source in once),
        sum(chance[source] * times[source] for source in once),
    )


def _times(seen: float, expected: float) -> float:
    """Give how many times as many there are as chance would have it; once where nothing is to be expected."""
    return (seen + _BELIEVED) / (expected + _BELIEVED)


def _bits(times: float, least: float) -> float:
    return round(min(max(math.log2(times), least), _MOST), 2)
