"""The rules in force in a municipality, read from what is stored without folding the whole log."""

from collections.abc import Iterator

from agents.standing import Standing
from graph.claims import Statement
from graph.instants import day_of
from graph.municipality import Municipality
from graph.rules import Rules
from graph.rules_in_force import InForce
from streams.events import event_from_body
from streams.statements import statement_of

__all__ = ["rules_in_force"]

_MAY_MATTER = ("nl.screening.", '"corrigeert"', '"herroept"')
"""Only events that hold one of these decide on rules, or take out one that does."""


def rules_in_force(standing: Standing, gemeente: str, given: Rules) -> InForce:
    """Give the rules that hold today in a municipality; `given` where nothing was published.

    Reads only decisions and what may name one, unless a publication lies after the day on which it was sent: then
    the whole log tells whether its day has come.
    """
    some = list(_some(standing, gemeente))
    ahead = any(one.decision is not None and one.ref.day > _day(one) for one in some)
    town = Municipality(gemeente, given)
    town.fold(standing.statements(gemeente) if ahead else some)
    return town.in_force


def _day(statement: Statement) -> int:
    return day_of(statement.ref.known)


def _some(standing: Standing, gemeente: str) -> Iterator[Statement]:
    texts = [text.encode() for text in _MAY_MATTER]
    for body in standing.bodies(gemeente):
        if any(text in body for text in texts):
            yield statement_of(event_from_body(body))
