"""How alike two words are, in the steps that typing and hearing make."""

from enum import IntEnum

from rapidfuzz.distance import OSA, JaroWinkler

from graph.identity.folding import sound

__all__ = ["Likeness", "likeness"]

_SHORT, _LONG = 4, 7
"""Letters from which one slip, or two, leave a word recognisable."""

_TRUNCATED = 4
"""Letters of which a longer word may be cut."""

_ALIKE, _SOMEWHAT = 0.9, 0.8
"""Jaro-Winkler."""


class Likeness(IntEnum):
    """Steps from other to equal."""

    OTHER = 0
    SOMEWHAT = 1
    ALIKE = 2
    SLIP = 3
    EQUAL = 4


def likeness(one: str, other: str) -> Likeness:  # noqa: PLR0911 - a ladder of levels
    """Compare two folded words; a slip is one letter more, less, other, or two in another order."""
    if one == other:
        return Likeness.EQUAL
    shorter = min(len(one), len(other))
    steps = OSA.distance(one, other, score_cutoff=2)
    if steps == 1 and shorter >= _SHORT:
        return Likeness.SLIP
    if steps == 1 and shorter == _SHORT - 1 and len(one) != len(other):
        return Likeness.ALIKE
    if steps == 2 and shorter >= _LONG:
        return Likeness.ALIKE
    if shorter >= _TRUNCATED and (one.startswith(other) or other.startswith(one)):
        return Likeness.ALIKE
    jaro = JaroWinkler.similarity(one, other, score_cutoff=_SOMEWHAT)
    if shorter >= _SHORT and (jaro >= _ALIKE or (jaro and sound(one) == sound(other))):
        return Likeness.ALIKE
    if jaro or (steps == 1 and shorter > 1):
        return Likeness.SOMEWHAT
    return Likeness.OTHER
