"""The yardsticks of the identity benchmark, against figures worked out by hand."""

import pytest

from benchmarks.identity.metrics import Quality, b_cubed, pairwise


def test_perfect_groups_score_one() -> None:
    """Names of groups do not matter."""
    assert pairwise("aabc", "xxyz") == b_cubed("aabc", "xxyz") == Quality(1.0, 1.0)


def test_groups_of_one_find_nothing_and_claim_nothing() -> None:
    """Precision of no claim is 1 by convention; B-cubed recall is what a record alone has of its group."""
    assert pairwise("aab", "xyz") == Quality(1.0, 0.0)
    assert b_cubed("aab", "xyz") == Quality(1.0, 2 / 3)


def test_a_group_too_large_costs_precision() -> None:
    """Three records together, of which two belong together: one pair of three is right."""
    assert pairwise("aab", "xxx") == Quality(1 / 3, 1.0)
    assert b_cubed("aab", "xxx").precision == pytest.approx(5 / 9)


def test_f1_is_the_harmonic_mean() -> None:
    """And 0 where nothing is right."""
    assert pairwise("aab", "xxx").f1 == pytest.approx(0.5)
    assert pairwise("aab", "xyy").f1 == 0.0
