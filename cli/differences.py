"""What a person sees of a difference between two sets of rules."""

from collections.abc import Sequence
from typing import Literal

from agents.rules_difference import Change, Difference, IndicatorDifference, Judged

__all__ = ["print_difference"]

SHOWN = 50
# Flags of one list; all of them are in the JSON.

SIGNS = {"gained": "+", "lost": "-", "moved": "~"}


def print_difference(found: Difference, language: Literal["nl", "en"]) -> None:
    """Print it on standard output: flags in all, then by indicator, then one by one."""
    for town in found.municipalities:
        print(
            f"gemeente {town.gemeente}: rules {town.old_rules} -> {town.new_rules}, flags {town.old:,} -> {town.new:,}"
        )
    print(
        f"gained {len(found.gained):,}  lost {len(found.lost):,}  moved {len(found.moved):,}"
        f"  verdicts {_share(found.verdicts)}"
    )
    _print_indicators(found.indicators)
    for name, sign in SIGNS.items():
        _print_changes(name, sign, getattr(found, name), language)


def _print_indicators(indicators: Sequence[IndicatorDifference]) -> None:
    if not indicators:
        return
    print(
        f"\n{'':9}{'flags':>13}{'gained':>8}{'lost':>6}{'moved':>7}  {'confirmed of judged, old':28}{'and new':28}lost though confirmed"
    )
    for one in indicators:
        print(
            f"{one.indicator:9}{f'{one.old:,} -> {one.new:,}':>13}{one.gained:>8,}{one.lost:>6,}{one.moved:>7,}"
            f"  {_share(one.old_verdicts):28}{_share(one.new_verdicts):28}{one.lost_confirmed:,}"
        )


def _share(judged: Judged) -> str:
    """Say a share with its 90 % interval, or that there is none."""
    if judged.share is None or judged.interval is None:
        return "none"
    low, high = judged.interval
    return f"{judged.confirmed}/{judged.judged} = {judged.share:.2f} ({low:.2f}-{high:.2f})"


def _print_changes(name: str, sign: str, changes: Sequence[Change], language: Literal["nl", "en"]) -> None:
    if changes:
        print(f"\n{name}")
    for one in changes[:SHOWN]:
        more = [f"+{indicator}" for indicator in one.added] + [f"-{indicator}" for indicator in one.removed]
        told = [*one.indicators, *([f"({' '.join(more)})"] if more else [])]
        verdict = "" if one.verdict is None else f"  [{one.verdict}]"
        now = "" if one.now is None else f"  now {one.now}"
        print(f"{sign} {one.id}  {one.raised}  {' '.join(told)}{verdict}{now}")
        print(f"    {getattr(one, language)}")
    if len(changes) > SHOWN:
        print(f"  and {len(changes) - SHOWN:,} more: with --json or -o FILE")
