"""E1: stacked grants, and grants just under the bound."""

import pytest

from graph.claims import Statement
from tests.graph.builders import (
    Data,
    event,
    firm,
    firm_record,
    grants,
    hit,
    hits,
    holds,
    leads,
    party,
    person,
    person_record,
    retracts,
    said,
    since_of,
    town,
)

_P, _A, _B = person("P"), firm("A"), firm("B")


def _marks(*statements: Statement | list[Statement]) -> list[str]:
    return [one.mark[0] for one in hits(town(*statements), "E1")]


def _schemes(count: int, who: Data = _A) -> list[Statement]:
    return [grants(who, number + 10, f"scheme {number}", zaaknummer=f"s{number}") for number in range(count)]


def test_an_empty_town_hits_nothing() -> None:
    """The empty case."""
    assert _marks() == []


@pytest.mark.parametrize(("count", "found"), [(2, []), (3, ["applicant"])])
def test_three_schemes_in_one_year(count: int, found: list[str]) -> None:
    """To one applicant."""
    assert _marks(_schemes(count)) == found


def test_another_year_or_the_same_scheme_is_no_third() -> None:
    """Nor a grant without a year or a scheme."""
    two = _schemes(2)
    others: list[Data] = [{"jaar": 2021}, {"jaar": None}, {"regeling": None}, {"regeling": "scheme 1"}]
    for more in others:
        assert _marks([*two, grants(_A, 20, "scheme 9", **{"zaaknummer": "x"} | more)]) == []


def _amounts(*amounts: str, step: int = 10, **more: object) -> list[Statement]:
    return [
        grants(_A, number * step, "x", zaaknummer=f"a{number}", bedragVerleend=amount, **more)
        for number, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize(
    ("amount", "found"),
    [("22499.99", []), ("22500.00", ["applicant"]), ("24999.99", ["applicant"]), ("25000.00", [])],
)
def test_three_grants_just_under_the_bound(amount: str, found: list[str]) -> None:
    """From 22,500.00 up to, not including, 25,000.00."""
    assert _marks(_amounts("24000.00", "23000.00", amount)) == found


@pytest.mark.parametrize(("step", "found"), [(182, ["applicant"]), (183, [])])
def test_within_twelve_months(step: int, found: list[str]) -> None:
    """365 days at 30.44 a month; the first and the third are two steps apart."""
    assert _marks(_amounts(*["24000.00"] * 3, step=step)) == found


def test_an_undated_grant_lies_in_no_twelve_months() -> None:
    """The source does not know its day; its year counts."""
    assert _marks(_amounts(*["24000.00"] * 3, datumOnbekend=True)) == []
    undated = [
        grants(_A, 1, f"scheme {number}", zaaknummer=f"{number}", datumOnbekend=True) for number in range(3)
    ]
    assert _marks(undated) == ["applicant"]


def test_a_case_is_one_grant() -> None:
    """A later decision replaces the amount, the first gives the date."""
    raised = grants(_A, 30, "x", zaaknummer="a0", bedragVerleend="26000.00")
    assert _marks([*_amounts(*["24000.00"] * 3), raised]) == []
    lowered = grants(_A, 900, "x", zaaknummer="a0", bedragVerleend="24000.00")
    assert _marks([*_amounts("26000.00", "24000.00", "24000.00"), lowered]) == ["applicant"]
    assert (
        _marks(_amounts(*["24000.00"] * 2), grants(_A, 30, "y", zaaknummer="a0", bedragVerleend="24000.00"))
        == []
    )


_SPREAD = [
    grants(_A, 10, "one", zaaknummer="1"),
    grants(_B, 11, "two", zaaknummer="2"),
    grants(_B, 12, "three", zaaknummer="3"),
]


def test_a_controller_gathers_what_its_organisations_get() -> None:
    """A director of one who holds the other."""
    assert _marks(_SPREAD) == []
    assert _marks([*_SPREAD, leads(_P, _A, 0), holds(_P, _B, 0, 51)]) == ["controller"]
    assert _marks([*_SPREAD, leads(_P, _A, 0), holds(_P, _B, 0, 50)]) == []


def test_on_the_day_of_each_grant() -> None:
    """Through the last day of the function, not after it."""
    for last, found in ((10, ["controller"]), (9, [])):
        assert _marks([*_SPREAD, leads(_P, _A, 0), leads(_P, _A, last, ends=True), leads(_P, _B, 0)]) == found


def test_a_person_who_applies_is_an_applicant() -> None:
    """A sole trader without a firm."""
    assert _marks(_schemes(3, who=_P)) == ["applicant"]


def test_a_penvoerder_is_no_applicant() -> None:
    """The first Betrokkene with rol `aanvrager`, else `houder`."""
    told = [
        event("subsidies.subsidie-verleend", 10, zaaknummer=str(number), regeling=str(number), jaar=2020,
              betrokkenen=[party("penvoerder", _A), party("aanvrager", firm(str(number)))])
        for number in range(3)
    ]  # fmt: skip
    assert _marks(told) == []


def test_what_a_cluster_says_the_applicant_does_not_say_again() -> None:
    """Whichever was known first, and at however many removes."""
    chain = [holds(_P, firm("H"), 0), holds(firm("H"), _A, 0)]
    assert _marks([*_schemes(3), *chain]) == ["controller"]
    assert _marks(_schemes(3), chain[1], chain[0]) == ["controller"]
    municipality = town(_schemes(3), chain)
    said(municipality, retracts(chain[0], at=90))
    assert [one.mark[0] for one in hits(municipality, "E1")] == ["applicant"]


def test_a_controller_who_came_halfway_covers_nothing() -> None:
    """It controlled on two of the three days."""
    assert _marks([*_schemes(3), leads(_P, _A, 11)]) == ["applicant"]


def test_the_hit_names_controller_and_organisations() -> None:
    """It rests on every grant and on what makes the control."""
    municipality = town([*_SPREAD, leads(_P, _A, 0, id_="leads A"), leads(_P, _B, 0, id_="leads B")])
    one = hit(municipality, "E1")
    assert {member.key for member in one.members} == {person_record("P"), firm_record("A"), firm_record("B")}
    assert {ref.id for ref in one.refs} == {"leads A", "leads B", *(told.ref.id for told in _SPREAD)}
    assert "3 verschillende regelingen in 2020" in one.nl
    assert since_of(municipality, one).ref == _SPREAD[2].ref


def test_both_ways_at_once_are_one_hit() -> None:
    """Schemes and the bound in one sentence."""
    both = [
        grants(_A, number, f"s{number}", zaaknummer=str(number), bedragVerleend="24000.00")
        for number in range(3)
    ]
    one = hit(town(both), "E1")
    assert "3 verschillende regelingen in 2020 en 3 subsidies net onder € 25.000" in one.nl
