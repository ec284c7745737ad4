"""R23: a flag falls with its youngest hard event, five years on."""

from graph.municipality import Municipality
from streams.statements import statement_of
from tests.guardrails.conftest import GEMEENTE, Town, accepted

YEARS = 6 * 365


def test_six_years_later_nothing_stands_that_stands_today(town: Town) -> None:
    """Hard events that lie in the future aside, of which a made-up town has none."""
    events = accepted(town.events)
    today = max(event.day for event in events)
    later = Municipality(GEMEENTE, town.rules, today=today + YEARS)
    later.apply(map(statement_of, events))
    assert town.flags()
    assert later.flags == {}
