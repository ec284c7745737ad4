"""Percentiles by nearest rank."""

import math

from hypothesis import given
from hypothesis import strategies as st

from graph.percentiles import Median, Percentile, Threshold


def _filled(count: int, value: float = 20) -> Percentile:
    percentile = Percentile(10, 99, 100)
    for number in range(count):
        percentile.put(f"place {number:03d}", ("woonfunctie", (value,)))
    return percentile


def test_without_places_the_fixed_number_counts() -> None:
    """And no place is behind it."""
    assert Percentile(10, 99, 100).threshold("woonfunctie") == Threshold(10, 0)
    assert Percentile(10, 99, 100).changes() == (set(), set())


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
    percentile.put("shop", ("winkelfunctie", (50,)))
    assert percentile.threshold("winkelfunctie") == Threshold(10, 0)
    assert (percentile.use_of("shop"), percentile.use_of("nowhere")) == ("winkelfunctie", "")


def test_a_place_is_moved_and_taken_out() -> None:
    """Putting it again replaces what was known of it."""
    percentile = _filled(100)
    percentile.put("place 000", ("woonfunctie", (90,)))
    percentile.put("place 000", None)
    percentile.put("nowhere", None)
    assert percentile.threshold("woonfunctie") == Threshold(10, 0)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=40), st.sampled_from([50, 90, 99, 100]))
def test_the_rank_is_the_nearest(values: list[int], share: int) -> None:
    """At least that share of the values is no larger."""
    percentile = Percentile(-1, share, 1)
    for number, value in enumerate(values):
        percentile.put(str(number), ("", (value,)))
    expected = sorted(values)[math.ceil(share / 100 * len(values)) - 1]
    assert percentile.threshold("") == Threshold(expected, len(values))


def test_only_a_threshold_that_moved_names_places() -> None:
    """One place more: the use is stated anew; a larger value at the rank: the places from the lower one on as well."""
    percentile = _filled(100)
    percentile.changes()
    percentile.put("place 100", ("woonfunctie", (20,)))
    assert percentile.changes() == ({"woonfunctie"}, set())
    percentile.put("place 100", ("woonfunctie", (30,)))
    percentile.put("place 101", ("woonfunctie", (30,)))
    percentile.put("small", ("woonfunctie", (1,)))
    moved, places = percentile.changes()
    assert moved == {"woonfunctie"}
    assert "small" not in places
    assert len(places) == 102


@given(st.lists(st.lists(st.floats(1, 9), min_size=1, max_size=3), min_size=1, max_size=12))
def test_a_median_names_every_place_whose_answer_differs(rents: list[list[float]]) -> None:
    """Whoever crosses a bound when another place comes or goes is named."""
    median = Median(0.55, 1.8, 3)

    def extreme(known: dict[str, list[float]]) -> set[str]:
        threshold = median.threshold("")
        return {
            place
            for place, values in known.items()
            for value in values
            if threshold.places and not 0.55 * threshold.value < value < 1.8 * threshold.value
        }

    known: dict[str, list[float]] = {}
    for number, values in [*enumerate(rents), *((number, None) for number in range(len(rents)))]:
        before = extreme(known)
        median.put(str(number), None if values is None else ("", tuple(values)))
        known.pop(str(number), None)
        if values is not None:
            known[str(number)] = values
        _, places = median.changes()
        assert (before ^ extreme(known)) - {str(number)} <= places


def test_a_median_of_an_even_number_is_the_mean_of_the_two() -> None:
    """And says how many there are."""
    median = Median(0.5, 2, 2)
    assert median.threshold("") == Threshold(0, 0)
    median.put("one", ("", (1.0, 2.0, 4.0)))
    assert median.threshold("") == Threshold(2.0, 3)
    median.put("two", ("", (8.0,)))
    assert median.threshold("") == Threshold(3.0, 4)
