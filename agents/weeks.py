"""New and reopened flags by week, of all municipalities of a store, out of its events alone."""

import gc
from collections import Counter
from collections.abc import Callable

from agents.standing import Standing
from graph.rules import Rules
from graph.weekly import Week, weekly

__all__ = ["flags_by_week"]


def flags_by_week(
    standing: Standing, rules: Rules, progress: Callable[[str, int, int], None], profile: str
) -> list[Week]:
    """Follow each municipality from its first event on; O(events), as much as reading them in once."""
    new, reopened = Counter[str](), Counter[str]()
    gemeenten = standing.municipalities()
    for done, gemeente in enumerate(gemeenten):
        progress("weeks", done, len(gemeenten))
        town = standing.town(gemeente, rules, profile)
        gc.disable()  # a growing graph makes no garbage, and looking for it takes most of the time
        try:
            found = weekly(town, standing.statements(gemeente))
        finally:
            gc.enable()
        for one in found:
            new[one.week] += one.new
            reopened[one.week] += one.reopened
    progress("weeks", len(gemeenten), len(gemeenten))
    return [Week(week, new[week], reopened[week]) for week in sorted(new)]
