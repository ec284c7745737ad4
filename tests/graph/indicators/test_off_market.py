"""F3: a rent of 1.8 times the median or more, 0.55 or less, or loans that go round."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import f3, f3_round


def test_the_place_and_both_parties_are_members() -> None:
    """Of that lease."""
    one = hit(town(f3()), "F3")
    assert {m.key for m in one.members} == {b.place_record(5), b.person_record("L"), b.firm_record("T5")}


@pytest.mark.parametrize(("rent", "found"), [("5400.00", 1), ("5399.99", 0), ("1650.00", 1), ("1650.01", 0)])
def test_the_bounds(rent: str, found: int) -> None:
    """Of a median of 100 euro a square metre."""
    assert len(hits(town(f3(rent)), "F3")) == found


@pytest.mark.parametrize(("others", "found"), [(3, 0), (4, 1)])
def test_five_leases_make_a_median(others: int, found: int) -> None:
    """Its own among them."""
    assert len(hits(town(f3(others=others)), "F3")) == found


@pytest.mark.parametrize(("crowd", "found"), [(4, 1), (5, 0)])
def test_a_shared_place_counts_for_nothing(crowd: int, found: int) -> None:
    """More than four organisations ever established there pay for a part each."""
    assert len(hits(town(f3(crowd=crowd)), "F3")) == found


def test_a_lease_moves_the_median_and_the_hit_with_it() -> None:
    """Places between the old and the new bound are looked at again, whichever batch it comes in."""
    said = {"oppervlakte": 30, "gebruiksdoel": ["winkelfunctie"]}
    more = [
        b.lets(b.person("L"), b.firm(f"U{where}"), where, 10, locatie=b.spot(where, **said), bedrag="3400.00")
        for where in range(11, 17)
    ]
    town_ = town(f3(), *more)
    assert not hits(town_, "F3")
    assert town_._evaluation.yardsticks["F3"].threshold("winkelfunctie").places == 11
    b.said(town_, *(b.retracts(one, at=20) for one in more))
    assert hits(town_, "F3")


@pytest.mark.parametrize(("size", "found"), [(2, 1), (3, 1), (4, 0)])
def test_a_round_has_two_or_three_parties(size: int, found: int) -> None:
    """It is told once, all parties members."""
    told = hits(town(f3_round(size)), "F3")
    assert [len(one.members) for one in told] == [size] * found


def test_without_rent_or_area_it_cannot_tell() -> None:
    """It says which."""
    log = [b.lets(b.person("L"), b.firm("T"), 1, 10)]
    assert {one.needs for one in town(log).unknowns() if one.indicator == "F3" and one.focus} == {
        "bedrag",
        "oppervlakte",
    }
