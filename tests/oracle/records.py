"""Records: what one source calls one thing, and the values that the standing events give for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.standing import Ev

__all__ = ["Mention", "Record", "all_records", "mentions", "place_address", "place_record"]


@dataclass(frozen=True)
class Mention:
    """One thing as one event names it."""

    record: str
    kind: str
    thing: dict[str, Any]
    event: Ev


@dataclass
class Record:
    """All values that standing events give for one record."""

    id: str
    kind: str
    values: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, value: str | None) -> None:
        """Keep a value, if there is one."""
        if value is not None:
            self.values.setdefault(name, set()).add(value)

    def get(self, name: str) -> set[str]:
        """Give the distinct values of one field."""
        return self.values.get(name, set())


def place_address(where: dict[str, Any]) -> str | None:
    """Give `POSTCODE|number|letter|addition`, or None where postcode or number is missing."""
    postcode = str(where.get("postcode", "")).replace(" ", "").upper()
    if not re.fullmatch(r"\d{4}[A-Z]{2}", postcode) or "huisnummer" not in where:
        return None
    tail = (str(where.get(part, "")).replace(" ", "").upper() for part in ("huisletter", "toevoeging"))
    return "|".join([postcode, str(where["huisnummer"]), *tail])


def place_record(where: dict[str, Any] | None) -> str | None:
    """Give the record id of a place: its BAG id, else its address, else none."""
    if not where:
        return None
    if "adresseerbaarObject" in where:
        return f"bag:{where['adresseerbaarObject']}"
    address = place_address(where)
    return f"adres:{address}" if address else None


def _parties(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield data
    yield from data.get("betrokkenen", [])
    for part in data.get("financiering", []):
        if "verstrekker" in part:
            yield part["verstrekker"]


def mentions(event: Ev) -> Iterator[Mention]:
    """Give every person, organisation and place that an event names."""
    if event.topic == "decisions" or event.kind == "gebeurtenis-herroepen":
        return
    for party in _parties(event.data):
        for field_name, kind in (("persoon", "person"), ("organisatie", "organisation")):
            if field_name in party:
                thing = party[field_name]
                yield Mention(f"{event.source}#{thing['sleutel']}", kind, thing, event)
    where = event.data.get("locatie")
    place = place_record(where)
    if where and place:
        yield Mention(place, "place", where, event)


def person_name(name: dict[str, Any] | None) -> str | None:
    """Give one comparable text for a person's name."""
    if not name:
        return None
    parts = [name.get(p, "") for p in ("voorletters", "voorvoegsel", "geslachtsnaam")]
    text = name.get("volledig") or " ".join(p for p in parts if p)
    return " ".join(text.casefold().replace(".", " ").split()) or None


def _fill(record: Record, mention: Mention) -> None:
    thing = mention.thing
    if mention.kind == "place":
        record.add("address", place_address(thing))
        return
    for name in ("telefoon", "email", "iban"):
        record.add(name, thing.get(name))
    for trade in thing.get("handelsnamen", []):
        record.add("handelsnaam", trade)
    address = thing.get("adres", {})
    record.add("address", place_address(address))
    record.add("bag", address.get("adresseerbaarObject"))
    if mention.kind == "person":
        for name in ("pseudoniem", "geboortedatum"):
            record.add(name, thing.get(name))
        record.add("name", person_name(thing.get("naam")))
        return
    for name in ("kvk", "rsin", "vestigingsnummer", "naam"):
        record.add(name, thing.get(name))


def all_records(events: list[Ev]) -> dict[str, Record]:
    """Give every record of the standing events, by id."""
    found: dict[str, Record] = {}
    for event in events:
        for mention in mentions(event):
            record = found.setdefault(mention.record, Record(mention.record, mention.kind))
            _fill(record, mention)
    return found
