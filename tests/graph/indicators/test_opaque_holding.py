"""C4: two to five organisations in a circle, or more than three holdings up to an organisation."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hits, town
from tests.graph.indicators.examples import c4, c4_chain


@pytest.mark.parametrize(("size", "found"), [(2, 1), (5, 1), (6, 0)])
def test_a_circle_has_two_to_five_members(size: int, found: int) -> None:
    """It is told once, with all its organisations as members."""
    told = [one for one in hits(town(c4(size)), "C4") if one.mark[0] == "cycle"]
    assert [len(one.members) for one in told] == [size] * found


def test_a_circle_holds_on_one_day() -> None:
    """One share ended before another began."""
    first = [b.holds(b.firm("F1"), b.firm("F0"), 0, 40), b.holds(b.firm("F1"), b.firm("F0"), 9, ends=True)]
    assert not hits(town([*first, b.holds(b.firm("F0"), b.firm("F1"), 10, 40)]), "C4")
    assert hits(town([*first, b.holds(b.firm("F0"), b.firm("F1"), 9, 40)]), "C4")


@pytest.mark.parametrize(("holdings", "person", "found"), [(3, 25, 0), (4, 25, 1), (4, 25.1, 0)])
def test_a_chain_is_longer_than_three(holdings: int, person: float, found: int) -> None:
    """And no natural person on it holds more than a quarter."""
    assert len(hits(town(c4_chain(holdings, person)), "C4")) == found


def test_a_chain_that_ends_in_a_person_is_clear() -> None:
    """Whoever holds the last."""
    assert not hits(town([*c4_chain(), b.holds(b.person("Q"), b.firm("F4"), 10, 10)]), "C4")
    assert not hits(town([*c4_chain(), b.holds(b.person("Q"), b.firm("F4"), 10, 90)]), "C4")


def test_current_is_of_today() -> None:
    """A share with a foreseen end is no longer current the day after, by time alone."""
    log = [*c4_chain(3), b.holds(b.firm("F4"), b.firm("F3"), 10, 60, tot="2020-02-01")]
    assert hits(town([*log, b.day_began(31)]), "C4")
    assert not hits(town(log, b.day_began(31), b.day_began(32)), "C4")


def test_without_a_holder_it_cannot_tell() -> None:
    """Of an organisation of which none is known."""
    log = [b.leads(b.person("P"), b.firm("X"), 0)]
    assert {one.needs for one in town(log).unknowns() if one.indicator == "C4" and one.focus} == {
        "belang-verkregen"
    }
