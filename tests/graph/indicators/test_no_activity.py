"""E4: three subsidised places of one cluster, two inspections without activity."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import e4


def test_controller_organisations_and_places_are_members() -> None:
    """All places of the cluster's grants."""
    one = hit(town(e4()), "E4")
    assert {m.key for m in one.members} == {
        b.person_record("P"),
        b.firm_record("X"),
        *(b.place_record(n) for n in (1, 2, 3)),
    }


@pytest.mark.parametrize(("places", "visits", "found"), [(3, 2, 1), (2, 2, 0), (3, 1, 0)])
def test_the_thresholds(places: int, visits: int, found: int) -> None:
    """Three places, two inspections."""
    assert len(hits(town(e4(places, visits)), "E4")) == found


def test_control_is_of_the_day_of_the_grant() -> None:
    """Who left before has no part in it."""
    assert not hits(town([*e4(), b.leads(b.person("P"), b.firm("X"), 11, ends=True)]), "E4")
