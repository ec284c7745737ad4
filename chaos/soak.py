"""The long form: every scenario, then kills by the hundred; goes on where it was stopped, and prints a table.

    python -m chaos.soak [--only NAME] [--kills 200] [--minutes 90] [--seed 1] [--folder build/chaos] [--again] [--docs]

Each scenario has a broker, workers, Prometheus and Alertmanager of its own; one at a time. Results are kept in the folder as
they come, so the same command goes on where it was ended.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chaos.checks import Expected, expected
from chaos.event_log import Message, made
from chaos.machine import lacking
from chaos.play import Result, play
from chaos.report import table, written
from chaos.scenario import Scenario
from chaos.scenarios import SCENARIOS
from chaos.scenarios.killed import round_of_kills
from chaos.scenarios.short_form import SHORT_FORM
from streams.errors import DwarsverbandError
from tests.operations import monitoring as programs

__all__ = ["main"]

ROUND = 20
# Kills in one installation; after each round everything is compared.


class Kept(msgspec.Struct):
    """What was played so far."""

    seed: int
    results: dict[str, Result] = {}
    skipped: dict[str, str] = {}
    last: str = ""
    """The day on which the last one was played."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One scenario to be played, by the name under which its result is kept."""

    name: str
    scenario: Scenario
    seed: int
    watched: bool = True


class Logs:
    """The logs that are played, each with what it gives undisturbed; made when first asked for."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._made: dict[range, tuple[list[Message], Expected]] = {}

    def of(self, seeds: range) -> tuple[list[Message], Expected]:
        """Give the log of these seeds, and what the embedded runtime makes of it."""
        if seeds not in self._made:
            log = made(self._seed, seeds)
            place = self._folder / f"embedded-{len(log)}"
            shutil.rmtree(place, ignore_errors=True)
            print(f"{len(log):,} messages; the undisturbed digest by the embedded runtime …", flush=True)
            self._made[seeds] = log, expected(log, place)
        return self._made[seeds]


def turns(kills: int, seed: int, only: Sequence[str]) -> Iterator[Turn]:
    """Give all that is to be played, in order."""
    for one in SCENARIOS:
        if not only or one.name in only:
            yield Turn(one.name, one, seed)
    if SHORT_FORM.name in only:
        yield Turn(SHORT_FORM.name, SHORT_FORM, seed)
    if not only or "kills" in only:
        for number, begun in enumerate(range(0, kills, ROUND), 1):
            scenario = round_of_kills(min(ROUND, kills - begun))
            yield Turn(f"kills, round {number}", scenario, seed + number, watched=False)


def main(words: Sequence[str] | None = None) -> int:
    """Play what was not played yet, within the time; 1 where anything was not as it must be."""
    options = _options(words)
    folder: Path = options.folder
    if options.again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    missing = programs.missing()
    if missing:
        print(f"nobody watches, because Prometheus is {missing}", file=sys.stderr)
    kept = _kept(folder, options.seed)
    logs = Logs(folder, kept.seed)
    end = time.monotonic() + 60 * options.minutes
    left = [
        one
        for one in turns(options.kills, kept.seed, options.only)
        if one.name not in kept.results or kept.results[one.name].findings
    ]
    for turn in left:
        if time.monotonic() > end:
            print(f"{turn.name}: not played, the time is up; the same command goes on from here")
        elif why := lacking(turn.scenario.needs):
            kept.skipped[turn.name] = why
            print(f"{turn.name}: not played: {why}")
        else:
            _play(turn, logs, folder, kept, watched=not missing)
    for line in table(kept.results.values()):
        print(line)
    if options.docs:
        written(kept.results.values(), kept.skipped, kept.last)
    return int(any(one.findings for one in kept.results.values()))


def _play(turn: Turn, logs: Logs, folder: Path, kept: Kept, *, watched: bool) -> None:
    """Play one and keep its result."""
    log, wanted = logs.of(turn.scenario.seeds)
    place = folder / turn.name.replace(" ", "-").replace(",", "")
    shutil.rmtree(place, ignore_errors=True)
    begun = time.monotonic()
    try:
        result = play(turn.scenario, log, wanted, place, seed=turn.seed, watched=watched and turn.watched)
    except (TimeoutError, RuntimeError, DwarsverbandError) as error:
        result = Result(turn.name, turn.scenario.sentence, 0.0, 0, 0, (), (str(error),))
    result = msgspec.structs.replace(result, name=turn.name)
    kept.results[turn.name] = result
    kept.last = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    (folder / "results.json").write_bytes(msgspec.json.format(msgspec.json.encode(kept)))
    said = "; ".join(result.findings) or f"recovered in {result.seconds} s"
    print(f"{turn.name}: {said} ({time.monotonic() - begun:.0f} s in all)", flush=True)
    if not result.findings:
        shutil.rmtree(place, ignore_errors=True)  # a broker's log is a hundred megabytes


def _kept(folder: Path, seed: int) -> Kept:
    path = folder / "results.json"
    if path.exists():
        kept = msgspec.json.decode(path.read_bytes(), type=Kept)
        if kept.seed == seed:
            return kept
    return Kept(seed)


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make soak", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", default=[], help="this one, or `kills`; more than once")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=90, help="none is begun after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build/chaos"))
    parser.add_argument("--again", action="store_true", help="forget what was played")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/chaos.md")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
