"""What rules may read."""

import pytest

from graph.claims import Statement
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME
from graph.municipality import Municipality
from graph.view import HOLDING, LEADING, LETTING, REGISTERED
from tests.graph.builders import (
    REGISTER,
    applies,
    day,
    entity,
    event,
    firm,
    firm_record,
    holds,
    inspects,
    judged,
    leads,
    lends,
    lets,
    party,
    person,
    person_record,
    place_record,
    registered,
    restricts,
    spot,
    struck_off,
    town,
)

_P, _A, _B = person("P"), firm("A"), firm("B")
_REGISTER_FUNCTIONS = LEADING | {"commissaris"}


def _place(municipality: Municipality, number: int = 1) -> Entity:
    return entity(municipality, place_record(number))


def test_nobody_has_no_entity() -> None:
    """The empty case: an unknown record, and a record that is not the smallest of its entity."""
    municipality = town(leads(_P, _A, 1), applies(_A, 1, 2))
    view = municipality.graph.view
    assert view.entity("ox#1") is None
    assert view.at(firm_record("A")) is view.entity(firm_record("A"))
    assert view.at(firm_record("A", "urn:test:vth")) is None


def _spans(municipality: Municipality, relations: frozenset[str] = LEADING) -> list[tuple[int, int]]:
    found = municipality.graph.view.incoming(entity(municipality, firm_record("A")), relations)
    return [(one.start - day(0), one.end if one.end == END_OF_TIME else one.end - day(0)) for one in found]


def test_striking_off_ends_what_nobody_ended() -> None:
    """Functions, shares and establishments of it, on that day; what ended before stays as it was."""
    told = [leads(_P, _A, 1), leads(_P, _A, 4, ends=True), leads(person("Q"), _A, 2), holds(_P, _A, 1)]
    municipality = town(told, struck_off(_A, 9))
    assert _spans(municipality) == [(1, 4), (2, 9)]
    assert _spans(municipality, HOLDING) == [(1, 9)]


def test_striking_off_ends_nothing_that_began_later() -> None:
    """A registration that came back is a new one."""
    municipality = town(struck_off(_A, 9), leads(_P, _A, 12))
    assert _spans(municipality) == [(12, END_OF_TIME)]


def test_striking_off_ends_no_lease() -> None:
    """Nor a loan: these are not the register's to end."""
    assert _spans(town(lets(_P, _A, 1, 1), struck_off(_A, 9)), LETTING) == [(1, END_OF_TIME)]


def test_what_the_struck_off_holds_goes_on() -> None:
    """It is the subject whose relations end."""
    municipality = town(holds(_B, _A, 1), struck_off(_B, 9))
    assert _spans(municipality, HOLDING) == [(1, END_OF_TIME)]


def test_an_ending_that_striking_off_made_names_its_event() -> None:
    """The interval rests on both."""
    began, struck = registered(_A, 1, 1), struck_off(_A, 9)
    municipality = town(began, struck)
    (one,) = municipality.graph.view.incoming(_place(municipality), REGISTERED)
    assert one.refs == (began.ref, struck.ref)


def test_two_leases_of_one_tenant_and_place_from_two_lessors_are_two() -> None:
    """Seen from the place too."""
    municipality = town(lets(_P, _A, 1, 1), lets(person("Q"), _A, 1, 5), lets(_P, _A, 1, 9, ends=True))
    found = municipality.graph.view.incoming(_place(municipality), LETTING)
    assert [(one.start - day(0), one.end == END_OF_TIME) for one in found] == [(1, False), (5, True)]


def test_intervals_come_in_one_order_whatever_came_first() -> None:
    """Two functions of one day: who takes the first takes the same one."""
    told = [leads(_P, _A, 1), leads(_P, _A, 1, functie="eigenaar")]
    orders = [
        [
            one.relation
            for one in municipality.graph.view.incoming(entity(municipality, firm_record("A")), LEADING)
        ]
        for municipality in (town(*told), town(*told[::-1]))
    ]
    assert orders[0] == orders[1] == ["bestuurder", "eigenaar"]


def test_the_last_value_counts_the_register_before_others() -> None:
    """A form may be newer and is less sure."""
    municipality = town(
        event("registers.onderneming-gewijzigd", 1, **firm("A", naam="In het register")),
        applies(firm("A", naam="Op het formulier"), 1, 5),
    )
    view, firm_ = municipality.graph.view, entity(municipality, firm_record("A"))
    assert view.latest(firm_, "naam") == "In het register"
    assert set(view.values(firm_, "naam")) == {"In het register", "Op het formulier"}
    assert view.latest(firm_, "telefoon") is None


def test_names_say_who_but_never_a_person() -> None:
    """An organisation's name, a place's street and number; else a record id."""
    municipality = town(
        leads(person("P", naam={"volledig": "J. Berg"}), firm("A", naam="Anker B.V."), 1),
        registered(_B, 1, 1, locatie=spot(1, straat="Kade", huisnummer=3, huisletter="b")),
        registered(_B, 2, 1),
    )
    view = municipality.graph.view
    names = [
        view.name(entity(municipality, record))
        for record in (person_record("P"), firm_record("A"), place_record(1), place_record(2))
    ]
    assert names == ["een natuurlijk persoon", "Anker B.V.", "Kade 3b", place_record(2)[1:]]
    assert view.name(entity(municipality, firm_record("B"))).startswith("kvk:")


