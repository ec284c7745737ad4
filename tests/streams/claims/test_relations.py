"""What a register event begins or ends."""

import pytest

from graph.claims import Relation, Statement
from tests.graph.builders import (
    day,
    event,
    firm,
    firm_record,
    holds,
    leads,
    lends,
    lets,
    party,
    person,
    person_record,
    place_record,
    registered,
    spot,
    struck_off,
)

_A, _B, _P = firm("A"), firm("B"), person("P")
_FIRM, _OTHER, _PERSON = firm_record("A"), firm_record("B"), person_record("P")


def _one(told: Statement) -> Relation:
    (relation,) = told.relations
    return relation


@pytest.mark.parametrize(
    ("told", "relation", "frm", "to"),
    [
        (leads(_P, _A, 1), "bestuurder", _PERSON, _FIRM),
        (leads(_B, _A, 1, functie="commissaris"), "commissaris", _OTHER, _FIRM),
        (holds(_P, _A, 1), "belang", _PERSON, _FIRM),
        (holds(_B, _A, 1), "belang", _OTHER, _FIRM),
        (registered(_A, 1, 1), "vestiging", _FIRM, place_record(1)),
        (
            event("registers.bewoning-begonnen", 1, **_P, locatie=spot(1)),
            "bewoning",
            _PERSON,
            place_record(1),
        ),
        (event("registers.eigendom-verkregen", 1, **_A, locatie=spot(1)), "eigendom", _FIRM, place_record(1)),
        (lets(_P, _A, 1, 1), "huur", _PERSON, _FIRM),
        (event("registers.huur-begonnen", 1, **_A, locatie=spot(1)), "huur", _FIRM, place_record(1)),
        (lends(_P, _A, 1), "lening", _PERSON, _FIRM),
        (struck_off(_A, 1), "uitgeschreven", _FIRM, None),
    ],
)
def test_who_does_what_to_whom(told: Statement, relation: str, frm: str, to: str | None) -> None:
    """One table of the contract, one relation each."""
    one = _one(told)
    assert (one.relation, one.frm, one.to, one.day, one.ref) == (relation, frm, to, day(1), told.ref)


def test_what_happens_to_an_organisation_itself_has_no_other_party() -> None:
    """Registered or changed, with its whole state after it; bankrupt, struck off."""
    said = {"organisatie": {**_A["organisatie"], "naam": "A BV", "handelsnamen": ["Anker"], "sbi": ["5610"]}}
    for kind, what in (("ingeschreven", "ingeschreven"), ("gewijzigd", "gewijzigd")):
        one = _one(event(f"registers.onderneming-{kind}", 1, **said, sinds="2020-01-05"))
        assert (one.relation, one.frm, one.to, one.day) == (what, _FIRM, None, day(4))
        assert (one.names, one.sbi) == (("A BV", "Anker"), ("5610",))
    bankrupt = _one(event("registers.faillissement-uitgesproken", 1, **_A))
    assert (bankrupt.relation, bankrupt.frm, bankrupt.to) == ("failliet", _FIRM, None)


@pytest.mark.parametrize(
    "told",
    [
        event("registers.functie-aanvaard", 1, **_P),
        event("registers.functie-aanvaard", 1, **_A),
        event("registers.belang-verkregen", 1, **_P),
        event("registers.vestiging-geopend", 1, **_A),
        event("registers.bewoning-begonnen", 1, **_A, locatie=spot(1)),
        event("registers.eigendom-verkregen", 1, **_A),
        event("registers.huur-begonnen", 1, locatie=spot(1)),
        event("registers.lening-verstrekt", 1, betrokkenen=[party("financier", _P)]),
        event("registers.onderneming-uitgeschreven", 1),
    ],
)
def test_where_a_party_or_the_place_is_lacking_nothing_is_said(told: Statement) -> None:
    """Whoever is named is mentioned all the same."""
    assert told.relations == ()


def test_a_beginning_goes_from_sinds_through_tot() -> None:
    """Else from the day of the event, open."""
    one = _one(leads(_P, _A, 5))
    assert (one.sign, one.day, one.until) == (1, day(5), None)
    one = _one(leads(_P, _A, 5, sinds="2020-01-02", tot="2020-01-04"))
    assert (one.sign, one.day, one.until) == (1, day(1), day(3))


@pytest.mark.parametrize(
    "told",
    [
        leads(_P, _A, 5, ends=True, tot="2020-01-04"),
        holds(_P, _A, 5, ends=True, tot="2020-01-04"),
        registered(_A, 1, 5, ends=True, tot="2020-01-04"),
        lets(_P, _A, 1, 5, ends=True, tot="2020-01-04"),
        lends(_P, _A, 5, ends=True, tot="2020-01-04"),
        struck_off(_A, 5, tot="2020-01-04"),
    ],
)
def test_an_ending_is_on_tot(told: Statement) -> None:
    """`sinds` of an ending is the beginning's, and no end."""
    one = _one(told)
    assert (one.sign, one.day, one.until) == (-1, day(3), None)
    assert _one(leads(_P, _A, 5, ends=True, sinds="2020-01-02")).day == day(5)


def test_what_a_relation_carries() -> None:
    """Share in per cent, money in cents, a lease its place, a loan its kind."""
    assert _one(holds(_P, _A, 1, 33.3)).share == 33.3
    loan = _one(lends(_P, _A, 1))
    assert (loan.amount, loan.soort) == (5_000_000, "onderhands")
    lease = _one(lets(_P, _A, 1, 1, bedrag="1200.50"))
    assert (lease.amount, lease.place) == (120_050, place_record(1))


def test_two_other_parties_are_two_relations() -> None:
    """Two lessors, or two lenders."""
    both = [party("verhuurder", _P), party("verhuurder", _B)]
    assert {one.frm for one in lets(_P, _A, 1, 1, betrokkenen=both).relations} == {_PERSON, _OTHER}
