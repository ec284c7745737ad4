"""G2: sanctionable findings at several organisations of one controller."""

import pytest

from graph.claims import Statement
from tests.graph.builders import (
    INSPECTIONS,
    Data,
    event,
    firm,
    firm_record,
    hit,
    hits,
    holds,
    inspects,
    leads,
    party,
    person,
    person_record,
    since_of,
    spot,
    town,
)

_P, _A, _B = person("P"), firm("A"), firm("B")
_BOTH = [leads(_P, _A, 0), leads(_P, _B, 0)]
_THREE = [inspects(_A, 1, 10), inspects(_A, 1, 20), inspects(_B, 2, 30)]


def _found(*statements: Statement) -> int:
    return len(hits(town(statements), "G2"))


def test_an_empty_town_hits_nothing() -> None:
    """The empty case; findings without a controller, a controller without findings."""
    assert _found() == _found(*_THREE) == _found(*_BOTH) == 0


def test_three_findings_over_two_organisations() -> None:
    """Two findings are too few, and so is one organisation."""
    assert _found(*_BOTH, *_THREE) == 1
    assert _found(*_BOTH, *_THREE[1:]) == 0
    assert _found(*_BOTH, *_THREE[:2], inspects(_A, 1, 30)) == 0


def test_a_finding_without_sanction_does_not_count() -> None:
    """Nor a fine that follows."""
    assert _found(*_BOTH, *_THREE[:2], inspects(_B, 2, 30, sanctionable=False, uitkomst="overtreding")) == 0
    fine = event("toezicht.boete-opgelegd", 31, betrokkenen=[party("exploitant", _B)], locatie=spot(2))
    assert _found(*_BOTH, *_THREE[1:], fine) == 0


@pytest.mark.parametrize(("last", "found"), [(740, 1), (741, 0)])
def test_within_twenty_four_months(last: int, found: int) -> None:
    """730 days at 30.44 a month, counted from day ten."""
    assert _found(*_BOTH, *_THREE[:2], inspects(_B, 2, last)) == found


def test_under_control_on_the_day_of_each() -> None:
    """Through the last day of the function; a majority of shares will do."""
    for last, found in ((30, 1), (29, 0)):
        assert _found(*_BOTH, leads(_P, _B, last, ends=True), *_THREE) == found
    for share, found in ((51, 1), (50, 0)):
        assert _found(_BOTH[0], holds(_P, _B, 0, share), *_THREE) == found


def test_a_reinspection_in_the_same_case_adds_none() -> None:
    """In a case of its own it does."""
    again: Data = {"aanleiding": "hercontrole"}
    first, last = inspects(_A, 1, 10, zaaknummer="1"), inspects(_B, 2, 30)
    assert _found(*_BOTH, first, inspects(_A, 1, 20, zaaknummer="1", **again), last) == 0
    assert _found(*_BOTH, first, inspects(_A, 1, 20, zaaknummer="1"), last) == 1
    assert _found(*_BOTH, first, inspects(_A, 1, 20, zaaknummer="2", **again), last) == 1


def test_it_counts_for_whom_it_concerns() -> None:
    """Who runs the place, not who owns it; the owner where nobody runs it."""
    owned: Data = {"betrokkenen": [party("exploitant", firm("Z")), party("eigenaar", _B)]}
    assert _found(*_BOTH, *_THREE[:2], inspects(_B, 2, 30, **owned)) == 0
    assert _found(*_BOTH, *_THREE[:2], inspects(_B, 2, 30, betrokkenen=[party("eigenaar", _B)])) == 1


def test_one_inspection_of_two_organisations_is_one() -> None:
    """Three are asked for."""
    shared = [party("exploitant", _A), party("exploitant", _B)]
    assert _found(*_BOTH, *(inspects(_A, 1, number, betrokkenen=shared) for number in (10, 20))) == 0
    assert _found(*_BOTH, *(inspects(_A, 1, number, betrokkenen=shared) for number in (10, 20, 30))) == 1


def test_the_hit_names_controller_and_organisations() -> None:
    """It rests on the inspections and on what makes the control, since the third was known."""
    municipality = town([*_BOTH, *_THREE, inspects(_A, 1, 2000)])
    one = hit(municipality, "G2")
    assert {member.key for member in one.members} == {person_record("P"), firm_record("A"), firm_record("B")}
    assert one.refs == {told.ref for told in (*_BOTH, *_THREE)}
    assert "3 controles van 11 januari 2020 tot en met 31 januari 2020" in one.nl
    since = since_of(municipality, one)
    assert (since.ref, since.ref.source) == (_THREE[2].ref, INSPECTIONS)
