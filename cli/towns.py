"""The municipalities of some stores in memory, for commands that read: folded, or with the rules evaluated."""

from collections.abc import Callable, Iterator
from typing import Any

from agents.standing import Standing
from cli.as_of import AsOf
from cli.terminal import Bar
from graph.municipality import Municipality
from graph.rules import Rules
from streams import settings

__all__ = ["towns"]


def towns(
    standing: Standing, rules: Rules, progress: Bar, *, evaluate: bool, as_of: AsOf | None = None
) -> Iterator[Municipality]:
    """Give each municipality, made anew from its events; O(its events), one in memory at a time."""
    counts = standing.municipalities()
    profile = settings.load().profile
    today = None if as_of is None else as_of.valid
    known = None if as_of is None else as_of.known
    for done, gemeente in enumerate(counts):
        town = standing.town(gemeente, rules, profile, today=today)
        take: Callable[[Iterator[Any]], object] = town.apply if evaluate else town.fold
        take(standing.statements(gemeente, known))
        yield town
        progress("graph", done + 1, len(counts))
