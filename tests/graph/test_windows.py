"""Windows of time."""

from hypothesis import given
from hypothesis import strategies as st

from graph.windows import windows


def _runs(days: list[int], length: float) -> list[list[int]]:
    return [list(run) for run in windows(days, length, int)]


def test_nothing_has_no_window() -> None:
    """The empty case."""
    assert _runs([], 10) == []


def test_both_ends_are_in() -> None:
    """Ten days apart lie within ten days; eleven do not."""
    assert _runs([0, 10], 10) == [[0, 10]]
    assert _runs([0, 11], 10) == [[0], [11]]


def test_each_largest_run_comes_once() -> None:
    """A run inside another says nothing new."""
    assert _runs([0, 5, 10, 15], 10) == [[0, 5, 10], [5, 10, 15]]


@given(st.lists(st.integers(0, 60)), st.integers(0, 30))
def test_any_pair_within_the_length_shares_a_run(days: list[int], length: int) -> None:
    """And no run is longer than it may be."""
    days.sort()
    runs = _runs(days, length)
    assert all(run[-1] - run[0] <= length for run in runs)
    for one in days:
        for other in days:
            if 0 <= other - one <= length:
                assert any(one in run and other in run for run in runs)
