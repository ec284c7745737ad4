"""What would clear a flag: found by evaluating anew, smallest sets first, said honestly where none is found."""

from graph.claims import Statement
from graph.clearing import Clearing
from graph.flag import Flag
from graph.municipality import Municipality
from tests.graph.builders import (
    REGISTER,
    applies,
    closed_down,
    firm,
    holds,
    inspects,
    judged,
    leads,
    person,
    retracts,
    town,
)
from tests.graph.plots import BEFORE, HEIR, PLOT


def _only(municipality: Municipality) -> Flag:
    (flag,) = municipality.flags.values()
    return flag


def _clearing(municipality: Municipality) -> Clearing:
    found = municipality.explained(_only(municipality), municipality.flags.values()).clearing
    assert found is not None
    return found


def test_every_single_fact_that_clears_is_given_and_really_does() -> None:
    """Retracted in a town of its own, each leaves no flag; those that are not named leave one."""
    told = _clearing(town(PLOT))
    assert told.complete
    named = {step.event.id for (step,) in told.sets if step.event is not None}
    assert named
    for one in PLOT:
        flags = town(PLOT, retracts(one, at=99)).flags
        assert (one.ref.id in named) == (not flags), one.ref.id


def _twice() -> list[Statement]:
    """Give the plot with every fact there twice, so that each alone may be wrong."""
    second = person("Q", naam={"volledig": "Q. Anders"}, geboortedatum="1970-01-01")
    return [
        *PLOT,
        *(leads(second, one, -40, id_=f"again-{key}") for key, one in (("A", BEFORE), ("C", HEIR))),
        *(inspects(BEFORE, 1, number, id_=f"again-{number}") for number in (21, 23)),
        inspects(HEIR, 1, 71, id_="again-71"),
        closed_down(BEFORE, 1, 31, id_="again-closure"),
        applies(HEIR, 1, 61, id_="again-application", zaaknummer="2"),
    ]


def test_two_facts_are_looked_for_where_none_alone_suffices() -> None:
    """Two closures, for one: with either of them the flag stands, without both it does not."""
    municipality = town(_twice())
    told = _clearing(municipality)
    assert [len(some) for some in told.sets] == [2]
    events = {step.event.id for some in told.sets for step in some if step.event is not None}
    gone = [retracts(one, at=99) for one in _twice() if one.ref.id in events]
    assert len(gone) == 2
    assert town(_twice(), gone[:1]).flags
    assert town(_twice(), gone[1:]).flags
    assert not town(_twice(), gone).flags


def test_a_search_that_finds_nothing_says_how_far_it_went() -> None:
    """Every fact there three times: no two of them suffice."""
    third = person("R", naam={"volledig": "R. Derde"}, geboortedatum="1971-01-01")
    log = [
        *_twice(),
        *(leads(third, one, -40, id_=f"third-{key}") for key, one in (("A", BEFORE), ("C", HEIR))),
        *(inspects(one, 1, number, id_=f"third-{number}") for one, number in ((BEFORE, 24), (HEIR, 72))),
        closed_down(BEFORE, 1, 32, id_="third-closure"),
        applies(HEIR, 1, 62, id_="third-application", zaaknummer="3"),
    ]
    told = _clearing(town(log))
    assert told.sets == []
    assert told.tried > len(log) - 2


def test_a_link_that_joins_the_records_can_be_what_clears_it() -> None:
    """Judged different, the person of one source no longer leads what the other's does."""
    log = [
        *[one for one in PLOT if one.ref.id != "leads-C"],
        leads(person("P2"), firm("C"), 0, id_="leads-C2"),
        judged(f"{REGISTER}#P", f"{REGISTER}#P2", "same", 1),
    ]
    municipality = town(log)
    told = _clearing(municipality)
    assert any(step.what == "different" for some in told.sets for step in some)


def test_the_search_says_the_same_whatever_the_order_of_arrival() -> None:
    """Deterministic, byte for byte."""
    assert _clearing(town(PLOT)) == _clearing(town(*reversed(PLOT)))


def test_nothing_around_changes_what_is_found() -> None:
    """A town beside it plays no part."""
    beside = [
        leads(person("X"), firm("X1"), 3),
        holds(person("X"), firm("X2"), 60, 4),
        inspects(firm("X1"), 77, 5),
        closed_down(firm("X2"), 78, 6),
    ]
    assert _clearing(town(PLOT)) == _clearing(town(PLOT, beside))
