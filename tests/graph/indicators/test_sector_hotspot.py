"""H1: twice as many branches at risk as expected, five or more; context only."""

import pytest

from graph.claims import Statement
from graph.indicators.indicator import Hit
from tests.graph.builders import hits, town
from tests.graph.indicators.examples import h1


def _context(log: list[Statement]) -> list[Hit]:
    """Give the findings of H1 anywhere in the town."""
    town_ = town(log)
    entities = set(town_.graph.resolver.entity_of.values())
    return [
        one.hit for one in town_._evaluation.context(town_.graph.view, entities) if one.hit.indicator == "H1"
    ]


@pytest.mark.parametrize(("risk", "others", "found"), [(6, 24, 1), (4, 24, 0), (6, 6, 0), (5, 6, 0)])
def test_the_thresholds(risk: int, others: int, found: int) -> None:
    """Five, more than twice as many, and unlikely by chance."""
    told = _context(h1(risk, others))
    assert len(told) == found
    assert all(not one.members for one in told)


def test_it_is_no_finding_of_the_stream() -> None:
    """Group H never counts and never joins: it is computed when asked for."""
    assert not hits(town(h1()), "H1")