def test_a_shared_telephone_finds_who_share_it() -> None:
    """But for restricted records."""
    told = [
        registered(firm("A", telefoon="06 12"), 1, 1),
        registered(firm("B", telefoon="0612"), 1, 1),
    ]
    municipality = town(told)
    found = municipality.graph.view.sharing("telefoon", "0612")
    assert {one.key for one in found} == {firm_record("A"), firm_record("B")}
    municipality = town(told, restricts(f"{REGISTER}#A", 2))
    assert {one.key for one in municipality.graph.view.sharing("telefoon", "0612")} == {firm_record("B")}
    assert municipality.graph.view.sharing("telefoon", "07") == set()


def _hub(*statements: Statement) -> bool:
    municipality = town(statements)
    return municipality.graph.view.is_hub(entity(municipality, firm_record("A")))


def test_more_than_twenty_five_neighbours_are_a_hub() -> None:
    """Twenty-five are none; ended relations count."""
    led = [leads(person(str(number)), _A, 1) for number in range(26)]
    ended = [leads(person(str(number)), _A, 2, ends=True) for number in range(26)]
    assert not _hub(*led[:25])
    assert _hub(*led)
    assert _hub(*led, *ended)


def test_the_same_neighbour_counts_once() -> None:
    """However many relations, and however many records it has."""
    led = [leads(person(str(number)), _A, 1) for number in range(25)]
    again = [lends(person("0"), _A, 3), holds(person("0"), _A, 3), lets(_A, firm("x"), None, 3, ends=True)]
    assert not _hub(*led, *again[:2])
    extra = leads(person("z", pseudoniem=None), _A, 1)
    assert _hub(*led, extra)
    assert not _hub(*led, extra, judged(f"{REGISTER}#z", f"{REGISTER}#0", "same", 5))


def test_a_lease_is_with_the_lessor_and_not_with_the_place() -> None:
    """Owning and being registered are with the place."""
    municipality = town(
        lets(_P, _A, 1, 1),
        registered(_A, 2, 1),
        event("registers.eigendom-verkregen", 1, **_A, locatie=spot(3)),
    )
    found = municipality.graph.view.neighbours(entity(municipality, firm_record("A")))
    assert {one.key for one in found} == {person_record("P"), place_record(2), place_record(3)}


@pytest.mark.parametrize("rol", ["leidinggevende", "exploitant", "bestuurder", "aandeelhouder"])
def test_declared_leading_and_holding_make_no_neighbours(rol: str) -> None:
    """As in the register only; lending and advising count also as declared."""
    municipality = town(applies(_A, 1, 1, party(rol, _P), party("adviseur", person("Q"))))
    found = municipality.graph.view.neighbours(entity(municipality, firm_record("A", "urn:test:vth")))
    assert {one.key for one in found} == {person_record("Q", "urn:test:vth")}


def test_a_limited_view_reads_its_own_events_only() -> None:
    """Relations and facts; entities and attributes stay as they stand."""
    began, seen = leads(_P, _A, 1), inspects(_A, 1, 5)
    municipality = town(began, seen)
    firm_ = entity(municipality, firm_record("A"))
    limited = municipality.graph.view.limited([seen.ref])
    assert limited.incoming(firm_, LEADING) == []
    assert [fact.ref for fact in limited.facts(firm_, "controle-uitgevoerd")] == [seen.ref]
    assert municipality.graph.view.limited([began.ref]).facts(firm_, "controle-uitgevoerd") == []
    assert limited.is_hub(firm_) == municipality.graph.view.is_hub(firm_)


def test_a_view_made_from_another_has_its_settings() -> None:
    """Some events only, some purposes only, and both; what was read is shared only where it stays the same."""
    view = town(leads(_P, _A, 1)).graph.view
    view.waits_for_case, view.known_hubs, view.today = True, frozenset({"x"}), 7
    for made in (
        view.limited([]),
        view.allowing(frozenset({"bibob"})),
        view.limited([]).allowing(frozenset()),
        view.allowing(frozenset()).limited([]),
    ):
        assert (made.waits_for_case, made.known_hubs, made.today) == (True, frozenset({"x"}), 7)
        assert made.restricted is view.restricted
        assert made.yardsticks is view.yardsticks


def test_a_restricted_record_is_read_by_no_rule() -> None:
    """Neither its relations, nor its facts, nor what it says; other records of the entity are."""
    municipality = town(leads(_P, _A, 1), inspects(_A, 1, 5), restricts(f"{REGISTER}#A", 9))
    firm_ = entity(municipality, firm_record("A"))
    view = municipality.graph.view
    assert view.incoming(firm_, LEADING) == []
    assert view.outgoing(entity(municipality, person_record("P")), LEADING) == []
    assert len(view.facts(firm_, "controle-uitgevoerd")) == 1
