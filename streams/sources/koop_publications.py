"""Reads municipal publications (`koop-publications`): permit notices that tell a status become permit events."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from streams.errors import Failure
from streams.sources.cloud_event import cloud_event
from streams.sources.files import count_lines, files_of, lines_of, named
from streams.sources.permit_notice import PermitNotice, permit_notice
from streams.sources.row import Row, UnusableRowError

__all__ = ["read", "size"]

_ENDINGS = (".json",)

_MUNICIPALITIES = {"aalten": "0197", "s-hertogenbosch": "0796"}
# CBS codes by the name that stands before the month in a file's name.

_FILE_NAME = re.compile(r"(?P<municipality>[a-z-]+?)-\d{4}-\d{2}(?!\d).*")
_OPENING = re.compile(r'\s*\{\s*"publications"\s*:\s*\[\s*')
_NEXT = re.compile(r"\s*,\s*")
_CLOSING = re.compile(r"\s*\]\s*[,}]")
_NUMBER = re.compile(r"/([a-z]+-\d{4}-\d+(?:-n\d+)?)\.html")


def read(path: Path) -> Iterator[Row]:
    """Read a file, or every json file of a folder by name; each publication gives one event or one refusal.

    A file is held in memory while it is read: a month of publications of one municipality.

    Raises
    ------
    Failure
        When a file is no list of publications, or of no municipality whose code is known.
    """
    for file in files_of(path, _ENDINGS):
        name = named(path, file)
        gemeente = _municipality(file, name)
        for line, raw, publication in _publications(file, name):
            try:
                event = _event(publication, gemeente)
            except UnusableRowError as error:
                yield Row(name, line, None, error.refusal(name, line), raw)
            else:
                yield Row(name, line, event, None, raw)


def size(path: Path) -> int:
    """Count the physical lines that `read` goes through."""
    return count_lines(path, files_of(path, _ENDINGS))


def _municipality(file: Path, name: str) -> str:
    found = _FILE_NAME.fullmatch(file.name)
    code = _MUNICIPALITIES.get(found["municipality"]) if found else None
    if code is None:
        known = ", ".join(_MUNICIPALITIES)
        raise Failure(
            f"{name}: the file's name must be municipality-year-month, of a known municipality ({known})"
        )
    return code


def _publications(file: Path, name: str) -> Iterator[tuple[int, bytes, Any]]:
    """Give each publication with the line it starts on and its text."""
    text = _text(file, name)
    decoder = json.JSONDecoder()
    opening = _OPENING.match(text)
    if opening is None:
        raise Failure(f'{name}, line 1: no object that starts with the field "publications", a list')
    at, line, counted = opening.end(), 0, 0
    while not _CLOSING.match(text, at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            publication, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            raise Failure(f"{name}, line {line + 1}: no readable JSON in field publications") from None
        yield line, text[at:end].encode(), publication
        following = _NEXT.match(text, end)
        if following is None and _CLOSING.match(text, end) is None:
            raise Failure(
                f"{name}, line {line + 1}: the list of publications is cut short or ill-formed after this"
            )
        at = following.end() if following else end


def _text(file: Path, name: str) -> str:
    content = b"".join(lines_of(file, name))
    if not content.strip():
        raise Failure(f"{name}, line 1: the file is empty")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Failure(f"{name}, line {line}: not UTF-8") from None


def _event(publication: Any, gemeente: str) -> bytes:
    if not isinstance(publication, dict):
        raise UnusableRowError(
            "schema", "publications", nl="een publicatie is geen object", en="a publication is no object"
        )
    number = _number(_string(publication, "urlDoc"))
    published = _string(publication, "date")
    day = _day(published)
    title = " ".join(_string(publication, "title").split())
    notice = permit_notice(title, str(publication.get("type", "")))
    return cloud_event(
        source=f"urn:nld:gemeente:{gemeente}:bekendmakingen",
        event_id=number,
        kind=f"nl.vergunningen.{notice.kind}.v1",
        time=published,
        data={
            "gemeente": gemeente,
            "gebeurtenisdatum": day.isoformat(),
            "zaaknummer": number,
            "soort": notice.soort,
            "locatie": _place(notice, publication.get("location")),
            "toelichting": title,
            "stukken": [{"kenmerk": number, "datum": day.isoformat(), "url": publication["urlDoc"]}],
        },
    )


def _string(publication: Mapping[str, Any], field: str) -> str:
    value = publication.get(field)
    if not isinstance(value, str) or not value.strip():
        raise UnusableRowError("schema", field, nl="ontbreekt of is geen tekst", en="is absent or no text")
    return value


def _number(url: str) -> str:
    found = _NUMBER.search(url)
    if found is None:
        raise UnusableRowError(
            "schema",
            "urlDoc",
            nl=f"'{url}' heeft geen publicatienummer zoals gmb-2024-1",
            en=f"'{url}' holds no publication number like gmb-2024-1",
        )
    return found[1]


def _day(text: str) -> dt.date:
    """Read the publication's date; the day of the act itself is not in the publication's description."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UnusableRowError(
            "schema", "date", nl=f"'{text}' is geen RFC 3339-tijd", en=f"'{text}' is no RFC 3339 time"
        )
    return moment.date()


def _place(notice: PermitNotice, location: Any) -> dict[str, Any] | None:
    """Join the address of the title and the point; several points are an area, which no field holds."""
    place = dict(notice.locatie or {})
    points = [location] if isinstance(location, str) else location if isinstance(location, list) else []
    if len(points) == 1:
        point = _point(points[0])
        if point is not None:
            place["punt"] = point
    return place or None


def _point(text: Any) -> list[float] | None:
    """Turn "latitude longitude" into [longitude, latitude]; None when it is anything else."""
    try:
        latitude, longitude = msgspec.convert(str(text).split(), tuple[float, float], strict=False)
    except msgspec.ValidationError:
        return None
    return [longitude, latitude] if abs(latitude) <= 90 and abs(longitude) <= 180 else None
