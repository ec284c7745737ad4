"""An event without one person or organisation: what others did and own stays, what was said of the erased goes.

What cannot be told apart goes as a whole: an event about the erased alone, free text, fields that the contract does not
know, and every event in which something of the erased is still found after that.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from streams.events.types import TYPES
from streams.pseudonyms import PSEUDONYM

__all__ = ["marks_of", "mentioned", "names_of", "redacted"]

_FREE_TEXT = ("toelichting", "stukken", "omschrijving")
"""Fields that may say anything about anybody."""

_ENVELOPE = frozenset({"specversion", "id", "source", "type", "time", "datacontenttype", "data"})

_SHORTEST = 5
"""A mark of fewer characters occurs by chance, so it proves nothing either way."""

_CONTACTS = ("telefoon", "email", "iban", "pseudoniem", "kruis")


def names_of(party: dict[str, Any], source: str) -> Iterator[str]:
    """Give the ids by which a Persoon or Organisatie can be named: its record, its register numbers, its pseudonym."""
    if isinstance(party.get("sleutel"), str):
        yield f"{source}#{party['sleutel']}"
    for field in ("kvk", "rsin"):
        if isinstance(party.get(field), str):
            yield f"{field}:{party[field]}"
    if isinstance(party.get("pseudoniem"), str):
        yield party["pseudoniem"]


def mentioned(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give every Persoon and Organisatie in an event, at any depth."""
    yield from _parties(event.get("data"))


def _parties(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _parties(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in {"persoon", "organisatie"} and isinstance(part, dict):
                yield part
            yield from _parties(part)


def marks_of(party: dict[str, Any], source: str) -> set[str]:
    """Give the texts by which somebody can be found in bytes: ids, contacts, names as written whole."""
    found = {name for name in names_of(party, source) if not name.startswith(("kvk:", "rsin:"))}
    found |= {party[field] for field in _CONTACTS if isinstance(party.get(field), str)}
    key = party.get("sleutel")
    if isinstance(key, str):
        found.add(f'"sleutel":"{key}"')
    name = party.get("naam")
    if isinstance(name, dict):
        found |= {name["volledig"]} if isinstance(name.get("volledig"), str) else set()
        if isinstance(name.get("geslachtsnaam"), str):
            found.add(f'"geslachtsnaam":"{name["geslachtsnaam"]}"')
    elif isinstance(name, str):
        found.add(name)
    return {mark for mark in found if len(mark) >= _SHORTEST}


def redacted(
    event: dict[str, Any], is_erased: Callable[[dict[str, Any]], bool], own: set[str]
) -> bytes | None:
    """Give the event's canonical JSON without what is erased; None where nothing of it may stay.

    Parameters
    ----------
    is_erased
        Tells whether a Persoon or Organisatie of this event is the erased.
    own
        Marks of the erased: where one is found in what is left, all of it goes.
    """
    known = TYPES[event["type"]]
    data = event["data"]
    if known.topic == "decisions" or any(
        isinstance(data.get(name), dict) and is_erased(data[name]) for name in ("persoon", "organisatie")
    ):
        return None
    parties = data.get("betrokkenen") or []
    kept = [party for party in parties if not _is_party(party, is_erased)]
    if known.topic == "registry" and len(kept) < len(parties):
        return None
    fields = {field.encode_name for field in msgspec.structs.fields(known.record)}
    left = {name: _without(part, is_erased) for name, part in data.items() if name in fields}
    if parties:
        left["betrokkenen"] = [_without(party, is_erased) for party in kept]
    body = msgspec.json.encode(
        {name: value for name, value in event.items() if name in _ENVELOPE} | {"data": _plain(left)},
        order="sorted",
    )
    text = body.decode()
    return None if any(mark in text or _escaped(mark) in text for mark in own) else body


def _is_party(party: Any, is_erased: Callable[[dict[str, Any]], bool]) -> bool:
    who = party.get("persoon") or party.get("organisatie") if isinstance(party, dict) else None
    return isinstance(who, dict) and is_erased(who)


def _without(value: Any, is_erased: Callable[[dict[str, Any]], bool]) -> Any:
    """Take a lender who is erased out of a financing; the amount stays."""
    if isinstance(value, list):
        return [_without(part, is_erased) for part in value]
    if isinstance(value, dict):
        return {
            name: _without(part, is_erased)
            for name, part in value.items()
            if not (name == "verstrekker" and _is_party(part, is_erased))
        }
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if name not in _FREE_TEXT}
    return value


def _escaped(mark: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", mark) if PSEUDONYM.fullmatch(mark) is None else mark
