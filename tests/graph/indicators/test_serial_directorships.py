"""A1: five owners within 36 months, or three short tenures not long before the end."""

import pytest

from graph.claims import Statement
from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import a1, a1_short


def _names(log: list[Statement]) -> set[str]:
    """Give the members of the one hit, by key."""
    return {member.key for member in hit(town(log), "A1").members}


def test_the_person_and_the_organisations_are_members() -> None:
    """Rules, section 6."""
    assert _names(a1()) == {b.person_record("P"), *(b.firm_record(f"F{number}") for number in range(5))}


def test_four_owners_are_not_enough() -> None:
    """Five are."""
    assert not hits(town(a1(groups=4)), "A1")


@pytest.mark.parametrize(("last", "found"), [(1096, 1), (1097, 0)])
def test_tenures_touch_one_and_the_same_window(last: int, found: int) -> None:
    """From the last day of the first to the first day of the last at most 1,095.84 days."""
    log = [*a1(groups=4, step=1), b.leads(b.person("P"), b.firm("F0"), 1, ends=True)]
    assert len(hits(town([*log, b.leads(b.person("P"), b.firm("F9"), last)]), "A1")) == found


@pytest.mark.parametrize(("share", "found"), [(50, 1), (50.1, 0)])
def test_organisations_of_one_owner_count_once(share: float, found: int) -> None:
    """Who holds more than half is the owner; else the organisation is its own."""
    assert len(hits(town(a1(owner_of=2, share=share)), "A1")) == found


def test_an_owner_behind_a_holding_is_one_owner_too() -> None:
    """Multiplied along the chain: 80 % of 80 % is more than half."""
    chain = [
        b.holds(b.person("O"), b.firm("H"), 0, 80),
        *(b.holds(b.firm("H"), b.firm(f"F{n}"), 0, 80) for n in (0, 1)),
    ]
    assert not hits(town([*a1(), *chain]), "A1")
    assert hits(town([*a1(groups=6), *chain]), "A1")


@pytest.mark.parametrize(
    ("tenure", "gap", "count", "found"),
    [
        (365, 182, 3, 1),
        (366, 182, 3, 0),
        (365, 183, 3, 0),
        (365, 0, 3, 1),
        (365, 182, 2, 0),
    ],
)
def test_short_tenures_before_the_end(tenure: int, gap: int, count: int, found: int) -> None:
    """Shorter than 365.28 days, ended at most 182.64 days before, at three organisations."""
    assert len(hits(town(a1_short(tenure, gap, count)), "A1")) == found


def test_striking_off_is_an_end_as_bankruptcy_is() -> None:
    """And it is among the events."""
    one = hit(town(a1_short(kind="onderneming-uitgeschreven")), "A1")
    assert len(one.refs) == 9


def test_the_sentences() -> None:
    """A fact, in both languages, the person unnamed."""
    one = hit(town(a1()), "A1")
    assert one.nl.startswith("Een natuurlijk persoon was binnen 36 maanden bestuurder van organisaties van 5")
    assert one.en.startswith("A natural person was director of organisations of 5 different owners")
