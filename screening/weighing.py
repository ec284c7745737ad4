"""What humans said of the flags that a case is near: the last verdict on each counts (rules.md section 8)."""

from collections.abc import Iterable

from graph.fold import Fold
from screening.advisory import Weging

__all__ = ["weighing"]

_UNFOUNDED = frozenset({"not_confirmed", "lawful"})


def weighing(fold: Fold, flags: Iterable[str]) -> Weging:
    """Give how the signal was weighed: confirmed where one flag is, unconfirmed where all were judged unfounded."""
    verdicts = [_last(fold, flag) for flag in flags]
    if "confirmed" in verdicts:
        return Weging.BEVESTIGD
    if verdicts and all(verdict in _UNFOUNDED for verdict in verdicts):
        return Weging.NIET_BEVESTIGD
    return Weging.NIET_GEWOGEN


def _last(fold: Fold, flag: str) -> str | None:
    given = fold.verdicts.get(flag)
    return max(given, key=lambda one: one.ref[1:]).oordeel if given else None
