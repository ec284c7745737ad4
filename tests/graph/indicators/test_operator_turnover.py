"""C1: operators change, lessor or lender stays."""

import pytest

from graph.claims import Statement
from tests.graph.builders import (
    Data,
    event,
    firm,
    firm_record,
    hit,
    hits,
    lends,
    lets,
    person,
    person_record,
    place_record,
    registered,
    since_of,
    town,
)

_L = person("L")
_THREE = ("A", "B", "C")


def _operators(*starts: int, overlap: int = 0, where: int = 1) -> list[Statement]:
    """Give operators that follow each other at one place, each staying so many days into the next one's."""
    told: list[Statement] = []
    for number, start in enumerate(starts):
        key = _THREE[number % 3]
        told.append(registered(firm(key), where, start, id_=f"{key}{start}"))
        if number + 1 < len(starts):
            told.append(registered(firm(key), where, starts[number + 1] + overlap - 1, ends=True))
    return told


def _leased(*keys: str, lessor: Data = _L, where: int = 1) -> list[Statement]:
    return [lets(lessor, firm(key), where, 1) for key in keys]


def _lent(*keys: str, lender: Data = _L) -> list[Statement]:
    return [lends(lender, firm(key), 1) for key in keys]


_RUN = _operators(0, 200, 400)


def test_an_empty_town_hits_nothing() -> None:
    """The empty case; operators without lessor or lender."""
    assert hits(town(), "C1") == []
    assert hits(town(_RUN), "C1") == []


@pytest.mark.parametrize("tie", [_leased, _lent])
def test_three_operators_of_one_lessor_or_lender(tie: object) -> None:
    """Two of three are too few."""
    assert callable(tie)
    assert len(hits(town(_RUN, tie(*_THREE)), "C1")) == 1
    assert hits(town(_RUN, tie("A", "B")), "C1") == []


def test_a_lessor_to_some_and_a_lender_to_others_is_neither() -> None:
    """One party's leases and loans are not added up."""
    assert hits(town(_RUN, _leased("A", "B"), _lent("C")), "C1") == []


def test_a_lease_of_another_place_ties_nothing_here() -> None:
    """Nor does owning the place without letting it."""
    owner = event(
        "registers.eigendom-verkregen", 0, **_L, locatie={"adresseerbaarObject": place_record(1)[5:]}
    )
    assert hits(town(_RUN, owner), "C1") == []
    assert hits(town(_RUN, _leased("A", "B"), _leased("C", where=2)), "C1") == []


def test_the_same_lessor_is_the_lessor_in_all_leases_of_the_place() -> None:
    """One operator that also rented there from another does not count."""
    other = lets(person("M"), firm("B"), 1, 5)
    assert hits(town(_RUN, _leased(*_THREE), other), "C1") == []


@pytest.mark.parametrize(("months", "found"), [(1095, 1), (1096, 0)])
def test_the_first_and_third_start_within_thirty_six_months(months: int, found: int) -> None:
    """1,095 days are, at 30.44 days a month; a day more is not."""
    assert len(hits(town(_operators(0, 500, months), _leased(*_THREE)), "C1")) == found


@pytest.mark.parametrize(("overlap", "found"), [(90, 1), (91, 0)])
def test_they_overlap_ninety_days_at_most(overlap: int, found: int) -> None:
    """Then they are neighbours, and none follows the other."""
    assert len(hits(town(_operators(0, 200, 400, overlap=overlap), _leased(*_THREE)), "C1")) == found


def test_one_operator_that_comes_back_is_no_third() -> None:
    """Two firms that take turns."""
    turns = [
        registered(firm("A"), 1, 0),
        registered(firm("A"), 1, 100, ends=True),
        registered(firm("B"), 1, 110),
        registered(firm("B"), 1, 200, ends=True),
        registered(firm("A"), 1, 210),
        registered(firm("C"), 2, 1),
    ]
    assert hits(town(turns, _leased(*_THREE)), "C1") == []


def test_a_bank_ties_nobody() -> None:
    """A hub as lender does not count; as lessor it does."""
    lent = [lends(_L, firm(str(number)), 1) for number in range(26)]
    assert hits(town(_RUN, _lent(*_THREE), lent), "C1") == []
    let = [lets(_L, firm(str(number)), None, 1) for number in range(26)]
    assert len(hits(town(_RUN, _leased(*_THREE), let), "C1")) == 1


def test_the_hit_names_place_tie_and_operators() -> None:
    """It rests on the registrations and the leases."""
    municipality = town(_RUN, _leased(*_THREE))
    one = hit(municipality, "C1")
    assert {member.key for member in one.members} == {
        place_record(1),
        person_record("L"),
        *map(firm_record, _THREE),
    }
    assert {"A0", "B200", "C400"} <= {ref.id for ref in one.refs}
    assert {one.relation for one in one.relations} == {"vestiging", "huur"}
    assert "verhuurder" in one.nl
    assert "geldverstrekker" not in one.nl
    since = since_of(municipality, one)
    assert since.ref.id == "C400"
