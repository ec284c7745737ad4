"""New and reopened flags by week: a function of the events, whatever their order."""

from itertools import permutations

from graph.municipality import Municipality
from graph.weekly import Week, weekly
from tests.graph.builders import GEMEENTE, REGISTER, RULES, event, inspects, restricts, retracts, town
from tests.graph.plots import HEIR, PLOT


def _weeks(*statements: object) -> list[Week]:
    return weekly(Municipality(GEMEENTE, RULES), statements)  # type: ignore[arg-type]


def test_where_nothing_is_flagged_there_is_no_week() -> None:
    """The empty case."""
    assert _weeks() == _weeks(PLOT[0]) == []


def test_a_flag_is_new_in_the_week_of_its_last_fact_and_back_in_that_of_its_return() -> None:
    """Restricted and released: the same whatever the order of arrival."""
    (flag,) = town(PLOT).flags.values()
    away, back = restricts(f"{REGISTER}#P", 80), restricts(f"{REGISTER}#P", 100, "vrijgegeven")
    found = _weeks(*PLOT, away, back)
    assert [(one.new, one.reopened) for one in found] == [(1, 0), (0, 1)]
    assert found[0].week < found[1].week
    for order in permutations((*PLOT[:2], back, away)):
        assert _weeks(*order, *PLOT[2:]) == found
    assert flag.raised.known[:4] == found[0].week[:4]


def test_two_decisions_of_one_day_are_looked_at_one_by_one() -> None:
    """Taken away and given back within a day is a return too."""
    away = restricts(f"{REGISTER}#P", 80)
    back = restricts(f"{REGISTER}#P", 80, "vrijgegeven", seconds=5)
    assert [(one.new, one.reopened) for one in _weeks(*PLOT, away, back)] == [(1, 0), (0, 1)]


def test_a_flag_that_took_the_place_of_another_is_not_new() -> None:
    """The anchor moves to a smaller number."""
    smaller = event(
        "registers.onderneming-gewijzigd",
        80,
        organisatie={"sleutel": "A", "kvk": "00000001", "naam": "Anker"},
    )
    assert [(one.new, one.reopened) for one in _weeks(*PLOT, smaller)] == [(1, 0)]


def test_one_that_was_withdrawn_since_was_new_all_the_same() -> None:
    """Its last inspection is taken back in the end."""
    last = inspects(HEIR, 1, 75, id_="fourth")
    gone = [retracts(PLOT[-1], at=120), retracts(last, at=121)]
    assert [(one.new, one.reopened) for one in _weeks(*PLOT, last, *gone)] == [(1, 0)]
