"""B2: three grown-ups or more with less than ten square metres each."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import b2, lives


def test_the_place_is_the_member_and_joins() -> None:
    """The residents are evidence."""
    one = hit(town(b2()), "B2")
    assert [member.key for member in one.members] == [b.place_record(1)]
    assert one.joins == one.members


@pytest.mark.parametrize(
    ("residents", "area", "found"), [(3, 29, 1), (3, 30, 0), (2, 10, 0), (4, 39, 1), (4, 40, 0)]
)
def test_the_thresholds(residents: int, area: int, found: int) -> None:
    """At least three, and less than ten square metres each."""
    assert len(hits(town(b2(residents, area)), "B2")) == found


def test_they_are_there_on_one_day() -> None:
    """Who leaves the day before another comes is not."""
    gone = lives(b.person("P0"), 1, 11, ends=True)
    assert not hits(town([*b2(), gone]), "B2")
    assert hits(town([*b2(), lives(b.person("P0"), 1, 12, ends=True)]), "B2")


def test_a_birthday_comes_by_time_alone() -> None:
    """On the day when the third is eighteen, and back before it when today moves back."""
    child = lives(b.person("K", geboortedatum="2002-02-01"), 1, 12, oppervlakte=29)
    town_ = town(b2(residents=2), child, b.day_began(30))
    assert not hits(town_, "B2")
    birthday = b.grants(b.firm("Q"), 31, "s")
    b.said(town_, birthday)
    assert hits(town_, "B2")
    b.said(town_, b.retracts(birthday, at=29))
    assert not hits(town_, "B2")


@pytest.mark.parametrize("born", ["1980", "1980-05", "2010-01-01"])
def test_only_known_grown_ups_count(born: str) -> None:
    """A partial birth date says nothing."""
    assert not hits(town(b2(born=born)), "B2")


def test_without_area_or_age_it_cannot_tell() -> None:
    """It says which of the two is missing."""
    assert [one.needs for one in town(b2(area=None)).unknowns() if one.indicator == "B2" and one.focus] == [
        "oppervlakte"
    ]
    assert [one.needs for one in town(b2(born="1980")).unknowns() if one.indicator == "B2" and one.focus] == [
        "geboortedatum"
    ]
