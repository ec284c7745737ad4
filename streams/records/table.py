"""A delimited file of records, read as it came: its columns, and its rows with the line on which each starts."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from streams.errors import Failure, WrongUse
from streams.records.columns import COLUMNS, places_of, plain_name

__all__ = ["RecordTable", "TableRow"]

_DELIMITERS = (",", ";", "\t", "|")

LONGEST_CELL = 1_000_000
"""Characters. Nothing that names or locates somebody is as long: a longer one is a quote that was left open, or a
file put into a cell."""

_LONGEST_LINE = 64 * LONGEST_CELL
"""Bytes of a line; stops a file without line ends before it fills the memory."""


class TableRow(msgspec.Struct, frozen=True, gc=False):
    """One row: its cells as they came, and the line on which it starts."""

    line: int
    cells: list[str]


class RecordTable:
    """A file of records: comma, semicolon, tab or bar; UTF-8, with a byte order mark or not, or Windows-1252.

    A line that is no UTF-8 is read as Windows-1252. The delimiter is the one by which the first line holds most of the
    known columns. Every row must have as many cells as the header; blank lines are none.

    Raises
    ------
    WrongUse
        When there is no such file.
    Failure
        When the header cannot be used; here and in `rows` the message names file and line.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise WrongUse(f"{path}: there is no such file")
        with self._opened() as file:
            first = _Lines(file, path.name).readline()
        self.size = path.stat().st_size
        if not first.strip():
            raise Failure(
                f"{path.name}, line 1: {'empty' if first else 'the file is empty'}, a header was expected"
            )
        self.delimiter = max(_DELIMITERS, key=lambda sign: _known(_split(first, sign)))
        header = self._next(csv.reader(iter([first]), delimiter=self.delimiter), 1) or []
        self.header = [column.strip() for column in header]
        self.places = places_of(self.header, path.name)

    def rows(self, told: Callable[[int], None] | None = None) -> Iterator[TableRow]:
        """Give the rows; `told` hears now and then how many bytes have been read.

        Raises
        ------
        Failure
            When a row has more or fewer cells than the header, a cell is too long, or bytes are no text.
        """
        width = len(self.header)
        with self._opened() as file:
            lines = _Lines(file, self.path.name, told)
            reader = csv.reader(lines, delimiter=self.delimiter)
            self._next(reader, 1)
            while True:
                line = lines.number + 1
                cells = self._next(reader, line)
                if cells is None:
                    return
                if len(cells) == width:
                    yield TableRow(line, cells)
                elif cells:
                    raise Failure(
                        f"{self.path.name}, line {line}: {len(cells)} cells, the header has {width} columns"
                        f"{_hint(cells, self.delimiter)}"
                    )

    def _next(self, reader: Iterator[list[str]], line: int) -> list[str] | None:
        csv.field_size_limit(LONGEST_CELL)
        try:
            return next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise Failure(
                    f"{self.path.name}, line {line}: a cell of more than {LONGEST_CELL:,} characters; a quotation mark"
                    " that was left open, or no cell of a record"
                ) from None
            raise Failure(f"{self.path.name}, line {line}: no readable row ({error})") from None

    def _opened(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise Failure(f"{self.path}: {error.strerror or error}") from None


class _Lines:
    """Feeds decoded lines to the csv reader and counts them."""

    def __init__(self, file: BinaryIO, name: str, told: Callable[[int], None] | None = None) -> None:
        self._file = file
        self._name = name
        self._told = told
        self._bytes = 0
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self) -> str:
        """Give the next line, empty at the end of the file."""
        raw = self._file.readline(_LONGEST_LINE)
        self.number += 1
        if len(raw) == _LONGEST_LINE:
            raise Failure(f"{self._where}: a line of more than {_LONGEST_LINE:,} bytes")
        self._bytes += len(raw)
        if self._told is not None and not self.number % 1_000:
            self._told(self._bytes)
        if b"\0" in raw:
            raise Failure(
                f"{self._where}: holds NUL bytes; the file is binary or UTF-16, UTF-8 or Windows-1252 was expected"
            )
        try:
            return raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            try:
                return raw.decode("cp1252")
            except UnicodeDecodeError:
                raise Failure(f"{self._where}: neither UTF-8 nor Windows-1252") from None

    @property
    def _where(self) -> str:
        return f"{self._name}, line {self.number}"


def _split(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _known(cells: list[str]) -> int:
    return sum(plain_name(cell) in COLUMNS for cell in cells)


def _hint(cells: list[str], delimiter: str) -> str:
    """Say so where another delimiter seems to have been used in this row."""
    other = next(
        (sign for sign in _DELIMITERS if sign != delimiter and len(cells) == 1 and sign in cells[0]), None
    )
    return (
        ""
        if other is None
        else f"; the delimiter of the header is {delimiter!r}, this line seems to use {other!r}"
    )
