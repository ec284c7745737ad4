"""The made-up harbour town of Wieringhaven: three years of events, and the truth about them.

`generate(seed)` gives the same town for the same seed. What is planted in it, and what only looks like it, stands in
`demo/structures/`, a file a kind; everything else is in `demo/background/` and `demo/dirt.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demo.background.business import do_business
from demo.background.inspections import supervise
from demo.background.permits import ask_permits
from demo.background.residents import reside
from demo.background.signals import hear
from demo.background.subsidies import grant_subsidies
from demo.dirt import DUPLICATES, soil
from demo.pending import leave_pending
from demo.places import GEMEENTE
from demo.structures import plant
from demo.truth import Truth
from demo.world import World

__all__ = ["EVENTS", "FEWEST", "TRUTH", "Town", "generate", "write"]

EVENTS, TRUTH = "events.ndjson", "truth.json"
FEWEST = 2_500
# People without whom there are not enough grown-ups to play every part.


@dataclass(frozen=True, slots=True)
class Town:
    """A generated town: its log, in order of arrival, and its truth."""

    log: tuple[bytes, ...]
    truth: Truth

    def lines(self) -> Iterator[bytes]:
        """Yield the events as JSON lines without line ends, in order of arrival."""
        return iter(self.log)


def generate(seed: int, people: int = 10_000) -> Town:
    """Make up a town; it takes a few seconds.

    Raises
    ------
    ValueError
        When there are fewer than `FEWEST` people.
    """
    if people < FEWEST:
        raise ValueError(f"people: {people} is too few, a town needs {FEWEST:,} at least")
    world = World(seed, people)
    size = people / 10_000
    plant(world)
    world.planted = len(world.log.told)
    shops = do_business(world, size)
    ask_permits(world, shops)
    grant_subsidies(world, shops, size)
    supervise(world, shops)
    hear(world, size)
    reside(world)
    refused = soil(world)
    leave_pending(world)
    truth = Truth(
        gemeente=GEMEENTE,
        seed=seed,
        structures=tuple(world.structures),
        duplicates=DUPLICATES,
        refused=refused,
    )
    return Town(tuple(world.log.in_order()), truth)


def write(town: Town, folder: Path) -> None:
    """Write `events.ndjson` and `truth.json` into a folder, made where absent."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / EVENTS).open("wb") as file:
        file.writelines(line + b"\n" for line in town.lines())
    (folder / TRUTH).write_bytes(town.truth.encode())
