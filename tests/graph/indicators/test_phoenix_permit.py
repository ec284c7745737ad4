"""D1: a new application after refusal, closure or withdrawal."""

import math
from typing import Any

import pytest

from graph.claims import Statement
from graph.instants import MONTH
from graph.municipality import Municipality
from tests.graph.builders import (
    Data,
    applies,
    closed_down,
    day,
    event,
    firm,
    firm_record,
    hit,
    hits,
    holds,
    leads,
    lends,
    lets,
    party,
    person,
    person_record,
    place_record,
    refuses,
    registered,
    since_of,
    spot,
    town,
)

_X, _Y, _P = firm("X"), firm("Y"), person("P")
_BOTH = [leads(_P, _X, 0), leads(_P, _Y, 0)]
_REFUSED, _APPLIED = refuses(_X, 1, 10, id_="refused"), applies(_Y, 1, 20, id_="applied")
_IBAN = "NL91ABNA0417164300"


def _found(*statements: Statement) -> int:
    return len(hits(town(statements), "D1"))


def test_an_empty_town_hits_nothing() -> None:
    """The empty case; an application after nothing, a refusal before nothing."""
    assert _found() == 0
    assert _found(*_BOTH, _APPLIED) == _found(*_BOTH, _REFUSED) == 0


def test_a_director_of_both_is_a_strong_link() -> None:
    """One suffices; without any link the place alone is one weak one."""
    assert _found(*_BOTH, _REFUSED, _APPLIED) == 1
    assert _found(_REFUSED, _APPLIED) == 0


@pytest.mark.parametrize(
    ("trigger", "found"),
    [
        (refuses(_X, 1, 10), 1),
        (refuses(_X, 1, 10, reden="op_verzoek"), 1),
        (closed_down(_X, 1, 10), 1),
        (
            event(
                "vergunningen.vergunning-ingetrokken",
                10,
                reden="overig",
                betrokkenen=[party("houder", _X)],
                locatie=spot(1),
            ),
            1,
        ),
        (
            event(
                "vergunningen.vergunning-ingetrokken",
                10,
                reden="op_verzoek",
                betrokkenen=[party("houder", _X)],
                locatie=spot(1),
            ),
            0,
        ),
        (event("toezicht.boete-opgelegd", 10, betrokkenen=[party("exploitant", _X)], locatie=spot(1)), 0),
        (closed_down(_X, 1, 10, rechtsmiddel="vernietigd"), 0),
        (refuses(_Y, 1, 10), 0),
    ],
    ids=[
        "refused",
        "refused on request",
        "closed",
        "withdrawn",
        "withdrawn on request",
        "fined",
        "annulled",
        "the same",
    ],
)
def test_what_it_can_come_after(trigger: Statement, found: int) -> None:
    """A refusal, a closure, a withdrawal other than on request, on another organisation."""
    assert _found(*_BOTH, trigger, _APPLIED) == found


@pytest.mark.parametrize(
    ("after", "found"), [(-1, 0), (0, 1), (math.floor(24 * MONTH), 1), (math.floor(24 * MONTH) + 1, 0)]
)
def test_within_twenty_four_months(after: int, found: int) -> None:
    """The day itself included, not before."""
    assert _found(*_BOTH, _REFUSED, applies(_Y, 1, 10 + after)) == found


def test_within_one_case_nothing_follows_itself() -> None:
    """Two parties of one case number."""
    assert _found(*_BOTH, refuses(_X, 1, 10, zaaknummer="1"), applies(_Y, 1, 20, zaaknummer="1")) == 0


def _metres(metres: float) -> Data:
    """Give a place so far north of 52 degrees."""
    return spot(2, punt=[4.0, 52.0 + math.degrees(metres / 6_371_000)])


@pytest.mark.parametrize(
    ("metres", "old", "new", "found"),
    [
        (999, "5610", "56.10.1", 1),
        (1001, "5610", "5610", 0),
        (999, "5610", "5621", 0),
        (999, "5610", "56", 0),
        (999, "5610", "5611", 1),
    ],
)
def test_elsewhere_within_a_kilometre_in_the_same_sector(
    metres: float, old: str, new: str, found: int
) -> None:
    """The first three digits make the sector."""
    refused = refuses(_X, 1, 10, locatie=spot(1, punt=[4.0, 52.0]), sbi=[old])
    applied = applies(_Y, 2, 20, locatie=_metres(metres), sbi=[new])
    assert _found(*_BOTH, refused, applied) == found


def test_where_a_point_is_unknown_it_is_not_near() -> None:
    """Cannot tell."""
    assert _found(*_BOTH, refuses(_X, 1, 10, sbi=["5610"]), applies(_Y, 2, 20, sbi=["5610"])) == 0


_OLD: dict[str, Statement] = {
    "director": leads(_P, _X, 0),
    "holder": holds(_P, _X, 0, 5),
    "lender": lends(_P, _X, 0),
    "declared": applies(_X, 1, 5, party("leidinggevende", _P)),
}
_NEW: dict[str, tuple[Statement, ...]] = {
    "director": (leads(_P, _Y, 0), _APPLIED),
    "holder": (holds(_P, _Y, 0, 5), _APPLIED),
    "lender": (lends(_P, _Y, 0), _APPLIED),
    "declared": (applies(_Y, 1, 20, party("exploitant", _P)),),
    "financier": (
        applies(_Y, 1, 20, financiering=[{"bedrag": "1.00", "verstrekker": party("financier", _P)}]),
    ),
}


