"""Rows of a file as records: their ids, kinds, and values under the graph's names for fields."""

from collections.abc import Callable, Iterator
from operator import itemgetter

import msgspec

from graph.claims import ORGANISATION
from streams.errors import Failure
from streams.records.columns import KINDS, kind_of
from streams.records.table import RecordTable, TableRow

__all__ = ["FIELDS", "FileRecord", "Reading"]

FIELDS = {
    "name": "naam", "given_names": "voornamen", "initials": "voorletters", "prefix": "voorvoegsel", "surname": "geslachtsnaam",
    "birth_date": "geboortedatum", "street": "straat", "house_number": "huisnummer", "postcode": "postcode", "city": "plaats",
    "kvk": "kvk", "rsin": "rsin", "phone": "telefoon", "email": "email", "iban": "iban",
}  # fmt: skip
"""What the graph calls the values of a column."""

_NAMES = frozenset({"name", "given_names", "initials", "surname"})
_DIGITS = {"kvk": 8, "rsin": 9}
"""Of a register number; spreadsheets eat the zeros in front."""

_NOTHING = frozenset(
    {"-", "--", "n.v.t.", "nvt", "null", "none", "nan", "n/a", "onbekend", "unknown", "?", "."}
)
"""What is written where there is nothing to write."""

_TOLD = 5
"""Warnings that are told one by one."""


class FileRecord(msgspec.Struct, frozen=True, gc=False):
    """One record: `source#record_id`, its source (empty where none is told), its kind, and its values."""

    id: str
    source: str
    kind: str
    values: tuple[tuple[str, str], ...]


class Reading:
    """Reads the records of a file, and keeps what is to be said about it.

    `lines` tells the line of each record id.
    """

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._places = [(column, table.places[column]) for column in FIELDS if column in table.places]
        self._nameless: list[int] = []
        self.lines: dict[str, int] = {}

    def records(self, told: Callable[[int], None] | None = None) -> Iterator[FileRecord]:
        """Give the records in the order of the file.

        Raises
        ------
        Failure
            When an id is empty or there twice, or a kind is not known; it names file and line.
        """
        for row in self._table.rows(told):
            values = [(column, cell) for column, place in self._places if (cell := _filled(row.cells[place]))]
            if _NAMES.isdisjoint(map(itemgetter(0), values)):
                self._nameless.append(row.line)
            kind = self._kind(row) or kind_of(values)
            source = self._source(row)
            yield FileRecord(self._id(row, source), source, kind, tuple(_fields(kind, values)))

    def warnings(self) -> list[str]:
        """Give what was odd but no fault, after all was read."""
        name = self._table.path.name
        found = [f"{name}, line {line}: no name" for line in self._nameless[:_TOLD]]
        if len(self._nameless) > _TOLD:
            found.append(f"{name}: {len(self._nameless) - _TOLD:,} more records without a name")
        return found

    def _source(self, row: TableRow) -> str:
        return row.cells[self._table.places["source"]].strip() if "source" in self._table.places else ""

    def _id(self, row: TableRow, source: str) -> str:
        places, where = self._table.places, f"{self._table.path.name}, line {row.line}"
        own = row.cells[places["record_id"]].strip() if "record_id" in places else str(row.line)
        if not own:
            raise Failure(f"{where}: record_id is empty; leave the column out to count by lines")
        found = f"{source}#{own}"
        first = self.lines.setdefault(found, row.line)
        if first != row.line:
            shown = f"record_id {own[:100]!r}" + (f" of source {source[:100]!r}" if source else "")
            raise Failure(f"{where}: {shown} is there already, on line {first}")
        return found

    def _kind(self, row: TableRow) -> str | None:
        place = self._table.places.get("kind")
        told = "" if place is None else row.cells[place].strip().casefold()
        if not told:
            return None
        if told not in KINDS:
            raise Failure(
                f"{self._table.path.name}, line {row.line}: kind {told[:50]!r}: must be one of {', '.join(KINDS)}, or empty"
            )
        return KINDS[told]


def _filled(cell: str) -> str:
    value = cell.strip()
    return "" if len(value) < 9 and value.casefold() in _NOTHING else value


def _fields(kind: str, values: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for column, value in values:
        if column in _DIGITS:
            number = _number(value, _DIGITS[column])
            if number and kind == ORGANISATION:
                yield FIELDS[column], number
        else:
            yield FIELDS[column], value
    if kind == ORGANISATION and values and all(column != "name" for column, _ in values):
        # A firm of one person may stand there under the person's name.
        parts = [
            value for column, value in values if column in {"given_names", "initials", "prefix", "surname"}
        ]
        if parts:
            yield "naam", " ".join(parts)


def _number(value: str, digits: int) -> str:
    """Give a register number in one spelling; empty where it is zeros."""
    plain = "".join(sign for sign in value if sign.isalnum()).upper().removesuffix(".0")
    if plain.isdigit():
        plain = plain.zfill(digits)
    return plain if plain.strip("0") else ""
