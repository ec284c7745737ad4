"""F2: investment minus financing is more than 10,000 euro and more than a fifth."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import f2


def test_the_applicant_is_the_member() -> None:
    """And the gap is told."""
    one = hit(town(f2()), "F2")
    assert [member.key for member in one.members] == [b.firm_record("X", b.PERMITS)]
    assert one.parameters["gap"] == 10000.01


@pytest.mark.parametrize(
    ("investment", "financed", "found"),
    [
        ("50000.00", "39999.99", 1),
        ("50000.00", "40000.00", 0),
        ("100000.00", "80000.00", 0),
        ("100000.00", "79999.99", 1),
        ("9000.00", "0.00", 0),
    ],
)
def test_the_thresholds(investment: str, financed: str, found: int) -> None:
    """Both of them."""
    assert len(hits(town(f2(investment, financed)), "F2")) == found


def test_a_lender_named_elsewhere_counts_for_no_sum() -> None:
    """The financing is the whole financing."""
    lender = b.party("financier", b.person("L"), bedrag="99999.00")
    log = [b.applies(b.firm("X"), 1, 10, lender, investering="50000.00", financiering=[{"bedrag": "1.00"}])]
    assert hits(town(log), "F2")


@pytest.mark.parametrize("financing", [[], [{"soort": "bank"}]])
def test_without_the_whole_financing_it_cannot_tell(financing: list[dict[str, str]]) -> None:
    """None given, or a part without an amount."""
    log = [b.applies(b.firm("X"), 1, 10, investering="50000.00", financiering=financing)]
    assert not hits(town(log), "F2")
    assert [one.needs for one in town(log).unknowns() if one.indicator == "F2" and one.focus] == [
        "financiering"
    ]
