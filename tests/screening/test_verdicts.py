"""Which verdict counts, and what the share confirmed says."""

from itertools import permutations

import pytest

from screening.verdicts import Judgement, difference, interval, last_of_each, precision


def judged(known: int, verdict: str, event_id: str = "a") -> Judgement:
    """Give a verdict on one flag."""
    return Judgement("f:1", (known, "desk", event_id), verdict, None, None, ("B1",))


def test_the_last_by_known_time_then_id_counts_in_any_order() -> None:
    """None without a verdict; of three the last, however they come."""
    assert last_of_each([]) == {}
    three = [judged(1, "lawful"), judged(2, "confirmed", "a"), judged(2, "not_confirmed", "b")]
    assert {last_of_each(order)["f:1"].verdict for order in permutations(three)} == {"not_confirmed"}


def test_only_what_was_not_judged_or_fell_away_asks_for_review() -> None:
    """The difference is shown, and nothing else."""
    assert not difference(["B1 x"], ["B1 x"]).asks_review
    changed = difference(["B1 x", "C1 y"], ["B1 x", "D1 z"])
    assert (changed.new, changed.gone, changed.asks_review) == (["D1 z"], ["C1 y"], True)


@pytest.mark.parametrize(
    ("confirmed", "total", "low", "high"),
    # Computed by hand from Wilson's formula with z = 1.6449: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    [(0, 30, 0.0, 0.0827), (30, 30, 0.9173, 1.0), (15, 30, 0.3562, 0.6438)],
)
def test_the_interval_is_wilsons(confirmed: int, total: int, low: float, high: float) -> None:
    """Closed form at none, all and half."""
    assert interval(confirmed, total) == pytest.approx((low, high), abs=2e-4)


def test_under_thirty_nothing_is_known() -> None:
    """Twenty-nine say nothing, thirty do."""
    [few] = precision({"B1": [True] * 29})
    assert (few.share, few.interval, few.proposal) == (None, None, None)
    [enough] = precision({"B1": [True] * 30})
    assert enough.share == 1.0
    assert enough.interval is not None


def test_a_proposal_comes_of_a_low_interval_or_of_five_misses_in_a_row() -> None:
    """And of nothing else: four misses, or five that are not the last ones, propose nothing."""
    told = precision(
        {
            "A1": [False] * 25 + [True] * 5,
            "A2": [True, *[False] * 5],
            "A3": [True, *[False] * 4],
            "A4": [*[False] * 5, True],
            "B1": [True] * 20 + [False, True] * 5,
        }
    )
    assert [one.indicator for one in told if one.proposal is not None] == ["A1", "A2"]
