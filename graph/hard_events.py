"""Hard events: which lie on an entity, and which of them count for a structure (rules.md section 3)."""

from collections.abc import Iterable

from graph.cases import Fact
from graph.identity.entity import Entity
from graph.instants import YEAR
from graph.view import View

__all__ = ["HARD_KINDS", "counting", "hard_events_on", "last_day", "lies_on"]

HARD_KINDS = (
    "controle-uitgevoerd",
    "boete-opgelegd",
    "sluiting-opgelegd",
    "vergunning-ingetrokken",
    "subsidie-ingetrokken",
)
"""Kinds of events that can be hard; the fact itself tells whether it is."""

_HARD = frozenset(HARD_KINDS)


def hard_events_on(view: View, entity: Entity) -> list[Fact]:
    """Give the standing hard events that lie on an entity."""
    if not view.has_any(entity, _HARD):
        return []
    return [
        fact
        for kind in HARD_KINDS
        for fact in view.facts(entity, kind)
        if fact.hard and lies_on(fact, entity)
    ]


def lies_on(fact: Fact, entity: Entity) -> bool:
    """Tell whether a hard event, or one of its kind, lies on an entity (rules.md section 3)."""
    return not fact.lies_on().isdisjoint(entity.records)


def counting(view: View, members: Iterable[Entity], youngest: int) -> set[Fact]:
    """Give the hard events on members that are no hub, at most five years older than the youngest event."""
    oldest = youngest - view.rules.general.hard_event_years * YEAR
    return {
        fact
        for member in members
        if not view.is_hub(member)
        for fact in view.still(hard_events_on, member)
        if fact.ref.day >= oldest
    }


def last_day(view: View, hard: Iterable[Fact]) -> int:
    """Give the last day on which a flag with these hard events stands; after it, it is ``verjaard``."""
    return max(fact.ref.day for fact in hard) + int(view.rules.general.flag_years * YEAR)
