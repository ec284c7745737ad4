"""C2: control comes back within 36 months, or majorities go round."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import c2, c2_round


def test_the_organisation_and_the_holders_are_members() -> None:
    """Both of them."""
    one = hit(town(c2()), "C2")
    assert {m.key for m in one.members} == {b.firm_record("X"), b.person_record("A"), b.person_record("B")}


@pytest.mark.parametrize(("back", "share", "found"), [(1195, 26, 1), (1196, 26, 0), (1195, 25, 0)])
def test_control_returns_within_the_months(back: int, share: float, found: int) -> None:
    """1,095.84 days from its end, and more than a quarter."""
    assert len(hits(town(c2(back, share)), "C2")) == found


def test_somebody_else_held_in_between() -> None:
    """A pause alone is no return."""
    log = [one for one in c2() if all(r.frm != b.person_record("B") for r in one.relations)]
    assert not hits(town(log), "C2")


def test_a_share_that_changes_but_stays_above_goes_on() -> None:
    """From 60 to 40 per cent is no end of control."""
    x, a = b.firm("X"), b.person("A")
    log = [b.holds(a, x, 0, 60), b.holds(b.person("B"), x, 50, 30), b.holds(a, x, 100, 40)]
    assert not hits(town(log), "C2")


@pytest.mark.parametrize(
    ("last", "holders", "share", "found"),
    [
        (1295, "ABCA", 51, 1),
        (1296, "ABCA", 51, 0),
        (1295, "ABCD", 51, 0),
        (1295, "ABC", 51, 0),
        (1295, "ABCA", 50, 0),
    ],
)
def test_majorities_go_round(last: int, holders: str, share: float, found: int) -> None:
    """Four in a row, of three at most, the last three beginning within 1,095.84 days."""
    assert len(hits(town(c2_round(last, holders, share)), "C2")) == found
