"""E2: periods overlap a fortnight, activities are alike."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import e2


def test_the_applicant_is_the_member() -> None:
    """Its own cases, no controller over all of them."""
    assert [member.key for member in hit(town(e2()), "E2").members] == [b.firm_record("X", b.SUBSIDIES)]


@pytest.mark.parametrize(("overlap", "found"), [(13, 0), (14, 1)])
def test_the_overlap(overlap: int, found: int) -> None:
    """In days, both ends included."""
    assert len(hits(town(e2(overlap)), "E2")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("BUURTFEEST VOOR JONG EN OUD", 1), ("buurtfeest voor jong", 1), ("buurtfeest voor jon", 0)],
)
def test_the_likeness(text: str, found: int) -> None:
    """In lower case, 0.85 and more: 20 of 27 letters are 40 / 47 = 0.851, 19 are 38 / 46 = 0.826."""
    assert len(hits(town(e2(text=text)), "E2")) == found


def test_one_controller_over_two_applicants() -> None:
    """The controller and both organisations are members."""
    first, second = e2()
    moved = b.grants(
        b.firm("Y"),
        1,
        "s1",
        zaaknummer="g1",
        activiteit="Buurtfeest voor jong en oud",
        periode={"van": "2020-04-01", "tot": "2020-12-01"},
    )
    both = [b.leads(b.person("C"), b.firm(name), 0) for name in "XY"]
    one = hit(town([first, moved, *both]), "E2")
    assert {m.key for m in one.members} == {b.person_record("C"), b.firm_record("X"), b.firm_record("Y")}
    assert second.ref not in one.refs


def test_one_case_is_not_two() -> None:
    """A later grant in the same case replaces the first."""
    log = [
        b.grants(
            b.firm("X"),
            day,
            "s",
            zaaknummer="g",
            activiteit="Feest",
            periode={"van": "2020-01-01", "tot": "2020-12-31"},
        )
        for day in (1, 2)
    ]
    assert not hits(town(log), "E2")
