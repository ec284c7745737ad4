"""D2: withdrawn within 60 days, then a connected application within a year."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import d2, d2_weak


def test_both_the_place_and_the_link_are_members() -> None:
    """As in D1."""
    one = hit(town(d2()), "D2")
    assert {m.key for m in one.members} == {
        b.firm_record("X"),
        b.firm_record("Y"),
        b.place_record(2),
        b.person_record("P"),
    }


@pytest.mark.parametrize(
    ("withdrawn", "later", "soort", "found"),
    [
        (60, 365, "alcoholwet", 1),
        (61, 10, "alcoholwet", 0),
        (10, 366, "alcoholwet", 0),
        (0, 0, "apv_2_41b", 1),
        (10, 10, "overig", 0),
    ],
)
def test_the_terms(withdrawn: int, later: int, soort: str, found: int) -> None:
    """60 days, 365.28 days, a kind that is screened."""
    assert len(hits(town(d2(withdrawn, later, soort)), "D2")) == found


@pytest.mark.parametrize(("telephone", "found"), [("078-1234567", 1), ("0789999999", 0)])
def test_two_weak_links_suffice(telephone: str, found: int) -> None:
    """The place and the telephone; the place alone does not."""
    assert len(hits(town(d2_weak(telephone)), "D2")) == found


def test_without_places_no_place_is_shared() -> None:
    """Two applications without a location are not at one place."""
    x, y = b.firm("X", telefoon="0781234567"), b.firm("Y", telefoon="0781234567")
    log = [
        b.applies(x, 1, 100, zaaknummer="Z1", soort="alcoholwet", locatie=None),
        b.event("vergunningen.aanvraag-ingetrokken", 130, zaaknummer="Z1"),
        b.applies(y, 1, 200, locatie=None),
    ]
    assert not hits(town(log), "D2")
