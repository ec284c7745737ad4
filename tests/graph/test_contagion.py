"""G1: paths to hard events outside a structure."""

import pytest

from graph.claims import Statement
from graph.contagion import Path, contagion
from graph.instants import MONTH
from tests.graph.builders import (
    closed_down,
    day,
    entity,
    firm,
    firm_record,
    holds,
    leads,
    lends,
    lets,
    person,
    person_record,
    registered,
    retracts,
    said,
    town,
)
from tests.graph.plots import BEFORE, PLOT

_A, _B, _C, _P, _Q = firm("A"), firm("B"), firm("C"), person("P"), person("Q")


def _paths(*statements: Statement, youngest: int = 30) -> list[Path]:
    municipality = town(statements)
    member = entity(municipality, firm_record("A"))
    return contagion(municipality.graph.view, [member], day(youngest))[0]


def test_who_knows_nobody_has_no_path() -> None:
    """The empty case; a hard event on the member itself is no path."""
    assert _paths(registered(_A, 1, 1), closed_down(_A, 1, 30)) == []


def test_a_hard_event_two_relations_away_is_a_reason() -> None:
    """Three relations away it is none."""
    (path,) = _paths(leads(_P, _A, 1), leads(_P, _B, 1), closed_down(_B, 9, 30))
    assert (path.member.key, len(path.relations), path.weight) == (firm_record("A"), 2, 1.0)
    assert len(path.refs) == 3
    assert _paths(leads(_P, _A, 1), leads(_P, _B, 1), holds(_B, _C, 1), closed_down(_C, 9, 30)) == []


def test_a_lease_leads_nowhere() -> None:
    """Article 3(4) relations only."""
    assert _paths(lets(_B, _A, 1, 1), closed_down(_B, 9, 30)) == []
    assert len(_paths(lends(_B, _A, 1), closed_down(_B, 9, 30))) == 1


@pytest.mark.parametrize(("months", "weight"), [(0, 1.0), (24, 0.5), (48, 0.25)])
def test_the_weight_halves_every_two_years(months: int, weight: float) -> None:
    """Counted from the youngest event of the structure."""
    youngest = 30 + round(months * MONTH)
    (path,) = _paths(lends(_B, _A, 1), closed_down(_B, 9, 30), youngest=youngest)
    assert path.weight == pytest.approx(weight, abs=0.001)


def test_no_path_goes_through_a_hub() -> None:
    """A bank lends to all."""
    crowd = [lends(_P, firm(f"borrower {number}"), 1) for number in range(24)]
    log = [lends(_P, _A, 1), lends(_P, _B, 1), closed_down(_B, 9, 30)]
    assert _paths(*log, *crowd[:-1])
    assert _paths(*log, *crowd) == []


def test_what_was_looked_at_is_told() -> None:
    """A change there can make or break a path: hubs and ends included."""
    municipality = town(lends(_P, _A, 1), lends(_P, _B, 1), holds(_B, _C, 1))
    view, member = municipality.graph.view, entity(municipality, firm_record("A"))
    _, looked = contagion(view, [member], day(30))
    assert looked == {firm_record("A"), firm_record("B"), person_record("P")}


def _reasons(*batches: Statement | list[Statement]) -> list[list[str]]:
    return [[one.id for one in flag.indicators] for flag in town(*batches).flags.values()]


def test_a_flag_gains_and_loses_a_path_by_what_happens_around_it() -> None:
    """Though no member of it was touched."""
    lent = [lends(_Q, BEFORE, 1), leads(_Q, firm("X"), 1)]
    hard = closed_down(firm("X"), 9, 40)
    assert _reasons([*PLOT, *lent, hard]) == [["D1", "G1", "G2"]]
    municipality = town(PLOT, lent)
    (flag,) = municipality.flags.values()
    assert [one.id for one in flag.indicators] == ["D1", "G2"]
    (flag,) = said(municipality, hard).raised
    assert [one.id for one in flag.indicators] == ["D1", "G1", "G2"]
    (flag,) = said(municipality, retracts(hard, at=80)).raised
    assert [one.id for one in flag.indicators] == ["D1", "G2"]


def test_a_path_holds_since_the_last_of_its_events_was_known() -> None:
    """Whatever the days on which they happened."""
    late = lends(_Q, BEFORE, 1, at=65, id_="late")
    (flag,) = town([*PLOT, late, leads(_Q, firm("X"), 1), closed_down(firm("X"), 9, 40)]).flags.values()
    (path,) = (one for one in flag.indicators if one.id == "G1")
    assert (path.since.known, path.since.event.id) == ("2020-03-06T09:00:00Z", "late")


def test_a_path_does_not_make_a_flag() -> None:
    """It neither counts nor joins."""
    alone = [statement for statement in PLOT if statement.ref.id not in {"first", "second"}]
    assert (
        _reasons([*alone, lends(_Q, BEFORE, 1), leads(_Q, firm("X"), 1), closed_down(firm("X"), 9, 40)]) == []
    )
