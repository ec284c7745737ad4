"""What records are called, as the events say: for the screen, beside the ids that everything else goes by."""

from collections.abc import Iterable, Iterator
from typing import Any

from streams.redaction import mentioned, names_of

__all__ = ["called_as", "name_of", "places_as"]


def called_as(events: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give by record id the name that the youngest of these events (in their order) gives it."""
    found: dict[str, str] = {}
    for event in events:
        for party in mentioned(event):
            if name := name_of(party):
                found.update(dict.fromkeys(names_of(party, event["source"]), name))
        for place in _places(event.get("data")):
            if "adresseerbaarObject" in place and place.get("straat"):
                found[f"bag:{place['adresseerbaarObject']}"] = _address(place)
    return found


def places_as(events: Iterable[dict[str, Any]]) -> dict[str, tuple[str, tuple[float, float] | None]]:
    """Give by record id of a place its neighbourhood ("" where none is told) and its longitude and latitude."""
    areas: dict[str, str] = {}
    points: dict[str, tuple[float, float]] = {}
    for event in events:
        for place in _places(event.get("data")):
            record = f"bag:{place.get('adresseerbaarObject')}"
            if area := place.get("buurt") or place.get("wijk"):
                areas[record] = area
            if point := place.get("punt"):
                points[record] = (float(point[0]), float(point[1]))
    return {record: (areas.get(record, ""), points.get(record)) for record in areas.keys() | points.keys()}


def name_of(party: dict[str, Any]) -> str:
    """Write the name of a Persoon or Organisatie; "" where the event gives none."""
    name = party.get("naam")
    if isinstance(name, dict):
        parts = (
            name.get("voornamen") or name.get("voorletters"),
            name.get("voorvoegsel"),
            name.get("geslachtsnaam"),
        )
        return name.get("volledig") or " ".join(filter(None, parts))
    return name if isinstance(name, str) else ""


def _address(place: dict[str, Any]) -> str:
    number = "".join(str(place.get(part) or "") for part in ("huisnummer", "huisletter"))
    return f"{place['straat']} {number}".strip()


def _places(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _places(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in {"locatie", "adres"} and isinstance(part, dict):
                yield part
            else:
                yield from _places(part)
