"""What an indicator is: a declaration, and pure functions over a view and a focus."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from graph.cases import Fact
from graph.claims import Ref
from graph.declaration import Declaration
from graph.identity.entity import Entity
from graph.intervals import Interval
from graph.percentiles import Measured, Threshold, Yardstick
from graph.rules import Parameters
from graph.view import View

__all__ = ["Due", "Focus", "Hit", "Indicator", "Measure", "Unknown", "found"]

Focus = tuple[str, ...]
"""Where an indicator is evaluated: the key of an entity, and what tells apart several computations there."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One indicator found at one focus; ``mark`` tells apart the hits of one focus.

    A hit states all that decides it: two that are equal hold since the same moment. ``refs`` are the events it rests
    on, ``members`` as rules.md section 6 has them; ``joins`` are members that join hits although they are hubs (the
    place of a B hit). ``use`` names what it was measured against, where it was.
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
    use: str | None = None

    @property
    def name(self) -> tuple[str, Focus, tuple[str, ...]]:
        """What makes this the same hit when it is computed again."""
        return (self.indicator, self.focus, self.mark)


class Due(msgspec.Struct, frozen=True):
    """That an indicator may find otherwise at a focus from a day on, by time alone."""

    day: int


class Unknown(msgspec.Struct, frozen=True):
    """That an indicator cannot tell at a focus, because a fact is missing: never "no"."""

    indicator: str
    focus: Focus
    needs: str
    """The fact that is missing, by its name in the contract."""
    nl: str
    en: str


Evaluate = Callable[[View, Focus, Parameters, Threshold], Iterable[Hit | Due]]
"""Gives the hits at a focus, none where the computation does not hold, and the days on which that may change; pure."""

CannotTell = Callable[[View, Focus, Parameters], Iterable[Unknown]]
"""Gives what is missing at a focus; pure, computed only when somebody asks."""


class Measure(msgspec.Struct, frozen=True):
    """What an indicator measures every place against."""

    of: Callable[[View, Entity], Measured | None]
    """Gives use and values of a place, None where there is nothing."""
    at: Callable[[View, Entity], Iterator[str]]
    """Gives the keys of the places that may measure otherwise when an entity is touched."""
    yardstick: Callable[[Parameters], Yardstick]
    """Makes an empty yardstick of the parameters."""
    states: Callable[[Threshold], tuple[Parameters, str, str]]
    """Gives what a flag says of the threshold as it stands: parameters, and a sentence in Dutch and English."""


class Indicator(Declaration, frozen=True, kw_only=True):
    """A declaration of one indicator and its pure functions; its rules file entry holds the parameters.

    ``triggers`` are the relations and kinds of facts whose change can make or break a hit; ``foci`` gives, for an
    entity that was touched by one of them, where a hit can have come up (the inverse of ``reach``). Hits that name a
    touched entity are always evaluated again.
    """

    triggers: frozenset[str]
    foci: Callable[[View, Entity], Iterator[Focus]]
    evaluate: Evaluate
    measure: Measure | None = None
    kinds: str = "opl"
    """Kinds of entity whose touch can matter."""
    follows: frozenset[str] = frozenset()
    """Indicators on whose hits this one rests."""
    cannot_tell: CannotTell | None = None
    context: bool = False
    """Context raises an order; it never makes a flag, never counts and never joins (rules.md section 4)."""


def found(
    indicator: str,
    focus: Focus,
    members: Iterable[Entity | None],
    relations: Iterable[Interval],
    facts: Iterable[Fact],
    parameters: Parameters,
    sentences: tuple[str, str],
    *,
    mark: tuple[str, ...] = (),
    joins: tuple[Entity, ...] = (),
    use: str | None = None,
    more: Iterable[Ref] = (),
) -> Hit:
    """Make a hit that rests on the events of its relations and facts, and on ``more``; sentences in Dutch and English."""
    relations, facts = tuple(dict.fromkeys(relations)), tuple(dict.fromkeys(facts))
    refs = {ref for one in relations for ref in one.refs}
    refs.update(fact.ref for fact in facts)
    refs.update(more)
    return Hit(
        indicator,
        focus,
        tuple(dict.fromkeys(member for member in members if member is not None)),
        frozenset(refs),
        relations,
        facts,
        dict(parameters),
        *sentences,
        joins,
        mark,
        use,
    )
