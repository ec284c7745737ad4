"""Rows of a delimited file as it came, each with the physical line it starts on and its bytes."""

import csv
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from streams.errors import Failure
from streams.sources.row import UnusableRowError

__all__ = ["CsvRow", "by_column", "csv_rows", "header"]

_DELIMITERS = (",", ";", "\t")

_LONGEST_ROW = 50
# Lines. A row that goes on longer is a quote that was never closed: it would swallow the rest of the file.

_C1_AS_WRITTEN = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
# A file that was Windows-1252, taken for Latin-1 and then written as UTF-8, holds its quotes and dashes as controls.


class CsvRow(msgspec.Struct, frozen=True):
    """One row: its fields without blanks around them, and where it stands."""

    line: int
    fields: list[str]
    raw: bytes


def csv_rows(lines: Iterable[bytes], name: str) -> Iterator[CsvRow]:
    """Split the lines of one file into rows; the delimiter is the one that the first line has most of.

    A line that is no UTF-8 is read as Windows-1252, line by line, so nothing need be held to find out.
    Runs of blanks in a field are one blank: the same text was exported with and without them.

    Raises
    ------
    Failure
        When a line is in neither encoding, holds NUL bytes, or a quote is never closed; it names file and line.
    """
    feed = _Feed(lines, name)
    first = feed.peek()
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        start = feed.number
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Failure(f"{name}, line {start + 1}: no readable row ({error})") from None
        yield CsvRow(line=start, fields=[" ".join(field.split()) for field in fields], raw=feed.taken())


def header(rows: Iterator[CsvRow], needed: Sequence[str], name: str) -> list[str]:
    """Take the first row, which names the columns.

    Raises
    ------
    Failure
        When the file is empty, or a needed column is not there or twice there.
    """
    first = next(rows, None)
    if first is None or not any(first.fields):
        raise Failure(f"{name}, line 1: the file is empty, a line with the names of its columns was expected")
    absent = [column for column in needed if column not in first.fields]
    if absent:
        raise Failure(
            f"{name}, line 1: no column {', '.join(absent)}; it has {', '.join(first.fields)[:300]}"
        )
    twice = [column for column in needed if first.fields.count(column) > 1]
    if twice:
        raise Failure(f"{name}, line 1: column {', '.join(twice)} is there twice")
    return first.fields


def by_column(columns: Sequence[str], row: CsvRow) -> dict[str, str]:
    """Pair the fields of a row with the columns.

    Raises
    ------
    UnusableRowError
        When their number differs: then no field can be trusted to be what its column says.
    """
    if len(row.fields) != len(columns):
        raise UnusableRowError(
            "schema",
            columns[min(len(row.fields), len(columns) - 1)],
            nl=f"de regel heeft {len(row.fields)} velden, de kop {len(columns)}",
            en=f"the row has {len(row.fields)} fields, the header {len(columns)}",
        )
    return dict(zip(columns, row.fields, strict=True))


class _Feed:
    """Feeds decoded lines to the csv reader and remembers the bytes of those it took for one row."""

    def __init__(self, lines: Iterable[bytes], name: str) -> None:
        self._lines = iter(lines)
        self._name = name
        self._ahead: bytes | None = None
        self._row: list[bytes] = []
        self.number = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._ahead if self._ahead is not None else next(self._lines)
        self._ahead = None
        if len(self._row) == _LONGEST_ROW:
            begun = self.number - _LONGEST_ROW + 1
            raise Failure(
                f"{self._name}, line {begun}: a quote that opens here is not closed within {_LONGEST_ROW} lines"
            )
        text = self._decoded(line)
        self._row.append(line)
        self.number += 1
        return text

    def peek(self) -> str:
        """Show the first line without taking it; empty for an empty file."""
        self._ahead = next(self._lines, None)
        return self._decoded(self._ahead) if self._ahead is not None else ""

    def taken(self) -> bytes:
        """Give the bytes of the row that ends here, without its line end, and start the next."""
        raw = b"".join(self._row).rstrip(b"\r\n")
        self._row = []
        return raw

    def _decoded(self, line: bytes) -> str:
        where = f"{self._name}, line {self.number + 1}"
        if b"\0" in line:
            raise Failure(
                f"{where}: holds NUL bytes; the file is binary or UTF-16, UTF-8 or Windows-1252 was expected"
            )
        try:
            text = line.decode("utf-8-sig" if self.number == 0 else "utf-8")
        except UnicodeDecodeError:
            try:
                return line.decode("cp1252")
            except UnicodeDecodeError:
                raise Failure(f"{where}: neither UTF-8 nor Windows-1252") from None
        return text if text.isascii() else text.translate(_C1_AS_WRITTEN)
