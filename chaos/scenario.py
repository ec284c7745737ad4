"""One way to break an installation: what is done, which alerts must reach somebody, and which page then helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chaos.event_log import SEEDS
from chaos.site import Site

__all__ = ["Scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A disturbance; `disturb` is called while events stream in, and returns when nothing is wrong any more."""

    name: str
    sentence: str
    disturb: Callable[[Site], None]
    told: frozenset[str] = frozenset()
    """The alerts that must reach somebody, and no others."""
    may: frozenset[str] = frozenset()
    """Alerts that may reach somebody, by how long it takes on this machine."""
    workers: tuple[str, ...] = ("a", "b")
    """The workers that run from the start."""
    factor: float = 5.0
    """Waits of the alert rules are divided by it; 5 is also what the session's time limit here is shorter by."""
    needs: tuple[str, ...] = ()
    """What it asks of the machine: words of `chaos.machine`."""
    apart: bool = False
    """Whether broker and workers stand in network namespaces of their own."""
    small_disk: bool = False
    """Whether the stores lie on a small disk of their own."""
    rate: float = 100.0
    """Events a second that are sent meanwhile."""
    seeds: range = SEEDS
    """Of the log that is played."""
    prepare: Callable[[Site], None] | None = None
    """What is done before the workers start."""
