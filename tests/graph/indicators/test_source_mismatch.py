"""J1: a holder or loan left out, a declared holder or director unknown to the register."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import j1, j1_loan, j1_unknown


def test_the_applicant_and_the_omitted_holder_are_members() -> None:
    """The declared one is not."""
    one = hit(town(j1()), "J1")
    assert {member.key for member in one.members} == {b.firm_record("X"), b.person_record("H")}


@pytest.mark.parametrize(("share", "found"), [(24.9, 0), (25, 1)])
def test_a_quarter_must_be_declared(share: float, found: int) -> None:
    """While another holder is."""
    assert len(hits(town(j1(share)), "J1")) == found


def test_a_role_that_is_not_asked_is_no_omission() -> None:
    """No holder at all is declared."""
    assert not hits(town([*j1()[:2], b.applies(b.firm("X"), 1, 100)]), "J1")


def test_an_event_permit_does_not_count() -> None:
    """It is not screened."""
    declared = b.party("aandeelhouder", b.person("D"))
    assert not hits(town([*j1()[:2], b.applies(b.firm("X"), 1, 100, declared, soort="evenement")]), "J1")
    asked = b.event(
        "subsidies.aanvraag-ontvangen", 100, betrokkenen=[b.party("aanvrager", b.firm("X")), declared]
    )
    assert hits(town([*j1()[:2], asked]), "J1")


def test_who_holds_through_a_holding_declares_it() -> None:
    """The holding itself need not be named."""
    x, declared = b.firm("X"), b.party("aandeelhouder", b.person("D"))
    log = [b.holds(b.firm("H"), x, 0), b.holds(b.person("D"), b.firm("H"), 0), b.applies(x, 1, 100, declared)]
    assert not hits(town([*log, b.day_began(300)]), "J1")


@pytest.mark.parametrize(
    ("amount", "since", "soort", "investment", "found"),
    [
        ("10000.00", 69, "onderhands", "90000.00", 1),
        ("9999.99", 69, "onderhands", "90000.00", 0),
        ("10000.00", 70, "onderhands", "90000.00", 0),
        ("10000.00", 69, "bank", "90000.00", 0),
        ("10000.00", 69, "onderhands", "100000.10", 0),
        ("10000.01", 69, "onderhands", "100000.10", 1),
    ],
)
def test_a_loan_must_be_declared(amount: str, since: int, soort: str, investment: str, found: int) -> None:
    """Of 10,000 euro or a tenth, older than thirty days, not of a bank; the lender is a member."""
    told = hits(town(j1_loan(amount, since, soort, investment)), "J1")
    assert [{m.key for m in one.members} for one in told] == [
        {b.firm_record("X"), b.person_record("L")}
    ] * found


def test_a_repaid_loan_need_not_be_declared() -> None:
    """Before the application."""
    assert not hits(town([*j1_loan(), b.lends(b.person("L"), b.firm("X"), 99, ends=True)]), "J1")


@pytest.mark.parametrize(
    ("today", "known", "found"), [(89, None, 0), (90, None, 1), (90, 90, 0), (91, 91, 1)]
)
def test_an_unknown_director_is_due_on_day_ninety(today: int, known: int | None, found: int) -> None:
    """The register has until then to know him; then the applicant and he are members."""
    told = hits(town_ := town(j1_unknown(today, known)), "J1")
    members = {b.entity(town_, b.firm_record("X")).key, b.entity(town_, b.person_record("D", b.PERMITS)).key}
    assert [{m.key for m in one.members} for one in told] == [members] * found


def test_it_comes_and_goes_with_today() -> None:
    """By time alone, forward and, when the latest event is retracted, back."""
    town_ = town(j1_unknown(today=80))
    assert not hits(town_, "J1")
    late = b.grants(b.firm("Q"), 190, "s")
    b.said(town_, late)
    assert hits(town_, "J1")
    b.said(town_, b.retracts(late, at=150))
    assert not hits(town_, "J1")


def test_it_says_nothing_where_the_register_knows_nobody() -> None:
    """It cannot tell."""
    log = [b.applies(b.firm("X"), 1, 100, b.party("bestuurder", b.person("D"))), b.day_began(300)]
    assert not hits(town(log), "J1")
    assert [one.needs for one in town(log).unknowns() if one.indicator == "J1" and one.focus] == [
        "functie-aanvaard"
    ]
