"""What an indicator is: a declaration, and pure functions over a view and a focus."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from graph.cases import Fact
from graph.claims import Ref
from graph.identity.entity import Entity
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import View

__all__ = ["Focus", "Hit", "Indicator", "Measure", "Phase"]

Focus = tuple[str, ...]
"""Where an indicator is evaluated: the key of an entity, and what tells apart several computations there."""

Phase = str
"""``stroom`` (organisations, places, own decisions) or ``zaak`` (needs facts of a person; rules.md section 9)."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One indicator found at one focus; ``mark`` tells apart the hits of one focus.

    A hit states all that decides it: two that are equal hold since the same moment. ``refs`` are the events it rests on, ``members`` as rules.md section 6 has them; ``joins`` are members that join
    hits although they are hubs (the place of a B hit).
    """

    indicator: str
    focus: Focus
    members: tuple[Entity, ...]
    refs: frozenset[Ref]
    relations: tuple[Interval, ...]
    facts: tuple[Fact, ...]
    parameters: Parameters
    nl: str
    en: str
    joins: tuple[Entity, ...] = ()
    mark: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, Focus, tuple[str, ...]]:
        """What makes this the same hit when it is computed again."""
        return (self.indicator, self.focus, self.mark)


Evaluate = Callable[[View, Focus, Parameters, Threshold], Iterable[Hit]]
"""Gives the hits at a focus, none where the computation does not hold; pure."""


class Measure(msgspec.Struct, frozen=True):
    """How an indicator measures every place for a percentile: (use, value), or None where there is nothing."""

    of: Callable[[View, Entity], tuple[str, int] | None]
    fixed: str
    """Name of the parameter that holds the fixed number."""


class Indicator(msgspec.Struct, frozen=True):
    """A declaration of one indicator; its rules file entry holds the parameters.

    ``triggers`` are the relations and kinds of facts whose change can make or break a hit; ``foci`` gives, for an
    entity that was touched by one of them, where a hit can have come up (the inverse of ``reach``). Hits that name a
    touched entity are always evaluated again.
    """

    id: str
    version: str
    nl: str
    en: str
    group: str
    phase: Phase
    purpose: str
    reach: str
    hook: str
    innocent: str
    triggers: frozenset[str]
    foci: Callable[[View, Entity], Iterator[Focus]]
    evaluate: Evaluate
    measure: Measure | None = None
    kinds: str = "opl"
    """Kinds of entity whose touch can matter."""
