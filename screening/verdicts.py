"""Verdicts on flags: which one counts, what it covers, and how often an indicator turned out right.

rules.md section 8; the share confirmed is told twice, by verdict and by what the follow-up found (domain.md, R26).
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import sqrt

import msgspec

__all__ = [
    "ENOUGH",
    "FOLLOW_UPS",
    "Difference",
    "FollowUpKind",
    "Judgement",
    "Precision",
    "Verdict",
    "difference",
    "interval",
    "last_of_each",
    "precision",
]


class Verdict(StrEnum):
    """What an analyst makes of a flag."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    LAWFUL = "lawful"
    CANNOT_TELL = "cannot_tell"


class FollowUpKind(StrEnum):
    """What is done about a confirmed flag."""

    GEEN = "geen"
    VRAAG_AAN_AANVRAGER = "vraag_aan_aanvrager"
    CONTROLE_GEVRAAGD = "controle_gevraagd"
    SUBSIDIECONTROLE = "subsidiecontrole"
    BIBOB_ZAAK = "bibob_zaak"
    RIEC_OVERDRACHT = "riec_overdracht"
    BESCHERMING = "bescherming"
    PREVENTIEF_GESPREK = "preventief_gesprek"


FOLLOW_UPS = tuple(FollowUpKind)

ENOUGH = 30
"""Verdicts under which a share says nothing yet: "nog onbekend" (domain.md, R26)."""

_Z = 1.6448536269514722
"""Two-sided 90 %: the 95th percentile of the normal distribution."""

_FLOOR = 0.47
"""The target of the national address quality programme (domain.md, R26): an interval wholly under it is too low."""

_IN_A_ROW = 5
"""So many unconfirmed one after the other make a proposal as well (domain.md, R26)."""


class Judgement(msgspec.Struct, frozen=True):
    """One verdict on one flag; `order` is (known time, source, id): the last counts."""

    flag: str
    order: tuple[int, str, str]
    verdict: str
    digest: str | None
    expires: str | None
    indicators: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """What a flag says now beside what was judged; empty: the verdict covers all of it."""

    new: list[str]
    gone: list[str]

    @property
    def asks_review(self) -> bool:
        """A hit or hard event that was not judged, or one that fell away."""
        return bool(self.new or self.gone)


class Precision(msgspec.Struct, frozen=True):
    """How often an indicator was right; `share` and `interval` are None while fewer than thirty were judged."""

    indicator: str
    judged: int
    confirmed: int
    share: float | None
    interval: tuple[float, float] | None
    proposal: str | None


def last_of_each(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Give the verdict that counts of each flag, in whatever order they come."""
    found: dict[str, Judgement] = {}
    for one in judgements:
        standing = found.get(one.flag)
        if standing is None or standing.order < one.order:
            found[one.flag] = one
    return found


def difference(judged: Iterable[str], now: Iterable[str]) -> Difference:
    """Compare the hits and hard events that were judged with those that stand now."""
    before, after = set(judged), set(now)
    return Difference(sorted(after - before), sorted(before - after))


def precision(results: Mapping[str, Sequence[bool]]) -> list[Precision]:
    """Give the share confirmed of each indicator, its 90 % interval, and a proposal to shadow it where one is due.

    Parameters
    ----------
    results
        Of each indicator what became of its flags, oldest first: True is confirmed.
    """
    return [_precision(indicator, outcomes) for indicator, outcomes in sorted(results.items())]


def _precision(indicator: str, outcomes: Sequence[bool]) -> Precision:
    judged, confirmed = len(outcomes), sum(outcomes)
    known = judged >= ENOUGH
    bounds = interval(confirmed, judged) if known else None
    proposal = None
    if bounds is not None and bounds[1] < _FLOOR:
        proposal = f"schaduw: interval {bounds[0]:.2f}-{bounds[1]:.2f} ligt onder {_FLOOR}"
    elif judged >= _IN_A_ROW and not any(outcomes[-_IN_A_ROW:]):
        proposal = f"schaduw: {_IN_A_ROW} keer achter elkaar niet bevestigd"
    share = round(confirmed / judged, 4) if known else None
    return Precision(indicator, judged, confirmed, share, bounds, proposal)


def interval(confirmed: int, judged: int) -> tuple[float, float]:
    """Give Wilson's 90 % score interval of a share (E. B. Wilson, 1927), in four decimals."""
    share, square = confirmed / judged, _Z * _Z
    middle = share + square / (2 * judged)
    half = _Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    under = 1 + square / judged
    return round(max(0.0, (middle - half) / under), 4), round(min(1.0, (middle + half) / under), 4)