@pytest.mark.parametrize("new", _NEW)
@pytest.mark.parametrize("old", _OLD)
def test_a_party_to_both_in_any_role_is_a_strong_link(old: str, new: str) -> None:
    """In the register or declared."""
    assert _found(_OLD[old], _REFUSED, *_NEW[new]) == 1


def test_a_legal_person_is_a_strong_link_and_a_hub_is_none() -> None:
    """Not looked through either."""
    tie = firm("T")
    both = [leads(tie, _X, 0), leads(tie, _Y, 0)]
    crowd = [leads(tie, firm(str(number)), 0) for number in range(24)]
    assert _found(*both, _REFUSED, _APPLIED) == 1
    assert _found(*both, _REFUSED, _APPLIED, *crowd) == 0
    through = [leads(tie, _X, 0), leads(_P, tie, 0), leads(_P, _Y, 0)]
    assert _found(*through, _REFUSED, _APPLIED) == 0


def test_the_tie_to_the_old_operator_is_of_the_six_months_before() -> None:
    """Ended 182 days before it counts, 183 days before it does not."""
    for days, found in ((182, 1), (183, 0)):
        gone = [leads(_P, _X, 0), leads(_P, _X, 300 - days, ends=True), leads(_P, _Y, 0)]
        assert _found(*gone, refuses(_X, 1, 300), applies(_Y, 1, 310)) == found


def test_the_tie_to_the_new_one_is_at_the_application_or_sixty_days_after() -> None:
    """Day sixty-one is too late; one that ended before is too early."""
    for days, found in ((60, 1), (61, 0)):
        assert _found(leads(_P, _X, 0), _REFUSED, _APPLIED, leads(_P, _Y, 20 + days)) == found
    left = [*_BOTH, leads(_P, _Y, 19, ends=True)]
    assert _found(*left, _REFUSED, _APPLIED) == 0


def _weak(**both: Any) -> Municipality:
    """Give the refusal and the application of two that have these fields in common, at one place."""
    return town(refuses(firm("X", **both), 1, 10), applies(firm("Y", **both), 1, 20))


def test_an_equal_account_is_a_strong_link() -> None:
    """At another place too."""
    assert len(hits(_weak(iban=_IBAN), "D1")) == 1


@pytest.mark.parametrize("both", [{"telefoon": "06-12345678"}, {"naam": "De Gouden Leeuw"}])
def test_two_weak_links_suffice(both: Data) -> None:
    """The place and an equal telephone number, or a closely similar name."""
    assert len(hits(_weak(**both), "D1")) == 1
    elsewhere = town(
        refuses(firm("X", **both), 1, 10, sbi=["5610"], locatie=spot(1, punt=[4.0, 52.0])),
        applies(firm("Y", **both), 2, 20, sbi=["5610"], locatie=_metres(50)),
    )
    assert hits(elsewhere, "D1") == []


def test_one_spelling_of_a_telephone_number_is_another() -> None:
    """+31 is 0."""
    log = [
        refuses(firm("X", telefoon="+31 6 12345678"), 1, 10),
        applies(firm("Y", telefoon="0612345678"), 1, 20),
    ]
    assert _found(*log) == 1


@pytest.mark.parametrize(("name", "found"), [("Gouden Leeuw II B.V.", 1), ("Zilveren Arend", 0)])
def test_names_are_compared_without_their_form(name: str, found: int) -> None:
    """Jaro-Winkler of 0.9 and more."""
    log = [refuses(firm("X", naam="Gouden Leeuw V.O.F."), 1, 10), applies(firm("Y", naam=name), 1, 20)]
    assert _found(*log) == found


def test_the_same_lessor_is_a_weak_link() -> None:
    """Also where it lets to all the town."""
    lessor = person("L")
    leased = [lets(lessor, _X, 1, 0), lets(lessor, _Y, 1, 15)]
    crowd = [lets(lessor, firm(str(number)), None, 0) for number in range(30)]
    assert _found(*leased, _REFUSED, _APPLIED) == 1
    assert _found(*leased, *crowd, _REFUSED, _APPLIED) == 1


def test_two_earlier_organisations_are_two_hits() -> None:
    """One for each, at one application."""
    other = firm("W")
    log = [*_BOTH, leads(_P, other, 0), _REFUSED, refuses(other, 1, 12), _APPLIED]
    assert [one.mark for one in hits(town(log), "D1")] == [(firm_record("W"),), (firm_record("X"),)]


def test_the_hit_names_both_the_place_and_what_links_them() -> None:
    """It rests on refusal, application and both relations, since the last was known."""
    municipality = town(
        [*_BOTH, _REFUSED, applies(_Y, 1, 20, id_="applied", at=25), registered(firm("Z"), 1, 1)]
    )
    one = hit(municipality, "D1")
    assert {member.key for member in one.members} == {
        firm_record("X"),
        firm_record("Y"),
        person_record("P"),
        place_record(1),
    }
    assert {ref.id for ref in one.refs} >= {"refused", "applied"}
    assert len(one.refs) == 4
    assert "een vergunning geweigerd" in one.nl
    assert "dezelfde betrokkene" in one.nl
    since = since_of(municipality, one)
    assert (since.ref.id, since.ref.day) == ("applied", day(20))
