"""What a spreadsheet would have found: lists joined on equal KVK number or equal address, and on nothing else.

Every event is a row; its keys are the KVK numbers and the addresses (postcode and number, blanks aside) that stand in it. Rows
with a key in common belong together. Of a flagged structure only rows that mention a member are looked at, so the answer is
generous: whoever makes the spreadsheet knows already where to look. A row mentions everybody who stands in it, with or without
a number of his own; two rows of one person, however, are not joined by his name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

__all__ = ["Joined", "Spreadsheet"]


@dataclass(frozen=True, slots=True)
class Row:
    """One event as a row: what it can be joined on, and the record ids it mentions."""

    keys: frozenset[str]
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joined:
    """How many members of a structure the largest set of joined rows mentions; 0 when it ties no two together."""

    members: int
    of: int


class Spreadsheet:
    """The rows of a log; unreadable lines are left out, as are repeated ones."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._rows = list(_rows(lines))
        self._by_record: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for record in row.records:
                self._by_record[record].append(number)

    def joined(self, flag: Mapping[str, Any]) -> Joined:
        """Return what the join finds of a flagged structure; its members are the nodes of its evidence that its records name."""
        records = set(flag["records"])
        members = [
            set(node["records"])
            for node in flag["evidence"]["nodes"]
            if records.intersection(node["records"])
        ]
        rows = [{row for record in member for row in self._by_record.get(record, ())} for member in members]
        groups = _groups(self._rows, sorted(set().union(*rows)))
        largest = max((sum(1 for own in rows if own & group) for group in groups), default=0)
        return Joined(largest if largest > 1 else 0, len(members))


def _rows(lines: Iterable[bytes]) -> Iterator[Row]:
    """Read every line as a row."""
    seen: set[bytes] = set()
    for line in lines:
        if line in seen:
            continue
        seen.add(line)
        try:
            event = msgspec.json.decode(line)
            yield _row(event["source"], event["data"])
        except (msgspec.MsgspecError, TypeError, KeyError, AttributeError, UnicodeDecodeError):
            continue


def _row(source: str, data: Mapping[str, Any]) -> Row:
    """Return an event's row."""
    keys, records = set[str](), set[str]()
    for party in _parties(data):
        records.add(f"{source}#{party['sleutel']}")
        if "kvk" in party:
            keys.add(f"kvk:{party['kvk']}")
        if key := _address(party.get("adres")):
            keys.add(key)
    place = data.get("locatie")
    if key := _address(place):
        keys.add(key)
        records.add(f"{key}||")
    if place and "adresseerbaarObject" in place:
        records.add(f"bag:{place['adresseerbaarObject']}")
    return Row(frozenset(keys), frozenset(records))


def _parties(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the persons and organisations of an event."""
    for holder in (data, *data.get("betrokkenen", ())):
        yield from (holder[kind] for kind in ("persoon", "organisatie") if kind in holder)


def _address(address: Mapping[str, Any] | None) -> str | None:
    """Return an address as a key, or nothing without postcode or number."""
    if not address or "postcode" not in address or "huisnummer" not in address:
        return None
    return f"adres:{address['postcode'].replace(' ', '').upper()}|{address['huisnummer']}"


def _groups(rows: Sequence[Row], chosen: Sequence[int]) -> list[set[int]]:
    """Gather the chosen rows that hang together by equal keys."""
    groups: list[set[int]] = []
    of_key: dict[str, set[int]] = {}
    for number in chosen:
        group = {number}
        for other in {id(of_key[key]): of_key[key] for key in rows[number].keys if key in of_key}.values():
            group |= other
        for member in group:
            of_key |= dict.fromkeys(rows[member].keys, group)
        groups = [one for one in groups if not one <= group] + [group]
    return groups
