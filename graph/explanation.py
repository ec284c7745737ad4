"""All that can be said about a flag beside what it says itself: computed when somebody asks, never on the event path."""

import msgspec

from graph.clearing import Clearing
from graph.declaration import Said
from graph.facilitators import Facilitator
from graph.flag import Flag
from graph.indicators import DECLARATIONS
from graph.indicators.indicator import Unknown
from graph.subgraph import Subgraph

__all__ = ["Explanation", "innocent_causes"]


class Explanation(msgspec.Struct, frozen=True):
    """What a reviewer needs to weigh a flag."""

    evidence: Subgraph
    """The smallest evidence; empty where the neighbourhood alone does not give the flag again."""
    clearing: Clearing | None
    """What would clear it; None where that could not be computed."""
    innocent: list[tuple[str, Said]]
    """By indicator: what is usually behind it when nothing is wrong, to be checked first."""
    facilitators: list[Facilitator]
    context: list[tuple[str, Said]]
    """Group H, by indicator: background, no reason for a flag."""
    unknown: list[Unknown]
    """What could not be told, and for lack of which fact."""
    off: list[str]
    """Indicators that the rules in force do not compute."""


def innocent_causes(flag: Flag) -> list[tuple[str, Said]]:
    """Give the innocent causes of a flag's indicators, in their order, each once."""
    found = {one.id for one in flag.indicators}
    return [(one.id, cause) for one in DECLARATIONS if one.id in found for cause in one.innocent]
