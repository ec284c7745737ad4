"""How long a back-test takes, by the size of the log, and its memory; the store is filled without evaluating anything.

    python -m benchmarks.backtest --entities 33000 330000

One municipality, the hardest case: a tenth more entities than needed for 100,000 and 1,000,000 events. One indicator is turned
on in the changed set, and one has another parameter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from agents.screen import Arrival, Screen
from benchmarks.measuring import log_of, measured, scratch, show
from graph.claims import Statement
from graph.municipality import Changes
from streams.gateway import Accepted, Gateway
from streams.journal import Origin
from streams.pseudonyms import Keys
from streams.rules_content import DEFAULT
from streams.store import Store

__all__ = ["main"]

BATCH = 4_000
CHANGED = (("schemes = 3 ", "schemes = 4 "), ('"A1", ', ""), ('version = "', 'version = "changed-'))


class _Unread:
    """A municipality of which the events are stored and not read."""

    def __init__(self, _: str) -> None:
        self.flags: Mapping[str, Any] = {}

    def apply(self, _: Iterable[Statement]) -> Changes:
        return Changes([], [], set(), {}, [])

    def parts(self) -> Iterator[Any]:
        yield from ()

    changed_parts = parts


def fill(log: Path, folder: Path) -> int:
    """Store the events of a log; give how many there are."""
    gateway = Gateway(Keys.load(None))
    with Store.open(folder) as store, log.open("rb") as lines:
        screen = Screen(store, _Unread, outbox=False)
        arrivals: list[Arrival] = []
        for number, line in enumerate(lines):
            checked = gateway.check(line.rstrip(b"\n"))
            if isinstance(checked, Accepted):
                origin = Origin("yardstick", 0, number, checked.digest.hex())
                arrivals.append(Arrival(checked.event, checked.body, checked.digest, origin))
            if len(arrivals) == BATCH:
                screen.take(arrivals, at=0)
                arrivals = []
        screen.take(arrivals, at=0)
        return sum(store.municipalities().values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entities", type=int, nargs="+", default=[33_000])
    text = DEFAULT.read_text(encoding="utf-8")
    for old, new in CHANGED:
        text = text.replace(old, new)
    for entities in parser.parse_args().entities:
        with scratch() as folder:
            events = fill(log_of(entities), folder / "store")
            rules = folder / "rules.toml"
            rules.write_text(text, encoding="utf-8")
            run = measured(["backtest", "--store", folder / "store", "--rules", rules, "--json"])
            counts = {name: len(run.printed[name]) for name in ("gained", "lost", "moved")}
            show(f"back-test, {events:,} events", [run.wall], "s", 1)
            show("  processor", [1e6 * run.cpu / events], "µs/event")
            show("  memory (largest so far)", [run.memory], "MiB")
            print(f"  {msgspec.json.encode(counts).decode()}")


if __name__ == "__main__":
    main()
