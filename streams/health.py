"""Is this process alive, and is it ready: two questions, because only a dead one is helped by being started again.

Live means not stuck: it shows signs of life, and no batch has been in hand for too long. A broker that is away kills
nobody: what waits for it fails by its own time limits. Ready means that it does its work: all partitions it was given are live.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from streams.metrics import GC_SECONDS, HEARTBEAT, STARTED

__all__ = ["Health", "watch_collections"]


class Health:
    """What a process tells of itself.

    Parameters
    ----------
    stuck_after
        Seconds without a sign of life, or with one batch in hand, after which it counts as stuck.
    clock
        Seconds that only go up.
    """

    def __init__(self, stuck_after: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._stuck_after = stuck_after
        self._clock = clock
        self._beat = clock()
        self._begun: dict[int, tuple[str, float]] = {}
        self._number = 0
        self.waits_for = "has not started"
        """Why it is not ready, in words; empty when it is."""

    def beat(self) -> None:
        """Show a sign of life."""
        self._beat = self._clock()
        HEARTBEAT.set_to_current_time()

    @contextmanager
    def working(self, step: str) -> Iterator[None]:
        """Say that a batch is in hand; its end is a sign of life."""
        number = self._number = self._number + 1
        self._begun[number] = (step, self._clock())
        STARTED.labels(step).set_to_current_time()
        try:
            yield
        finally:
            del self._begun[number]
            STARTED.labels(step).set(0)
            self.beat()

    def stuck(self) -> str:
        """Say in words why this process is stuck; empty where it is not."""
        now = self._clock()
        silent = now - self._beat
        if silent > self._stuck_after:
            return f"no sign of life for {silent:.0f} s"
        for step, begun in list(self._begun.values()):
            if now - begun > self._stuck_after:
                return f"one batch of {step} in hand for {now - begun:.0f} s"
        return ""


def watch_collections(clock: Callable[[], float] = time.perf_counter) -> Callable[[], None]:
    """Measure each garbage collection of this process; return what ends that."""
    began = 0.0

    def note(phase: str, found: dict[str, int]) -> None:
        nonlocal began
        if phase == "start":
            began = clock()
        else:
            GC_SECONDS.labels(str(found["generation"])).observe(clock() - began)

    gc.callbacks.append(note)
    return lambda: gc.callbacks.remove(note)
