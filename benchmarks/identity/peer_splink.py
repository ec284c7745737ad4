"""Splink on a file of records, in its own environment: python peer_splink.py RECORDS.csv OUT.csv.

One set of settings for persons and one for organisations, the same for every set of records; what a set has no values
of is left out. Trained on the records themselves, as Splink's documentation says (u by random sampling, m by
expectation maximisation over two blockings). Names are folded beforehand (lower case, no marks, no punctuation), because
Splink compares strings as they come. Writes a row for each threshold and record: threshold, record number, group.
"""

from __future__ import annotations

import csv
import logging
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb  # type: ignore[import-not-found, unused-ignore]
import splink.comparison_library as cl  # type: ignore[import-not-found, unused-ignore]
from splink import Linker, SettingsCreator, block_on  # type: ignore[import-not-found, unused-ignore]
from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found, unused-ignore]

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99)

PERSON = "person"
FORMS = re.compile(
    r"\b(b v|bv|n v|nv|vof|v o f|stichting|st|vereniging|gmbh|ag|inc|ltd|limited|llc|co|corp|corporation|sa|spa|srl|kk)\b"
)
TITLES = re.compile(r"\b(drs|ir|mr|dr|prof|ing|dhr|mevr|mw)\b")


def fold(text: str) -> str:
    """Fold case, marks and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def person(row: dict[str, str]) -> dict[str, Any]:
    """Give the columns that persons are compared by; a full name is split at its comma or last word."""
    first, last = row.get("given_names") or row.get("initials") or "", row.get("surname") or ""
    name = row.get("name") or ""
    if name and not last:
        if "," in name:
            last, first = name.split(",", 1)
        else:
            words = name.split()
            first, last = " ".join(words[:-1]), words[-1]
    first = TITLES.sub(" ", fold(first)).strip()
    return shared(row) | {
        "first": first.split()[0] if first.split() else None, "last": fold(last) or None, "initial": first[:1] or None,
        "born": row.get("birth_date") if len(row.get("birth_date") or "") == 10 else None,
    }  # fmt: skip


def organisation(row: dict[str, str]) -> dict[str, Any]:
    """Give the columns that organisations are compared by."""
    name = fold(row.get("name") or "")
    core = " ".join(FORMS.sub(" ", name).split())
    return shared(row) | {
        "name": core or name or None,
        "start": (core or name)[:5] or None,
        "kvk": row.get("kvk") or None,
        "rsin": row.get("rsin") or None,
    }


def shared(row: dict[str, str]) -> dict[str, Any]:
    """Give what persons and organisations both have."""
    return {
        "street": fold(row.get("street") or "") or None, "number": fold(row.get("house_number") or "").split(" ")[0] or None,
        "postcode": fold(row.get("postcode") or "").replace(" ", "") or None, "city": fold(row.get("city") or "") or None,
        "phone": re.sub(r"\D", "", row.get("phone") or "").removeprefix("0031").removeprefix("31").removeprefix("0") or None,
    }  # fmt: skip


Makers = dict[str, Callable[[], Any]]

COMPARISONS: dict[str, Makers] = {
    PERSON: {
        "first": lambda: cl.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "last": lambda: cl.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "born": lambda: cl.DateOfBirthComparison("born", input_is_string=True),
    },
    "organisation": {
        "name": lambda: cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "kvk": lambda: cl.ExactMatch("kvk"),
        "rsin": lambda: cl.ExactMatch("rsin"),
    },
}
SHARED: Makers = {
    "street": lambda: cl.JaroWinklerAtThresholds("street", [0.9]),
    "number": lambda: cl.ExactMatch("number"),
    "postcode": lambda: cl.LevenshteinAtThresholds("postcode", [1, 2]),
    "city": lambda: cl.JaroWinklerAtThresholds("city", [0.9]).configure(term_frequency_adjustments=True),
    "phone": lambda: cl.LevenshteinAtThresholds("phone", [1]),
}
BLOCKINGS = {
    PERSON: (
        ("last", "initial"),
        ("last", "city"),
        ("born",),
        ("postcode", "number"),
        ("street", "number"),
        ("phone",),
        ("first", "city"),
        ("first", "last"),
    ),
    "organisation": (
        ("name",),
        ("start", "city"),
        ("kvk",),
        ("rsin",),
        ("postcode", "number"),
        ("street", "number"),
        ("phone",),
        ("start", "postcode"),
    ),
}
TRAININGS = {
    PERSON: (("last", "first"), ("born",), ("postcode",), ("city", "first")),
    "organisation": (("name",), ("postcode", "number"), ("street", "number"), ("city",)),
}
DETERMINISTIC = {
    PERSON: (("last", "first", "born"), ("last", "initial", "postcode"), ("last", "first", "city")),
    "organisation": (("name", "postcode"), ("name", "street"), ("name", "city"), ("kvk",), ("rsin",)),
}


def resolve(kind: str, rows: list[dict[str, Any]]) -> dict[float, dict[int, str]]:
    """Group the rows of a kind; give by threshold the group of each row's number."""
    columns = {
        name
        for name in rows[0]
        if name != "unique_id" and sum(row[name] is not None for row in rows) > 0.01 * len(rows)
    }
    con = duckdb.connect()
    ordered = ["unique_id", *sorted(columns)]
    typed = ["unique_id integer", *(f"{name} varchar" for name in ordered[1:])]
    con.execute(f"create table records ({', '.join(typed)})")
    con.executemany(
        f"insert into records values ({', '.join('?' * len(ordered))})",
        [[row[name] for name in ordered] for row in rows],
    )
    db = DuckDBAPI(connection=con)
    usable = [rule for rule in BLOCKINGS[kind] if columns.issuperset(rule)]
    comparisons = [make() for name, make in (COMPARISONS[kind] | SHARED).items() if name in columns]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in usable],
    )
    linker = Linker(db.register("records"), settings, log_level=logging.ERROR)
    deterministic = [block_on(*rule) for rule in DETERMINISTIC[kind] if columns.issuperset(rule)]
    if deterministic:
        linker.training.estimate_probability_two_random_records_match(deterministic, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in TRAININGS[kind]:
        if columns.issuperset(rule):
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
            except Exception as error:  # noqa: BLE001 - a blocking with too few pairs trains nothing; the others do
                print(f"splink: no training on {rule}: {type(error).__name__}", file=sys.stderr)
    predictions = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
        found[threshold] = {
            row["unique_id"]: f"{kind}{row['cluster_id']}" for row in clusters.as_record_list()
        }
    return found


def main(source: Path, target: Path) -> None:
    """Resolve one file."""
    with source.open(newline="", encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    begun = time.monotonic()
    found: dict[float, dict[int, str]] = {threshold: {} for threshold in THRESHOLDS}
    for kind, columns in ((PERSON, person), ("organisation", organisation)):
        rows = [
            {"unique_id": at} | columns(record) for at, record in enumerate(records) if record["kind"] == kind
        ]
        if rows:
            for threshold, groups in resolve(kind, rows).items():
                found[threshold] |= groups
    print(f"seconds {time.monotonic() - begun:.1f}")
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            (f"{threshold}", at, groups.get(at, f"alone{at}"))
            for threshold, groups in found.items()
            for at in range(len(records))
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
