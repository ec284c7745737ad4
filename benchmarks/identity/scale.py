"""Records a second of one core and memory of `resolve` at growing numbers of records, persons and firms half and half."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.identity.dutch.firms import organisations
from benchmarks.identity.dutch.names import given_names, surnames
from benchmarks.identity.dutch.persons import initials_only
from benchmarks.identity.labelled import COLUMNS

__all__ = ["measure"]

RECORDS_A_PERSON, RECORDS_A_FIRM = 1.85, 2.2
"""At least, roughly; the file is cut at the number asked for."""


def measure(sizes: Sequence[int], names: Path | None, cache: Path, command: Path) -> None:
    """Print a line for each size: seconds, records/s, cost a record beside the first size, and peak memory."""
    if names is None:
        sys.exit("the scale run needs the surnames")
    print("| records | CPU s | records/s | cost a record | peak memory |\n|---|---|---|---|---|")
    first = None
    for size in sizes:
        path = cache / f"scale-{size}.csv"
        if not path.exists():
            _make(size, names, path)
        seconds, peak = _run([str(command), "resolve", str(path), "-o", str(cache / "scale.out.csv")])
        first = first or seconds / size
        cost = seconds / size / first
        print(
            f"| {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {cost:.2f} | {peak / 1024:,.0f} MB |",
            flush=True,
        )


def _make(size: int, names: Path, path: Path) -> None:
    given, families = given_names(), surnames(names)
    persons = initials_only(size, given, families, int(size / 2 / RECORDS_A_PERSON) + 50)
    firms = organisations(size, families, int(size / 2 / RECORDS_A_FIRM) + 50)
    records = [*persons.records[: size // 2], *firms.records[: size - size // 2]]
    Random(size).shuffle(records)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(record | {"record_id": f"r{at}"} for at, record in enumerate(records))


def _run(command: list[str]) -> tuple[float, int]:
    """Run on one core; give seconds of that core, so that what else the machine does counts for nothing, and peak memory in KiB."""
    os.sched_setaffinity(0, {0})  # and what it starts
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"resolve failed: {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss
