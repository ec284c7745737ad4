"""What an advisory needs of an event beyond what the rules read of it: its documents, and how serious it calls a finding."""

from collections.abc import Callable

import msgspec

from graph.flag import EventName
from screening.advisory import Stuk

__all__ = ["NO_PAPER", "Paper", "Papers"]


class Paper(msgspec.Struct, frozen=True):
    """Documents behind an event, and the gravest ``ernst`` (1-3) among its findings."""

    stukken: tuple[Stuk, ...] = ()
    ernst: int | None = None


NO_PAPER = Paper()

Papers = Callable[[EventName], Paper]
"""Looks an accepted event up; whoever holds the events gives it."""
