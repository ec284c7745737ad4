"""A labelled set: records in the columns of `resolve`, and of each the real thing it stands for."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

__all__ = ["COLUMNS", "Labelled", "shuffled", "write"]

COLUMNS = (
    "record_id", "source", "kind", "name", "given_names", "initials", "prefix", "surname", "birth_date", "street",
    "house_number", "postcode", "city", "kvk", "rsin", "phone", "email", "iban",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records and, at the same places, their labels."""

    name: str
    records: Sequence[dict[str, str]]
    labels: Sequence[str]


def shuffled(name: str, chance: Random, made: list[tuple[str, dict[str, str]]]) -> Labelled:
    """Make a set of (label, record) in random order, each record with an id that says nothing."""
    chance.shuffle(made)
    records = [{"record_id": f"r{number}"} | record for number, (_, record) in enumerate(made)]
    return Labelled(name, records, [label for label, _ in made])


def write(labelled: Labelled, path: Path) -> None:
    """Write the records without their labels; only columns that some record fills."""
    used = [column for column in COLUMNS if any(record.get(column) for record in labelled.records)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, used, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(labelled.records)
