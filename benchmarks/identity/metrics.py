"""How well found groups of records agree with labels: over pairs, and B-cubed over records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Quality", "b_cubed", "pairwise"]


class Quality(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(labels: Sequence[str], found: Sequence[str]) -> Quality:
    """Count pairs of records: those put together rightly among those put together, and among those that belong together."""
    together = _pairs(Counter(zip(labels, found, strict=True)))
    return Quality(
        _ratio(together, _pairs(Counter(found))),
        _ratio(together, _pairs(Counter(labels))),
    )


def b_cubed(labels: Sequence[str], found: Sequence[str]) -> Quality:
    """Average over records: how much of its group is of its label, and how much of its label is in its group.

    Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998.
    """
    both = Counter(zip(labels, found, strict=True))
    sizes, groups = Counter(labels), Counter(found)
    precision = sum(count * count / groups[group] for (_, group), count in both.items())
    recall = sum(count * count / sizes[label] for (label, _), count in both.items())
    return Quality(precision / len(labels), recall / len(labels))


def _pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
