"""The oracle: accepted events in, entities, relations and standing flags out, computed anew each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.oracle.relations import Relation
from tests.oracle.structures import Flag, flags
from tests.oracle.world import World

__all__ = ["Reading", "reading"]


@dataclass(frozen=True)
class Reading:
    """What the text of the rules makes of a list of events, for one municipality."""

    world: World
    entities: frozenset[frozenset[str]]
    relations: tuple[Relation, ...]
    flags: tuple[Flag, ...]


def reading(events: Iterable[dict[str, Any]], gemeente: str, today: int | None = None) -> Reading:
    """Read the rules over a list of accepted, pseudonymised events in any order.

    `today` is a day number for views of the past; by default the day of the latest known time.
    """
    world = World.of(events, gemeente, today)
    standing = tuple(f for f in flags(world, gemeente) if not f.verjaard)
    return Reading(world, frozenset(world.members.values()), tuple(world.graph), standing)
