"""The input again, row by row as it came, with what was found about each record behind it."""

import csv
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from streams.errors import Failure
from streams.records.columns import ADDED
from streams.records.table import RecordTable

__all__ = ["Finding", "write_resolved"]


class Finding(NamedTuple):
    """What was found about one record."""

    entity_id: str
    probability: float
    reason: str


def write_resolved(
    table: RecordTable,
    findings: Iterator[Finding],
    path: Path,
    told: Callable[[str, int, int], None],
) -> None:
    """Write the rows in the order of the input, with its delimiter, in UTF-8; `-` is standard output.

    The file is there whole or not at all.

    Raises
    ------
    Failure
        When it cannot be written, or the input is no longer what it was.
    """
    with _opened(path) as file:
        writer = csv.writer(file, delimiter=table.delimiter, lineterminator="\n")
        writer.writerow([*table.header, *ADDED])
        rows = table.rows(lambda done: told("write", done, table.size))
        try:
            writer.writerows(
                [*row.cells, found.entity_id, f"{found.probability:.4f}", found.reason]
                for row, found in zip(rows, findings, strict=True)
            )
        except ValueError:
            raise Failure(f"{table.path.name}: was changed while it was read; run it again") from None


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if str(path) == "-":
        yield sys.stdout
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", newline="", encoding="utf-8") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise Failure(f"-o {path}: {error.strerror or error}") from None
    finally:
        beside.unlink(missing_ok=True)
