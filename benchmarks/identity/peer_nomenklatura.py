"""nomenklatura on a file of records, in its own environment: python peer_nomenklatura.py RECORDS.csv OUT.csv.

Records become FollowTheMoney persons and companies; its own blocker gives the pairs, two of its algorithms score them:
`er-unstable`, which its cross-reference uses, and `logic-v2`, which its makers recommend. It leaves merging to a person,
or to a threshold that the caller gives: several are tried, and groups are the connected components above each. Writes
a row for each algorithm, threshold and record: setting, record number, group.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import StatementEntity, model  # type: ignore[import-not-found, unused-ignore]
from followthemoney.dataset import Dataset  # type: ignore[import-not-found, unused-ignore]
from nomenklatura.blocker import Index  # type: ignore[import-not-found, unused-ignore]
from nomenklatura.matching import DedupeAlgorithm, LogicV2, ScoringConfig  # type: ignore[import-not-found, unused-ignore]
from nomenklatura.resolver import Linker  # type: ignore[import-not-found, unused-ignore]
from nomenklatura.store import SimpleMemoryStore  # type: ignore[import-not-found, unused-ignore]

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)

PAIRS_A_RECORD = 10
"""More are not scored; the blocker gives the likeliest first."""


def entity(data: Any, at: int, row: dict[str, str]) -> Any:
    """Make a FollowTheMoney entity of a row."""
    person = row["kind"] == "person"
    found = StatementEntity.from_data(data, {"id": f"r{at}", "schema": "Person" if person else "Company"})
    parts = [row.get(column) or "" for column in ("given_names", "initials", "prefix", "surname")]
    name = row.get("name") or " ".join(filter(None, (parts[0] or parts[1], parts[2], parts[3])))
    found.add("name", name)
    if person:
        found.add("firstName", parts[0])
        found.add("lastName", " ".join(filter(None, parts[2:])))
        found.add("birthDate", row.get("birth_date"))
    else:
        found.add("registrationNumber", row.get("kvk"))
        found.add("taxNumber", row.get("rsin"))
    street = " ".join(filter(None, (row.get("street"), row.get("house_number"))))
    town = " ".join(filter(None, (row.get("postcode"), row.get("city"))))
    found.add("address", ", ".join(filter(None, (street, town))))
    found.add("phone", row.get("phone"))
    found.add("email", row.get("email"))
    return found


def scored(records: list[dict[str, str]]) -> Iterator[tuple[int, int, float, float]]:
    """Give the pairs that the blocker finds, with the score of each algorithm."""
    dataset = Dataset.make({"name": "records", "title": "records"})
    store = SimpleMemoryStore(dataset, Linker({}))
    with store.writer() as writer:
        for at, row in enumerate(records):
            writer.add_entity(entity(dataset, at, row))
    view, config = store.default_view(), ScoringConfig.defaults()
    with tempfile.TemporaryDirectory() as folder:
        index = Index(view, Path(folder))
        index.build()
        for (left, right), _ in index.pairs(max_pairs=PAIRS_A_RECORD * len(records)):
            one, other = view.get_entity(left.id), view.get_entity(right.id)
            if one.schema.can_match(other.schema):
                scores = (
                    algorithm.compare(one, other, config).score for algorithm in (DedupeAlgorithm, LogicV2)
                )
                yield int(left.id[1:]), int(right.id[1:]), *scores
        index.close()


def groups(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    """Give of each record the smallest number in its connected component."""
    root = list(range(count))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        root[high] = low
    return [top(at) for at in range(count)]


def main(source: Path, target: Path) -> None:
    """Resolve one file."""
    with source.open(newline="", encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    begun = time.monotonic()
    pairs = list(scored(records))
    print(f"seconds {time.monotonic() - begun:.1f}")
    print(f"pairs {len(pairs)}")
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for place, name in ((2, "er-unstable"), (3, "logic-v2")):
            for threshold in THRESHOLDS:
                joined = [(pair[0], pair[1]) for pair in pairs if pair[place] >= threshold]
                writer.writerows(
                    (f"{name} {threshold}", at, group)
                    for at, group in enumerate(groups(len(records), joined))
                )


if __name__ == "__main__":
    model.generate()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
