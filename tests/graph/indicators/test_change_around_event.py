"""C3: a director, holder or name changes from 30 days before to 90 days after a measure."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import becomes, c3


def test_the_organisation_and_who_came_are_members() -> None:
    """The place is evidence."""
    one = hit(town(c3()), "C3")
    assert {member.key for member in one.members} == {b.firm_record("X"), b.person_record("P")}


@pytest.mark.parametrize(("change", "found"), [(-31, 0), (-30, 1), (0, 1), (90, 1), (91, 0)])
def test_the_window(change: int, found: int) -> None:
    """Both ends included."""
    assert len(hits(town(c3(change)), "C3")) == found


def test_a_place_counts_where_it_alone_is_established() -> None:
    """Another firm there on the day: the measure is not its own."""
    assert hits(town(c3(on_place=True)), "C3")
    other = b.registered(b.firm("O"), 1, 50)
    assert not hits(town([*c3(on_place=True), other]), "C3")
    assert hits(town([*c3(on_place=True), other, b.registered(b.firm("O"), 1, 99, ends=True)]), "C3")


@pytest.mark.parametrize(
    ("kind", "reason", "found"),
    [
        ("vergunning-ingetrokken", "bibob", 1),
        ("vergunning-ingetrokken", "overig", 0),
        ("vergunning-geweigerd", "bibob", 0),
    ],
)
def test_which_withdrawals_count(kind: str, reason: str, found: int) -> None:
    """Those for reasons of integrity."""
    x = b.firm("X")
    case = [
        b.applies(x, 2, 10, zaaknummer="Z"),
        b.event(f"vergunningen.{kind}", 100, zaaknummer="Z", reden=reason),
    ]
    assert len(hits(town([*case, b.leads(b.person("P"), x, 120)]), "C3")) == found


def test_first_directors_are_no_change() -> None:
    """Within three days of the founding."""
    x = b.firm("X")
    log = [becomes("ingeschreven", x, 80), b.closed_down(x, 1, 100)]
    assert not hits(town([*log, b.leads(b.person("P"), x, 83)]), "C3")
    assert hits(town([*log, b.leads(b.person("P"), x, 84)]), "C3")


def test_the_end_with_the_striking_off_is_no_change() -> None:
    """Nobody left then."""
    x = b.firm("X")
    log = [b.leads(b.person("P"), x, 0), b.closed_down(x, 1, 100)]
    assert not hits(town([*log, b.struck_off(x, 120)]), "C3")
    assert hits(town([*log, b.leads(b.person("P"), x, 120, ends=True)]), "C3")


def test_a_holder_whose_share_changes_stays() -> None:
    """It neither begins nor ends."""
    x = b.firm("X")
    log = [b.holds(b.person("P"), x, 0, 60), b.closed_down(x, 1, 100), b.holds(b.person("P"), x, 110, 40)]
    assert not hits(town(log), "C3")


@pytest.mark.parametrize(("name", "found"), [("Oud B.V.", 0), ("Nieuw BV", 1)])
def test_another_trade_name_is_a_change(name: str, found: int) -> None:
    """The same in another spelling is none; only the organisation is a member."""
    x = b.firm("X")
    log = [becomes("ingeschreven", x, 0, naam="Oud BV"), b.closed_down(x, 1, 100)]
    assert len(hits(town([*log, becomes("gewijzigd", x, 110, naam=name)]), "C3")) == found


def test_an_annulled_measure_is_none() -> None:
    """What rested on it goes."""
    x = b.firm("X")
    log = [b.closed_down(x, 1, 100, zaaknummer="M"), b.leads(b.person("P"), x, 110)]
    annulled = b.event("toezicht.maatregel-ingetrokken", 300, zaaknummer="M", rechtsmiddel="vernietigd")
    assert hits(town(log), "C3")
    assert not hits(town(log, annulled), "C3")
