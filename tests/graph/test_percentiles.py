"""Percentiles by nearest rank."""

import math

from hypothesis import given
from hypothesis import strategies as st

from graph.percentiles import Percentile, Threshold


def _filled(count: int, value: int = 20) -> Percentile:
    percentile = Percentile(10, 99, 100)
    for number in range(count):
        percentile.put(f"place {number:03d}", ("woonfunctie", value))
    return percentile


def test_without_places_the_fixed_number_counts() -> None:
    """And no place is behind it."""
    assert Percentile(10, 99, 100).threshold("woonfunctie") == Threshold(10, 0)
    assert Percentile(10, 99, 100).above("woonfunctie", 0) == []


def test_the_percentile_counts_from_a_hundred_places_on() -> None:
    """One place fewer, and the fixed number stands alone."""
    assert _filled(99).threshold("woonfunctie") == Threshold(10, 0)
    assert _filled(100).threshold("woonfunctie") == Threshold(20, 100)


def test_a_low_percentile_leaves_the_fixed_number() -> None:
    """The larger of the two counts."""
    assert _filled(100, value=3).threshold("woonfunctie") == Threshold(10, 100)


def test_uses_are_counted_apart() -> None:
    """A shop is not measured against dwellings."""
    percentile = _filled(100)
    percentile.put("shop", ("winkelfunctie", 50))
    assert percentile.threshold("winkelfunctie") == Threshold(10, 0)
    assert (percentile.use_of("shop"), percentile.use_of("nowhere")) == ("winkelfunctie", "")
    assert percentile.uses() == ["woonfunctie", "winkelfunctie"]


def test_a_place_is_moved_and_taken_out() -> None:
    """Putting it again replaces what was known of it."""
    percentile = _filled(100)
    percentile.put("place 000", ("woonfunctie", 90))
    assert percentile.above("woonfunctie", 20) == ["place 000"]
    percentile.put("place 000", None)
    percentile.put("nowhere", None)
    assert percentile.threshold("woonfunctie") == Threshold(10, 0)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=40), st.sampled_from([50, 90, 99, 100]))
def test_the_rank_is_the_nearest(values: list[int], share: int) -> None:
    """At least that share of the values is no larger."""
    percentile = Percentile(-1, share, 1)
    for number, value in enumerate(values):
        percentile.put(str(number), ("", value))
    expected = sorted(values)[math.ceil(share / 100 * len(values)) - 1]
    assert percentile.threshold("") == Threshold(expected, len(values))
