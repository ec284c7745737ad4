"""Under which keys a record can meet another: a function of what stands about the record, and of nothing else.

Certain keys are those of rules.md section 4. A probable key counts while at most `BLOCK_LIMIT` records carry it: beyond
that it says nothing, and the pairs that it alone gave are taken back. Narrower keys stand beside each broad one from the
start, so that they are what is left of it: no "first so many", no order of arrival.
"""

from collections.abc import Iterable, Iterator

from graph.claims import ORGANISATION, PERSON, record_id
from graph.identity.features import Features
from graph.identity.folding import sound
from graph.identity.organisation_name import OrganisationName
from graph.identity.person_names import PersonName
from graph.identity.record import Record

__all__ = [
    "ADDRESS",
    "BLOCKING",
    "BLOCK_LIMIT",
    "CERTAIN",
    "COMPARED",
    "SHARED",
    "block_keys",
    "certain_keys",
    "probable_keys",
]

BLOCK_LIMIT = 50
"""Records under one probable key, beyond which it is no evidence of identity (an address with 400 firms)."""

CERTAIN, ADDRESS, SHARED = "=", "@", "#"
"""First letter of a block key: what meeting under it means. Sharing a telephone or account links nobody by itself."""

_SHARED_FIELDS = ("telefoon", "email", "iban")
"""Values under which rules look for what two parties have in common."""

_CERTAIN_FIELDS = {
    ORGANISATION: ("kvk", "rsin", "vestigingsnummer"),
    PERSON: ("pseudoniem",),
}

BLOCKING = frozenset({"adres", *_SHARED_FIELDS, *sum(_CERTAIN_FIELDS.values(), ())})
"""Fields whose values make the keys of `block_keys`."""

COMPARED = BLOCKING | {
    "naam", "handelsnaam", "voornamen", "voorletters", "voorvoegsel", "geslachtsnaam", "geboortedatum",
    "straat", "huisnummer", "postcode", "plaats",
}  # fmt: skip
"""Fields whose values are features: where one changes, the record is scored again."""

_FULL, _YEAR = 8, 4
"""Digits of a birth date known to the day, and of its year."""

_BEGINNING = 10
"""Letters of a joined name that are a key: enough to be rare, few enough to survive what follows."""

_STREET = 6
"""Letters of a street that are a key together with a number."""


def block_keys(record: Record) -> frozenset[str]:
    """Give the keys under which this record meets others with certainty, or shares what rules look for."""
    return frozenset(_keys(record))


def _keys(record: Record) -> Iterator[str]:
    kind = record.key[0]
    if kind not in _CERTAIN_FIELDS:
        yield from (ADDRESS + address for address in _addresses(record))
        return
    for field in _CERTAIN_FIELDS[kind]:
        yield from (f"{CERTAIN}{field}:{value}" for value in record.values(field))
    for field in _SHARED_FIELDS:
        yield from (f"{SHARED}{field}:{value}" for value in record.values(field))


def certain_keys(kind: str, values: Iterable[tuple[str, str]]) -> list[str]:
    """Give the certain keys of a record out of its pairs of field and value."""
    fields = _CERTAIN_FIELDS[kind]
    return [f"{CERTAIN}{field}:{value}" for field, value in values if field in fields]


def probable_keys(features: Features) -> set[str]:
    """Give the keys under which this record may meet others that it is then compared with; some six of them."""
    keys: list[str] = []
    places = _places(features)
    if features.kind == PERSON:
        for name in features.persons:
            _person_keys(keys, name, features, places)
    else:
        for one in features.organisations:
            _organisation_keys(keys, one, features, places)
    kind = features.kind
    keys.extend(f"{kind}t{phone}" for phone in features.phones)
    keys.extend(f"{kind}m{email}" for email in features.emails)
    keys.extend(f"{kind}i{iban}" for iban in features.ibans)
    keys.extend(f"{kind}a{place}" for place in places)
    return set(keys)


def _places(features: Features) -> list[str]:
    found = list(features.buildings)
    for address in features.addresses:
        if address.number:
            if address.postcode:
                found.append(f"{address.postcode}|{address.number}")
            if address.street:
                found.append(f"{address.street[:_STREET]}|{address.number}")
    return found


def _person_keys(keys: list[str], name: PersonName, features: Features, places: list[str]) -> None:
    sounds = name.sounds
    letter = name.given[0][0] if name.given else ""
    if sounds and letter:
        keys.append(f"pn{sounds}|{letter}")
        keys.extend(f"pn{sounds}|{letter}|{date[:_YEAR]}" for date in features.dates)
        for address in features.addresses:
            if address.city:
                keys.append(f"pn{sounds}|{letter}|{address.city}")
            if address.postcode:
                keys.append(f"pn{sounds}|{letter}|{address.postcode[:4]}")
    if len(name.surname) > 1 and letter:
        keys.extend(f"pn{sound(part)}|{letter}" for part in name.surname)
    for date in features.dates:
        if len(date) == _FULL:
            # Day and month in the order of size: who swapped them meets all the same.
            day = f"{date[:4]}{min(date[4:6], date[6:])}{max(date[4:6], date[6:])}"
            keys.append(f"pd{day}")
            keys.append(f"pd{day}|{sounds[:1]}")
    keys.extend(f"pa{place}|{sounds}" for place in places)


def _organisation_keys(
    keys: list[str], name: OrganisationName, features: Features, places: list[str]
) -> None:
    keys.append(f"on{name.ordered}")
    keys.append(f"oj{name.joined[:_BEGINNING]}")
    if len(name.telling) > 1:
        keys.append(f"ow{min(name.telling)}|{max(name.telling)}")
    for address in features.addresses:
        for area in filter(None, (address.city, address.postcode)):
            keys.extend(f"ow{word}|{area}" for word in name.telling)
    for place in places:
        keys.extend(f"oa{place}|{word[:4]}" for word in name.telling)


def _addresses(record: Record) -> set[str]:
    own = record_id(record.key)
    return {own} if own.startswith("adres:") else set(record.values("adres"))
