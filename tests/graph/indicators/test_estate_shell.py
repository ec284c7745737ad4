"""H2: a young firm at an industrial place gets another name or branch; context only."""

import pytest

from graph.claims import Statement
from graph.indicators.indicator import Hit
from tests.graph.builders import town
from tests.graph.indicators.examples import h2


def _context(log: list[Statement]) -> list[Hit]:
    """Give the findings of H2 anywhere in the town."""
    town_ = town(log)
    entities = set(town_.graph.resolver.entity_of.values())
    return [
        one.hit for one in town_._evaluation.context(town_.graph.view, entities) if one.hit.indicator == "H2"
    ]


@pytest.mark.parametrize(
    ("changed", "uses", "found"),
    [(182, "industriefunctie", 1), (183, "industriefunctie", 0), (100, "winkelfunctie", 0)],
)
def test_the_thresholds(changed: int, uses: str, found: int) -> None:
    """Within 182.64 days of its founding, at a place for industry."""
    told = _context(h2(changed, uses))
    assert len(told) == found
    assert all(not one.members for one in told)


def test_it_says_what_it_cannot_tell() -> None:
    """Staff and sub-letting, in the sentence and as an answer of its own."""
    assert "onderhuur zijn niet bekend" in _context(h2())[0].nl
    assert {one.needs for one in town(h2()).unknowns() if one.indicator == "H2" and one.focus} == {
        "personeel"
    }
