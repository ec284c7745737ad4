"""R26: what errors cost is told."""

from screening.verdicts import ENOUGH, precision


def test_under_thirty_verdicts_no_share_is_told_and_a_bad_rule_is_proposed_for_shadow() -> None:
    """tests/screening/test_verdicts.py has the interval; `indicators` tells it twice."""
    [one] = precision({"B1": [True] * (ENOUGH - 1)})
    assert (one.share, one.interval) == (None, None)
    [bad] = precision({"B1": [False] * ENOUGH})
    assert bad.proposal is not None
