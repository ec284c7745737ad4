"""The recipe of graph/identity/weights.toml: what Splink learns from labelled records, beside what is frozen.

    .venv/bin/python benchmarks/identity/train.py [--names FILE]

Takes the labelled sets (sets.py) drawn with `SEED`, never with the one that is reported; gives their features, as the
matcher makes them, to Splink in an environment of its own (train_splink.py); prints for every level m, u, their bits, and
the frozen bits. Nothing is written: a person rounds, holds the result against the rules in docs/identity.md, and
raises `version`.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.identity.environments import environment  # noqa: E402
from benchmarks.identity.labelled import Labelled  # noqa: E402
from benchmarks.identity.run import FEBRL, NAMES  # noqa: E402
from benchmarks.identity.sets import sets  # noqa: E402
from graph.claims import ORGANISATION, PERSON  # noqa: E402
from graph.identity.features import Features, features  # noqa: E402
from streams.records.reading import FIELDS  # noqa: E402
from streams.weights_file import load_weights  # noqa: E402

SEED = 11
COLUMNS = ("record", "label", "surname", "given", "birth_date", "organisation", "address", "telephone")
_FULL = 8


def main() -> None:
    """Train for persons and for organisations, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, default=NAMES, help="file with surnames and their counts")
    names = parser.parse_args().names
    febrl, splink = environment("febrl"), environment("splink")
    if splink is None:
        raise SystemExit("without Splink there is nothing to train with")
    made = list(sets(febrl.parents[1] / FEBRL if febrl else None, names if names.is_file() else None, SEED))
    for kind, name in ((PERSON, "person"), (ORGANISATION, "organisation")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "records.csv"
            _write(path, (row for one in made for row in _rows(one, kind)))
            trainer = Path(__file__).with_name("train_splink.py")
            learnt = subprocess.run(
                [splink, trainer, name, path], check=True, stdout=subprocess.PIPE, text=True
            )
        _print(name, json.loads(learnt.stdout))


def _rows(labelled: Labelled, kind: str) -> Iterator[dict[str, str]]:
    wanted = "person" if kind == PERSON else "organisation"
    for number, (record, label) in enumerate(zip(labelled.records, labelled.labels, strict=True)):
        if record.get("kind", "person") == wanted:
            pairs = [
                (FIELDS[column], value) for column, value in record.items() if column in FIELDS and value
            ]
            yield {
                "record": f"{labelled.name}#{number}",
                "label": f"{labelled.name}#{label}",
                **_columns(features(kind, pairs)),
            }


def _columns(one: Features) -> dict[str, str]:
    """Give the parts that Splink compares as strings."""
    name = one.persons[0] if one.persons else None
    trade = one.organisations[0] if one.organisations else None
    place = next((address for address in one.addresses if address.number), None)
    return {
        "surname": name.core if name else "",
        "given": name.given[0] if name and name.given else "",
        "birth_date": next((date for date in one.dates if len(date) == _FULL), ""),
        "organisation": trade.ordered if trade else "",
        "address": f"{place.postcode or place.street}|{place.number}" if place else "",
        "telephone": one.phones[0] if one.phones else "",
    }


def _write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _print(kind: str, learnt: dict[str, dict[str, tuple[float, float]]]) -> None:
    weights = load_weights()
    print(f"\n{kind:14} {'level':10} {'m':>9} {'u':>11} {'bits':>7} {'frozen':>7}")
    for field, levels in learnt.items():
        frozen = getattr(weights, field)
        for level, (m, u) in levels.items():
            bits = f"{math.log2(m / u):7.1f}" if m and u else "      -"
            print(f"{field:14} {level:10} {m:9.4f} {u:11.8f} {bits} {frozen.get(level, math.nan):7.1f}")


if __name__ == "__main__":
    main()
