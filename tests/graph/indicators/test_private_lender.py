"""F1: three applicants without a common director or holder, one private lender."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import f1


def test_the_lender_and_the_borrowers_are_members() -> None:
    """All of them."""
    one = hit(town(f1()), "F1")
    assert {m.key for m in one.members} == {b.person_record("L"), *(b.firm_record(f"F{n}") for n in range(3))}


def test_two_are_not_enough() -> None:
    """Three are."""
    assert not hits(town(f1(borrowers=2)), "F1")


@pytest.mark.parametrize(("soort", "found"), [("onderhands", 1), ("leverancier", 0), ("bank", 0)])
def test_an_organisation_lends_privately(soort: str, found: int) -> None:
    """A natural person may lend in any way."""
    assert len(hits(town(f1(lender=b.firm("L"), soort=soort)), "F1")) == found
    assert hits(town(f1(soort=soort)), "F1")


def test_a_bank_is_none() -> None:
    """One loan as a bank makes it one."""
    bank = b.lends(b.firm("L"), b.firm("Q"), 1, betrokkenen=[b.party("financier", b.firm("L"), soort="bank")])
    assert not hits(town([*f1(lender=b.firm("L")), bank]), "F1")


def test_a_hub_is_none() -> None:
    """More than 25 borrowers: an organisation is left out, a natural person is not."""
    for lender, found in ((b.firm("L"), 0), (b.person("L"), 1)):
        many = [b.lends(lender, b.firm(f"Z{number}"), 1) for number in range(23)]
        assert len(hits(town([*f1(lender=lender), *many]), "F1")) == found


def test_each_has_an_application_of_its_own() -> None:
    """For a permit or a subsidy."""
    rest = f1()[:-1]
    assert not hits(town(rest), "F1")
    asked = b.event("subsidies.aanvraag-ontvangen", 30, betrokkenen=[b.party("aanvrager", b.firm("F2"))])
    assert hits(town([*rest, asked]), "F1")


def test_who_shares_a_director_counts_once() -> None:
    """Family of firms."""
    both = [b.leads(b.person("D"), b.firm(f"F{number}"), 0) for number in (0, 1)]
    assert not hits(town([*f1(), *both]), "F1")
