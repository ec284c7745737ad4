"""A2: the head holds nothing, another person has two ties."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import a2


@pytest.mark.parametrize(
    "ties",
    ["finance lease", "finance shares", "lease former", "shares former", "finance lease shares former"],
)
def test_two_ties_of_any_kinds_suffice(ties: str) -> None:
    """Applicant, heads and the person are members."""
    one = hit(town(a2(ties)), "A2")
    assert {member.key for member in one.members} == {
        b.firm_record("X"),
        b.person_record("HEAD"),
        b.person_record("P"),
    }


@pytest.mark.parametrize("tie", ["finance", "lease", "shares", "former"])
def test_one_tie_is_not_enough(tie: str) -> None:
    """Whichever it is."""
    assert not hits(town(a2(tie)), "A2")


def test_a_head_who_holds_any_share_controls() -> None:
    """One per cent is a share."""
    assert not hits(town(a2(head_share=True)), "A2")


def test_a_head_who_holds_through_a_holding_holds() -> None:
    """The usual shape of a director's own firm."""
    own = [b.holds(b.person("HEAD"), b.firm("OWN"), 0), b.holds(b.firm("OWN"), b.firm("X"), 0, 5)]
    assert not hits(town([*a2(), *own]), "A2")


def test_a_head_who_lends_is_no_formal_head() -> None:
    """Money is a say."""
    assert not hits(town([*a2(), b.lends(b.person("HEAD"), b.firm("X"), 10)]), "A2")


def test_a_declared_director_is_a_head() -> None:
    """Of a firm that the register knows no leader of."""
    log = [
        one
        for one in a2()
        if one.step is None and all(r.frm != b.person_record("HEAD") for r in one.relations)
    ]
    log.append(b.applies(b.firm("X"), 1, 1000, b.party("bestuurder", b.person("HEAD"))))
    assert hits(town(log), "A2")


@pytest.mark.parametrize(("share", "found"), [(25, 0), (25.1, 1)])
def test_a_tie_is_a_share_of_more_than_a_quarter(share: float, found: int) -> None:
    """Held through a holding."""
    assert len(hits(town(a2("finance shares", share=share)), "A2")) == found


@pytest.mark.parametrize(("left", "found"), [(1000, 1), (1001, 0)])
def test_a_former_operator_had_left_by_the_application(left: int, found: int) -> None:
    """Who is still there is no former operator."""
    assert len(hits(town(a2("lease former", left=left)), "A2")) == found


def test_a_former_operator_left_in_the_thirty_six_months_before() -> None:
    """1,095.84 days before day 2000 is day 904.16."""
    moved = [one for one in a2("lease former", left=904) if one.step is None]
    assert not hits(town([*moved, b.applies(b.firm("X"), 1, 2000)]), "A2")
    moved = [one for one in a2("lease former", left=905) if one.step is None]
    assert hits(town([*moved, b.applies(b.firm("X"), 1, 2000)]), "A2")


def test_an_ended_lease_is_no_tie() -> None:
    """It ended before the application."""
    ended = b.lets(b.person("P"), b.firm("X"), 1, 999, ends=True)
    assert not hits(town([*a2(), ended]), "A2")


def test_without_holders_it_cannot_tell() -> None:
    """It says which fact is missing."""
    (one,) = [one for one in town(a2()).unknowns() if one.indicator == "A2" and one.focus]
    assert one.needs == "belang-verkregen"
