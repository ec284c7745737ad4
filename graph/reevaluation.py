"""A whole graph evaluated by a set of rules: for a switch of the rules in force, and to try a set beside another.

What a set of rules finds is a function of the graph and of the set alone, so nothing here depends on what was found before.
"""

from collections.abc import Collection

from graph.claims import EVERYTHING
from graph.evaluation import Evaluation, Pace
from graph.flag import Flag
from graph.flagging import Flagging
from graph.fold import Fold
from graph.indicators import INDICATORS
from graph.rules import Rules

__all__ = ["anew", "begun", "unchanged"]

_ALSO_READS = {"D2": frozenset({"D1"})}
"""Indicators that read parameters of another one without resting on its hits."""


def begun(fold: Fold, rules: Rules, standing: dict[str, Flag]) -> tuple[Evaluation, Flagging]:
    """Let a graph be read by a set of rules, without a hit yet, beside the flags that stand so far."""
    fold.view.rules = rules
    evaluation = Evaluation(rules)
    fold.view.yardsticks = evaluation.yardsticks
    flagging = Flagging(fold, evaluation)
    flagging.flags = standing
    return evaluation, flagging


def anew(
    fold: Fold, rules: Rules, standing: dict[str, Flag], pace: Pace | None = None
) -> tuple[Evaluation, Flagging, list[tuple[str, str]]]:
    """Evaluate a whole graph; give the hits, the flags, and (id, reason) of those that stood and no longer do.

    Cost is that of a first evaluation, O(entities), without that of folding.
    """
    evaluation, flagging = begun(fold, rules, standing)
    everything = {entity.key: {EVERYTHING} for entity in set(fold.resolver.entity_of.values())}
    fold.view.forget(everything, [])
    changed = evaluation.renew(fold.view, everything, [], pace)
    return evaluation, flagging, flagging.renew(everything, changed, [])


def unchanged(old: Rules, new: Rules) -> frozenset[str]:
    """Give the indicators that find the same by both sets: on in both, and all that they read is equal.

    Their hits need not be looked for a second time, only where there were any.
    """
    if old.general != new.general:
        return frozenset()
    reads = {one.id: {one.id} | one.follows | _ALSO_READS.get(one.id, frozenset()) for one in INDICATORS}
    return frozenset(
        indicator for indicator, read in reads.items() if all(_equal(old, new, one) for one in read)
    )


def _equal(old: Rules, new: Rules, indicator: str) -> bool:
    silent: Collection[str] = old.silent | new.silent
    return (
        indicator not in silent
        and old.indicators.get(indicator) == new.indicators.get(indicator)
        and old.purposes.get(indicator) == new.purposes.get(indicator)
    )
