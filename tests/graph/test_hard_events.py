"""Hard events that lie on something, and those that count."""

from graph.hard_events import counting, hard_events_on, last_day
from graph.instants import YEAR
from tests.graph.builders import (
    closed_down,
    day,
    entity,
    event,
    firm,
    firm_record,
    inspects,
    leads,
    person,
    place_record,
    registered,
    retracts,
    town,
)

_A = firm("A")


def test_nothing_lies_on_who_did_nothing() -> None:
    """The empty case."""
    municipality = town(registered(_A, 1, 1), inspects(_A, 1, 2, sanctionable=False))
    assert hard_events_on(municipality.graph.view, entity(municipality, firm_record("A"))) == []


def test_a_closure_lies_on_place_and_operator() -> None:
    """Whatever record speaks of them; retracted it lies on nobody."""
    closure = closed_down(_A, 1, 2)
    municipality = town(registered(_A, 1, 1), closure)
    view = municipality.graph.view
    for record in (firm_record("A"), place_record(1)):
        assert [fact.ref for fact in hard_events_on(view, entity(municipality, record))] == [closure.ref]
    municipality.apply([retracts(closure, at=3)])
    assert hard_events_on(view, entity(municipality, firm_record("A"))) == []


def test_an_annulled_closure_lies_on_nobody() -> None:
    """The court's word came as a later event of the case."""
    court = event("toezicht.maatregel-ingetrokken", 9, zaaknummer="1", rechtsmiddel="vernietigd")
    municipality = town(registered(_A, 1, 1), closed_down(_A, 1, 2, zaaknummer="1"), court)
    assert hard_events_on(municipality.graph.view, entity(municipality, firm_record("A"))) == []


def test_a_hard_event_counts_through_its_fifth_year() -> None:
    """A day older and it does not."""
    municipality = town(closed_down(_A, 1, 0))
    view, place = municipality.graph.view, entity(municipality, place_record(1))
    five = day(5 * YEAR)
    assert len(counting(view, [place], five)) == 1
    assert counting(view, [place], five + 1) == set()
    assert last_day(view, counting(view, [place], five)) == five


def test_nothing_counts_through_a_hub() -> None:
    """Twenty-six neighbours are a hub; twenty-five are none."""
    led = [leads(person(str(number)), _A, 1) for number in range(26)]
    for count, hard in ((25, 1), (26, 0)):
        municipality = town([*led[:count], closed_down(_A, 1, 2)])
        found = counting(municipality.graph.view, [entity(municipality, firm_record("A"))], day(2))
        assert len(found) == hard
