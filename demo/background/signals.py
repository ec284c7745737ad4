"""Signals of residents, neighbourhood groups and partners, about homes and premises alike."""

from __future__ import annotations

from demo.facts.signals import report
from demo.period import END, START, weekday
from demo.world import World

__all__ = ["hear"]

CATEGORIES = ("overlast", "overlast", "overlast", "leegstand", "milieu", "anders", "drugs")
CHANNELS = ("bewoner", "bewoner", "bewoner", "buurtgroep", "anoniem", "partner")


def hear(world: World, size: float) -> None:
    """Receive some nine hundred signals."""
    random = world.part("signals")
    for _ in range(int(900 * size)):
        channel = random.choice(CHANNELS)
        grade = random.choice("AB") if channel == "partner" else random.choice("BCCDE")
        report(
            world.log,
            random.choice(world.places),
            weekday(random, START, END),
            random.choice(CATEGORIES),
            channel,
            grade,
        )
