"""D3: somebody leaves within a year after the screening started, and a lease or loan goes on."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import d3


def test_the_applicant_and_the_person_are_members() -> None:
    """The place is evidence."""
    one = hit(town(d3()), "D3")
    assert {member.key for member in one.members} == {b.firm_record("X"), b.person_record("P")}


@pytest.mark.parametrize(
    ("left", "soort", "found"),
    [
        (0, "alcoholwet", 0),
        (1, "alcoholwet", 1),
        (365, "alcoholwet", 1),
        (366, "alcoholwet", 0),
        (10, "overig", 0),
    ],
)
def test_when_somebody_left(left: int, soort: str, found: int) -> None:
    """After the start, within 365.28 days, of a screening."""
    assert len(hits(town(d3(left, soort=soort)), "D3")) == found


@pytest.mark.parametrize(("until", "found"), [(29, 0), (30, 1)])
def test_how_long_the_lease_lasts(until: int, found: int) -> None:
    """Thirty days longer at least."""
    assert len(hits(town(d3(lease_until=until)), "D3")) == found


def test_it_comes_due_by_time_alone() -> None:
    """An open lease has lasted thirty days on the thirtieth, not before."""
    assert not hits(town(d3(today=29)), "D3")
    assert hits(town(d3(today=29), b.day_began(495)), "D3")


def test_who_remains_a_holder_did_not_break() -> None:
    """Directly, or through a holding of his own."""
    assert not hits(town([*d3(), b.holds(b.person("P"), b.firm("X"), 0, 1)]), "D3")
    own = [b.holds(b.person("P"), b.firm("H"), 0), b.holds(b.firm("H"), b.firm("X"), 0, 1)]
    assert not hits(town([*d3(), *own]), "D3")


def test_a_loan_goes_on_as_a_lease_does() -> None:
    """In the register."""
    log = [one for one in d3() if all(relation.relation != "huur" for relation in one.relations)]
    assert not hits(town(log), "D3")
    assert hits(town([*log, b.lends(b.person("P"), b.firm("X"), 0)]), "D3")
