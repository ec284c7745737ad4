"""Reads the outcomes of childcare inspections (`childcare-inspections`): one row, one `controle-uitgevoerd`."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.identity.organisation_names import keyed, names_nobody
from graph.wording import DUTCH_MONTHS
from streams.sources.cloud_event import cloud_event, content_hash, midnight
from streams.sources.csv_rows import CsvRow, by_column, csv_rows, header
from streams.sources.dutch_address import split_address
from streams.sources.files import count_lines, files_of, lines_of, named
from streams.sources.row import Row, UnusableRowError

__all__ = ["read", "size"]

_ENDINGS = (".csv", ".csv.gz")

_COLUMNS = (
    "lrknummer",
    "naam",
    "type",
    "gemeente",
    "bezoekdatum",
    "jaar",
    "kleur",
    "kvk_vestiging",
    "adres",
    "postcode",
    "plaats",
    "Longitude",
    "Latitude",
    "houder/_text",
    "houder_vanaf",
)

_MUNICIPALITIES = {"amsterdam": "0363"}
# CBS codes of the municipalities that publish in this form.

_OUTCOMES = {
    "groen": "geen_bevindingen",
    "geel": "aandachtspunt",
    "oranje": "overtreding",
    "rood": "ernstige_overtreding",
}

_VISIT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})")
_HELD_SINCE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HELD_SINCE_IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")
_BRANCH = re.compile(r"\d{5,8}")
_BRANCH_DIGITS = 12
_CENTURY = 2000
# Years of two digits: the register began in 2005.


def read(path: Path) -> Iterator[Row]:
    """Read a file, or every csv file of a folder by name; each row gives one event or one refusal.

    Raises
    ------
    Failure
        When a file cannot be read as such a file; it names file, line and column.
    """
    files = files_of(path, _ENDINGS)
    shared = _shared_branches(path, files)
    for file in files:
        name = named(path, file)
        for columns, row in _rows(file, name):
            try:
                event = _event(by_column(columns, row), shared)
            except UnusableRowError as error:
                yield Row(name, row.line, None, error.refusal(name, row.line), row.raw)
            else:
                yield Row(name, row.line, event, None, row.raw)


def size(path: Path) -> int:
    """Count the physical lines that `read` goes through once."""
    return count_lines(path, files_of(path, _ENDINGS))


def _rows(file: Path, name: str) -> Iterator[tuple[list[str], CsvRow]]:
    rows = csv_rows(lines_of(file, name), name)
    columns = header(rows, _COLUMNS, name)
    return ((columns, row) for row in rows if any(row.fields))


def _shared_branches(path: Path, files: list[Path]) -> frozenset[str]:
    """Branch numbers that stand under more than one holder.

    A site that changed hands kept its number, so there the number does not tell who its holder is; given with both it
    would join two holders with certainty.
    """
    holders: dict[str, str] = {}
    shared: set[str] = set()
    for file in files:
        for columns, row in _rows(file, named(path, file)):
            if len(row.fields) != len(columns):
                continue
            field = dict(zip(columns, row.fields, strict=True))
            branch, holder = field["kvk_vestiging"], keyed(field["houder/_text"])
            if holder and holders.setdefault(branch, holder) != holder:
                shared.add(branch)
    return frozenset(shared)


def _event(field: Mapping[str, str], shared: frozenset[str]) -> bytes:
    gemeente = _municipality(field["gemeente"])
    visited = _visited(field)
    data = {
        "gemeente": gemeente,
        "gebeurtenisdatum": visited.isoformat(),
        "soortToezicht": "kinderopvang",
        "uitkomst": _outcome(field["kleur"]),
        "locatie": _place(field),
        "betrokkenen": _parties(field, visited, shared),
        "opvang": {"lrk": field["lrknummer"], "naam": field["naam"], "soort": field["type"]},
    }
    return cloud_event(
        source=f"urn:nld:gemeente:{gemeente}:kinderopvang",
        event_id=f"{field['lrknummer'] or 'lrk-onbekend'}:{visited.isoformat()}:{content_hash(data)}",
        kind="nl.toezicht.controle-uitgevoerd.v1",
        time=midnight(visited),
        data=data,
    )


def _municipality(name: str) -> str:
    code = _MUNICIPALITIES.get(name.lower())
    if code is None:
        known = ", ".join(_MUNICIPALITIES)
        raise UnusableRowError(
            "schema",
            "gemeente",
            nl=f"'{name}' is geen gemeente waarvan de code bekend is ({known})",
            en=f"'{name}' is no municipality whose code is known ({known})",
        )
    return code


def _visited(field: Mapping[str, str]) -> dt.date:
    """Read d-mm-yy; the column `jaar`, where filled, must agree."""
    text = field["bezoekdatum"]
    match = _VISIT.fullmatch(text)
    day = None
    if match is not None:
        year = int(match[3]) if len(match[3]) > 2 else _CENTURY + int(match[3])
        day = _day(year, int(match[2]), int(match[1]))
    if day is None:
        raise UnusableRowError(
            "schema",
            "bezoekdatum",
            nl=f"'{text}' is geen bestaande dag (dag-maand-jaar)",
            en=f"'{text}' is no existing day (day-month-year)",
        )
    if field["jaar"] and field["jaar"] != str(day.year):
        raise UnusableRowError(
            "schema",
            "jaar",
            nl=f"'{field['jaar']}' is niet het jaar van het bezoek, {text}",
            en=f"'{field['jaar']}' is not the year of the visit, {text}",
        )
    return day


def _outcome(colour: str) -> str:
    outcome = _OUTCOMES.get(colour.lower())
    if outcome is None:
        raise UnusableRowError(
            "schema",
            "kleur",
            nl=f"'{colour}' is geen van {', '.join(_OUTCOMES)}",
            en=f"'{colour}' is none of {', '.join(_OUTCOMES)}",
        )
    return outcome


def _place(field: Mapping[str, str]) -> dict[str, Any]:
    place: dict[str, Any] = split_address(field["adres"])
    postcode = field["postcode"].upper()
    if postcode:
        if _POSTCODE.fullmatch(postcode) is None:
            raise UnusableRowError(
                "identifier",
                "postcode",
                nl=f"'{postcode}' is geen postcode",
                en=f"'{postcode}' is no postcode",
            )
        place["postcode"] = postcode
    if field["plaats"]:
        place["plaats"] = field["plaats"]
    if field["Longitude"] or field["Latitude"]:
        place["punt"] = [_degrees(field, "Longitude", 180), _degrees(field, "Latitude", 90)]
    if not place:
        raise UnusableRowError(
            "schema",
            "adres",
            nl="er staat geen plaats van de controle",
            en="no place of the inspection is given",
        )
    return place


def _degrees(field: Mapping[str, str], column: str, most: int) -> float:
    text = field[column]
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise UnusableRowError(
            "schema",
            column,
            nl=f"'{text}' is geen getal van -{most} tot {most}",
            en=f"'{text}' is no number from -{most} to {most}",
        )
    return value


def _parties(field: Mapping[str, str], visited: dt.date, shared: frozenset[str]) -> list[dict[str, Any]]:
    """Name the holder as `exploitant`; a holder who took over after the visit has `sinds`, so that this can be seen."""
    name = field["houder/_text"]
    if names_nobody(name):
        return []
    organisation = {"sleutel": keyed(name), "naam": name}
    branch = field["kvk_vestiging"]
    if _BRANCH.fullmatch(branch) and branch not in shared:
        organisation["vestigingsnummer"] = branch.zfill(_BRANCH_DIGITS)
    party: dict[str, Any] = {"rol": "exploitant", "organisatie": organisation}
    held_since = _held_since(field["houder_vanaf"])
    if held_since is not None and held_since > visited:
        party["sinds"] = held_since.isoformat()
    return [party]


def _held_since(text: str) -> dt.date | None:
    """Read month/day/year, or a day in Dutch words; None for anything else: the column is context, not the event."""
    if match := _HELD_SINCE.fullmatch(text):
        return _day(int(match[3]), int(match[1]), int(match[2]))
    match = _HELD_SINCE_IN_WORDS.fullmatch(text.lower())
    if match is None or match[2] not in DUTCH_MONTHS:
        return None
    return _day(int(match[3]), DUTCH_MONTHS.index(match[2]) + 1, int(match[1]))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
