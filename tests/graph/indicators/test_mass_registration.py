"""B1: many organisations registered at one place."""

from typing import Any

import pytest

from graph.claims import Statement
from tests.graph.builders import (
    REGISTER,
    day,
    event,
    firm,
    hit,
    hits,
    inspects,
    judged,
    place_record,
    registered,
    retracts,
    said,
    since_of,
    spot,
    struck_off,
    town,
)


def _crowd(count: int) -> list[Statement]:
    """Give openings, one a day from day 1."""
    return [registered(firm(str(number)), 1, number + 1, id_=f"o{number}") for number in range(count)]


def test_an_empty_town_and_an_empty_place_hit_nothing() -> None:
    """The empty case."""
    assert hits(town(), "B1") == []
    assert hits(town(inspects(firm("A"), 1, 1)), "B1") == []


@pytest.mark.parametrize(("count", "found"), [(10, 0), (11, 1)])
def test_more_than_ten_at_once_are_many(count: int, found: int) -> None:
    """Ten are not."""
    assert len(hits(town(_crowd(count)), "B1")) == found


def test_a_closing_day_counts_and_the_next_does_not() -> None:
    """Ten of them, one of which leaves on day twelve."""
    ten = [*_crowd(10), registered(firm("0"), 1, 12, ends=True)]
    assert len(hits(town([*ten, registered(firm("x"), 1, 12)]), "B1")) == 1
    assert hits(town([*ten, registered(firm("x"), 1, 13)]), "B1") == []


def test_striking_off_closes_too() -> None:
    """Nobody closed the establishment."""
    assert hits(town([*_crowd(10), struck_off(firm("0"), 12), registered(firm("x"), 1, 13)]), "B1") == []


def test_one_organisation_counts_once() -> None:
    """However often it is registered there, under however many records."""
    again = registered(firm("0"), 1, 20)
    assert hits(town([*_crowd(10), again]), "B1") == []
    stranger = registered(firm("x", kvk=None), 1, 20)
    same = judged(f"{REGISTER}#x", f"{REGISTER}#0", "same", 21)
    assert len(hits(town([*_crowd(10), stranger]), "B1")) == 1
    assert hits(town([*_crowd(10), stranger, same]), "B1") == []


@pytest.mark.parametrize(("area", "found"), [(1499, 1), (1500, 0)])
def test_a_large_place_is_a_shared_building(area: int, found: int) -> None:
    """From 1,500 square metres on; an unknown area is none."""
    told = inspects(firm("0"), 1, 20, locatie=spot(1, oppervlakte=area))
    assert len(hits(town([*_crowd(11), told]), "B1")) == found


def test_an_old_crowd_stays_a_hit() -> None:
    """A window does not slide away."""
    closings = [registered(firm(str(number)), 1, 30 + number, ends=True) for number in range(11)]
    assert len(hits(town([*_crowd(11), *closings]), "B1")) == 1


def test_the_hit_names_the_place_and_says_how_many_when() -> None:
    """It joins by the place; it holds since the eleventh was known."""
    municipality = town(_crowd(12))
    one = hit(municipality, "B1")
    assert [member.key for member in one.members] == [member.key for member in one.joins] == [place_record(1)]
    assert one.parameters == {"threshold": 10}
    assert "12 organisaties" in one.nl
    assert "13 januari 2020" in one.nl
    assert "13 January 2020" in one.en
    since = since_of(municipality, one)
    assert (since.ref.id, since.ref.day) == ("o10", day(11))


def test_only_who_was_there_on_a_crowded_day_is_evidence() -> None:
    """One left before it was crowded."""
    early = [
        registered(firm("gone"), 1, 0, id_="early"),
        registered(firm("gone"), 1, 1, ends=True, id_="left"),
    ]
    refs = {ref.id for ref in hit(town([*early, *_crowd(11)]), "B1").refs}
    assert refs == {f"o{number}" for number in range(11)}


def _owned(number: int, id_: str, **where: Any) -> Statement:
    """Give an event about a place that opens no establishment."""
    return event("registers.eigendom-verkregen", number, id_=id_, **firm("z"), locatie=where)


def test_the_use_is_that_of_the_last_mention_though_it_says_nothing_new() -> None:
    """Two records of one place say otherwise, each what it always said; who spoke last decides, also after a retraction."""
    address = {"postcode": "1234AB", "huisnummer": 1}
    ours = [
        registered(
            firm(str(one)),
            1,
            one + 1,
            id_=f"o{one}",
            locatie=spot(1, **address, gebruiksdoel=["kantoorfunctie"]),
        )
        for one in range(11)
    ]
    theirs = [_owned(20 + 2 * one, f"t{one}", **address, gebruiksdoel=["woonfunctie"]) for one in range(2)]
    last = _owned(21, "again", **spot(1), **address, gebruiksdoel=["kantoorfunctie"])
    municipality = town(ours, theirs[:1])
    yardstick = municipality._evaluation.yardsticks["B1"]
    after = (
        (theirs[:0], "woonfunctie"),
        (last, "kantoorfunctie"),
        (theirs[1], "woonfunctie"),
        (retracts(theirs[1], at=30), "kantoorfunctie"),
    )
    for statement, use in after:
        said(municipality, statement)
        assert [one.use for one in hits(municipality, "B1")] == [use]
        assert yardstick.use_of(hit(municipality, "B1").focus[0]) == use
