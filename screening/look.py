"""One look at a municipality: what many advisories read of the same flags and events is worked out once.

A structure can have a thousand hits and a hundred cases near it; all those cases tell of the same flag.
"""

from functools import cached_property
from typing import TypeVar

import msgspec

from graph.claims import PERSON, Ref
from graph.flag import EventName, Flag
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.municipality import Municipality
from screening.advisory import Advisory, Fact, Indicatie, Weging, missing
from screening.near import members
from screening.paper import Paper, Papers
from screening.weighing import verdicts, weigh

__all__ = ["Look", "Signal"]

T = TypeVar("T")


class Signal:
    """A standing flag as advisories read it, and how it was weighed; each part is made when it is first asked for."""

    def __init__(self, fold: Fold, flag: Flag, weighing: Weging, turns: frozenset[int]) -> None:
        self.flag = flag
        self.weighing = weighing
        self.turns = turns
        """The last days (ordinals) of the verdicts on it."""
        self._fold = fold

    @cached_property
    def members(self) -> list[Entity]:
        """Its members that are still there, by key."""
        return members(self._fold, self.flag)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its members."""
        return frozenset(one.key for one in self.members)

    @cached_property
    def names_a_person(self) -> bool:
        """Whether a member is a natural person."""
        return any(one.kind == PERSON for one in self.members)

    @cached_property
    def day(self) -> int:
        """The day (ordinal) of its youngest hard event that stands; 0 without one."""
        stand = (self._fold.standing.get(_ref(event)) for event in self.flag.hard)
        return max((one.ref.day for one in stand if one is not None), default=0)

    @cached_property
    def indicators(self) -> list[str]:
        """The ids of its indicators, each once, in its own order."""
        return list(dict.fromkeys(one.id for one in self.flag.indicators))

    @cached_property
    def listed(self) -> list[Indicatie]:
        """Its indicators as the method annex names them."""
        return [
            Indicatie(
                one.id, one.version, one.parameters, self.flag.id, self.flag.digest, one.nl, self.flag.band
            )
            for one in self.flag.indicators
        ]

    @cached_property
    def events(self) -> list[EventName]:
        """The events of its indicators, each once: steps of cases before facts of the register, young before old."""
        return sorted({event for one in self.flag.indicators for event in one.events}, key=self.weight)

    @cached_property
    def cites(self) -> dict[EventName, list[tuple[int, str]]]:
        """By event: the indicators that rest on it, each with where the event first stands among their events."""
        found: dict[EventName, dict[str, int]] = {}
        at = 0
        for one in self.flag.indicators:
            for event in one.events:
                found.setdefault(event, {}).setdefault(one.id, at)
                at += 1
        return {event: [(first, id_) for id_, first in some.items()] for event, some in found.items()}

    def weight(self, event: EventName) -> tuple[bool, int, EventName]:
        """Give how an event is ordered among those that there may be no room for."""
        statement = self._fold.standing.get(_ref(event))
        if statement is None:
            return (True, 0, event)
        return (statement.step is None, -statement.ref.day, event)


class Look:
    """The flags, documents and facts of a municipality as it stands; to be thrown away when it changes."""

    def __init__(self, town: Municipality, papers: Papers) -> None:
        self._town = town
        self._papers = papers
        self._signals: dict[str, Signal] = {}
        self._read: dict[EventName, Paper] = {}
        self.facts: dict[tuple[EventName, int], Fact] = {}
        """Facts that nobody wrote anything about, by event and day of reference."""
        self._whole: set[int] = set()
        """Identities of the facts and indicators in which nothing is missing; their advisories hold them alive."""
        self._held: list[Advisory] = []

    def signal(self, flag: Flag) -> Signal:
        """Give a standing flag as advisories read it."""
        known = self._signals.get(flag.id)
        if known is None:
            ends = (one.until for one in verdicts(self._town.graph, flag))
            turns = frozenset(day for day in ends if day is not None)
            known = self._signals[flag.id] = Signal(self._town.graph, flag, weigh(self._town, flag), turns)
        return known

    def paper(self, event: EventName) -> Paper:
        """Give the documents of an event."""
        known = self._read.get(event)
        if known is None:
            known = self._read[event] = self._papers(event)
        return known

    def missing(self, made: Advisory) -> list[str]:
        """Give what is missing in an advisory (`advisory.missing`), looking once at what several share."""
        facts = self._unseen(made.feiten)
        indicators = self._unseen(made.indicatoren)
        found = missing(msgspec.structs.replace(made, feiten=facts, indicatoren=indicators))
        if not found:
            self._held.append(made)
            self._whole.update(map(id, (*facts, *indicators)))
        return found

    def _unseen(self, some: list[T]) -> list[T]:
        """Give what was not looked at yet; one at least where there is any, for a list must not be empty."""
        return [one for one in some if id(one) not in self._whole] or some[:1]


def _ref(event: EventName) -> Ref:
    """Give a reference that finds an event by source and id alone."""
    return Ref(0, 0, event.source, event.id)
