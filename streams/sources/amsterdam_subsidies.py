"""Reads snapshots of the Amsterdam subsidy register (`amsterdam-subsidies`): what changed between them is events."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from streams.errors import Failure
from streams.sources.csv_rows import CsvRow, by_column, csv_rows, header
from streams.sources.files import count_lines, files_of, lines_of, named
from streams.sources.row import Row, UnusableRowError
from streams.sources.subsidy_changes import Snapshot, Standing, changes, withdrawal
from streams.sources.subsidy_dossier import COLUMNS, Dossier, dossier_from, is_dossier_number

__all__ = ["read", "size"]

_ENDINGS = (".csv.gz", ".csv")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DASHES = re.compile(r"-+")
_ROW_COUNT = re.compile(r"\((\d+) rows? affected\)")
# The database client that made the exports closes each with a blank line and its count of rows.


def read(path: Path) -> Iterator[Row]:
    """Read the snapshots of a folder, or one file, by the date in their names; the first gives the opening state.

    Rows that tell nothing new give nothing. A dossier that a snapshot no longer lists gives its withdrawal after the
    rows of that snapshot, on the line of the header. Memory: what stands for every dossier (20 MB for 18,000).

    Raises
    ------
    Failure
        When a file cannot be read as such a snapshot, is cut short, or two carry one date.
    """
    register = _Register()
    for day, file in _snapshots(path):
        yield from _read_snapshot(file, named(path, file), day, register)


def size(path: Path) -> int:
    """Count the physical lines that `read` goes through."""
    return count_lines(path, files_of(path, _ENDINGS))


def _snapshots(path: Path) -> list[tuple[dt.date, Path]]:
    dated = sorted((_date_of(file, named(path, file)), file) for file in files_of(path, _ENDINGS))
    for (day, one), (other_day, other) in pairwise(dated):
        if day == other_day:
            raise Failure(
                f"{path}: {one.name} and {other.name} are of one day, {day}; their order cannot be told"
            )
    return dated


def _date_of(file: Path, name: str) -> dt.date:
    found = _DATE.search(file.name)
    try:
        return dt.date.fromisoformat(found[0] if found else "")
    except ValueError:
        raise Failure(
            f"{name}: no date like 2019-05-21 in the file's name; a snapshot is known by its day"
        ) from None


class _Register:
    """What is known of the register so far: what stands for each dossier, and whose opening state was unreadable."""

    def __init__(self) -> None:
        self.standing: dict[str, Standing] = {}
        self.unread: set[str] = set()
        self.opened = False

    def take(self, dossier: Dossier, day: dt.date) -> list[bytes]:
        """Give the events of a dossier; one refused in the first snapshot has its opening state, undated, later."""
        first = not self.opened or dossier.number in self.unread
        before = self.standing.get(dossier.number)
        self.standing[dossier.number], events = changes(before, dossier, Snapshot(day=day, first=first))
        self.unread.discard(dossier.number)
        return events

    def close(self, listed: set[str], day: dt.date) -> Iterator[bytes]:
        """Give the withdrawals of what a snapshot did not list."""
        for number in sorted(self.standing.keys() - listed):
            self.standing[number], events = withdrawal(self.standing[number], Snapshot(day=day, first=False))
            yield from events
        if not self.opened:
            self.unread = listed - self.standing.keys()
        self.opened = True


def _read_snapshot(file: Path, name: str, day: dt.date, register: _Register) -> Iterator[Row]:
    rows = csv_rows(lines_of(file, name), name)
    columns = header(rows, COLUMNS, name)
    seen: dict[str, Dossier | None] = {}
    count = 0
    for row in rows:
        if _is_decoration(row):
            _check_count(row, count, name)
            continue
        count += 1
        try:
            dossier = _dossier(columns, row, seen)
        except UnusableRowError as error:
            yield Row(name, row.line, None, error.refusal(name, row.line), row.raw)
            continue
        if dossier is not None:
            for event in register.take(dossier, day):
                yield Row(name, row.line, event, None, row.raw)
    if not count:
        raise Failure(f"{name}: the snapshot holds no dossiers; taken as it is, all would count as withdrawn")
    for event in register.close(set(seen), day):
        yield Row(name, 0, event, None, b"")


def _is_decoration(row: CsvRow) -> bool:
    """Tell the row of dashes, blank rows and the count of rows from dossiers."""
    filled = [field for field in row.fields if field]
    return not filled or all(_DASHES.fullmatch(field) for field in filled) or _row_count(row) is not None


def _row_count(row: CsvRow) -> int | None:
    found = _ROW_COUNT.fullmatch(row.fields[0]) if row.fields else None
    return int(found[1]) if found else None


def _check_count(row: CsvRow, count: int, name: str) -> None:
    said = _row_count(row)
    if said is not None and said != count:
        raise Failure(
            f"{name}, line {row.line + 1}: the file says it holds {said} rows, {count} were read; "
            "what is missing would count as withdrawn"
        )


def _dossier(columns: list[str], row: CsvRow, seen: dict[str, Dossier | None]) -> Dossier | None:
    """Read a dossier; None when this snapshot gave the very same row before. A refused dossier counts as listed."""
    number = next((text for text in row.fields if is_dossier_number(text)), "")
    first = seen.setdefault(number, None) if number else None
    field = by_column(columns, row)
    dossier = dossier_from(field)
    if first is None:
        seen[dossier.number] = dossier
        return dossier
    if first == dossier:
        return None
    raise UnusableRowError(
        "conflict",
        "DOSSIERNUMMER",
        nl=f"dossier {number} staat in deze momentopname al met een andere inhoud",
        en=f"dossier {number} is in this snapshot already with other content",
    )
