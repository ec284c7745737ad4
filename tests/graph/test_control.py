"""Who controls what, when."""

from itertools import pairwise

from graph.claims import Statement
from graph.control import controlled, controllers, downstream
from graph.instants import END_OF_TIME
from graph.municipality import Municipality
from tests.graph.builders import (
    Data,
    day,
    entity,
    firm,
    firm_record,
    holds,
    leads,
    person,
    person_record,
    struck_off,
    town,
)

_P, _Q = person("P"), person("Q")
_A, _B, _C, _D, _E = (firm(key) for key in "ABCDE")


def _controlled(municipality: Municipality) -> dict[str, tuple[int, int]]:
    found = controlled(municipality.graph.view, entity(municipality, person_record("P")))
    return {one.organisation.key[-1]: (one.start - day(0), one.end) for one in found}


def _after(*statements: Statement) -> dict[str, tuple[int, int]]:
    return _controlled(town(statements))


def test_who_leads_and_holds_nothing_controls_nothing() -> None:
    """The empty case; a supervisor does not lead."""
    assert _after(leads(_P, _A, 1, functie="commissaris")) == {}


def test_leading_controls_while_it_lasts() -> None:
    """Through the day it ends; striking-off ends it too."""
    assert _after(leads(_P, _A, 1)) == {"A": (1, END_OF_TIME)}
    assert _after(leads(_P, _A, 1), leads(_P, _A, 9, ends=True)) == {"A": (1, day(9))}
    assert _after(leads(_P, _A, 1), struck_off(_A, 9)) == {"A": (1, day(9))}


def test_leading_through_a_corporate_director_goes_one_remove() -> None:
    """From the day both hold; not two removes."""
    log = (leads(_P, _A, 5), leads(_A, _B, 2), leads(_B, _C, 2))
    assert _after(*log) == {"A": (5, END_OF_TIME), "B": (5, END_OF_TIME)}


def test_more_than_half_controls() -> None:
    """Half does not."""
    assert _after(holds(_P, _A, 1, 50)) == {}
    assert _after(holds(_P, _A, 1, 50.1)) == {"A": (1, END_OF_TIME)}


def test_shares_are_multiplied_along_a_chain() -> None:
    """Seventy-five per cent of seventy is more than half; of sixty it is not."""
    assert set(_after(holds(_P, _A, 1, 75), holds(_A, _B, 2, 70))) == {"A", "B"}
    assert set(_after(holds(_P, _A, 1, 75), holds(_A, _B, 2, 60))) == {"A"}


def test_a_chain_has_four_holdings_at_most() -> None:
    """The fifth is beyond."""
    chain = (_P, _A, _B, _C, _D, _E)
    log = [holds(one, other, 1) for one, other in pairwise(chain)]
    assert set(_after(*log)) == {"A", "B", "C", "D"}


def test_a_ring_of_holdings_ends() -> None:
    """Holding oneself through others goes round once."""
    found = _after(holds(_P, _A, 1), holds(_A, _B, 1), holds(_B, _A, 1))
    assert set(found) == {"A", "B"}


def test_no_chain_goes_through_a_hub() -> None:
    """The hub itself is controlled, what it holds is not."""
    crowd = [leads(person(str(number)), _A, 1) for number in range(25)]
    log = (holds(_P, _A, 1), holds(_A, _B, 1), leads(_A, _C, 1), leads(_P, _A, 1))
    assert set(_after(*log)) == {"A", "B", "C"}
    assert set(_after(*log, *crowd)) == {"A"}


def _keys(municipality: Municipality, of: Data) -> tuple[set[str], set[str]]:
    one = entity(municipality, firm_record(of["organisatie"]["sleutel"]))
    view = municipality.graph.view
    return (
        {who.key[-1] for who in controllers(view, one)},
        {what.key[-1] for what in downstream(view, one)},
    )


def test_who_must_be_looked_at_whatever_the_shares() -> None:
    """Upward all persons within four holdings or one corporate director, downward all organisations."""
    municipality = town(
        [holds(_P, _A, 1, 1), holds(_A, _B, 1, 1), holds(_B, _C, 1, 1), leads(_Q, _C, 1), leads(_C, _D, 1)]
    )
    assert _keys(municipality, _A) == ({"P"}, {"B", "C", "D"})
    assert _keys(municipality, _C) == ({"P", "Q"}, {"D"})
    assert _keys(municipality, _D) == ({"Q"}, set())


def test_all_that_is_controlled_is_found_from_below_and_above() -> None:
    """The two searches are each other's inverse."""
    municipality = town([holds(_P, _A, 1), holds(_A, _B, 1), leads(_P, _C, 1), leads(_C, _D, 1)])
    view, person_ = municipality.graph.view, entity(municipality, person_record("P"))
    for one in controlled(view, person_):
        assert person_ in controllers(view, one.organisation)
        assert one.organisation in downstream(view, person_)
