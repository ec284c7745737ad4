"""What matching compares of a record: its values in comparable parts, made once a record."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from sys import intern

import msgspec

from graph.claims import PERSON
from graph.identity import organisation_name, person_names
from graph.identity.addresses import Address, of_key, parsed
from graph.identity.birth_dates import digits
from graph.identity.folding import words
from graph.identity.organisation_name import OrganisationName, without_city
from graph.identity.person_names import PersonName

__all__ = ["Features", "features"]

_PHONE_DIGITS = 9
"""Last digits of a telephone number that tell it apart; what stands before is trunk or country."""

_PARTS_OF_NAME = ("voornamen", "voorletters", "voorvoegsel", "geslachtsnaam")
_PARTS_OF_ADDRESS = ("straat", "huisnummer", "postcode", "plaats")
_PARTS_OF_NAME_SET, _PARTS_OF_ADDRESS_SET = frozenset(_PARTS_OF_NAME), frozenset(_PARTS_OF_ADDRESS)


_OF_PERSONS: tuple[str, ...] = ("pseudoniem",)
_OF_ORGANISATIONS = ("kvk", "rsin", "vestigingsnummer")
_CONTRADICTING = ("kvk", "rsin", "pseudoniem")
"""Identifiers; an organisation may have many establishments, and one of each of the others."""


class Features(msgspec.Struct, gc=False):
    """One record as it is compared: all parts are tuples of distinct values, empty where nothing is known.

    ``persons`` for a person, ``organisations`` for an organisation; ``dates`` are digits; ``buildings`` are BAG ids;
    ``numbers`` are the identifiers that contradict each other, by field, ``certain`` all that make a link certain;
    ``source`` is known of the records of a file alone.
    """

    kind: str
    persons: tuple[PersonName, ...] = ()
    organisations: tuple[OrganisationName, ...] = ()
    dates: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    buildings: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    certain: frozenset[str] = frozenset()
    numbers: Mapping[str, frozenset[str]] = {}
    source: str = ""


def features(kind: str, values: Iterable[tuple[str, str]]) -> Features:
    """Make the features of a record out of its pairs of field and value, in any order.

    Fields are those of a claim (``naam``, ``handelsnaam``, ``geboortedatum``, ``adres``, ``telefoon``, ``email``, ``iban``,
    ``kvk``, ``rsin``, ``vestigingsnummer``, ``pseudoniem``), besides the parts of a name (``voornamen``, ``voorletters``,
    ``voorvoegsel``, ``geslachtsnaam``) and of an address (``straat``, ``huisnummer``, ``postcode``, ``plaats``), of which the
    smallest value of each counts. Others are passed over. Cost about 10 µs where the values were not met before.
    """
    by_field = _by_field(values)
    made = Features(kind)
    if kind == PERSON:
        made.persons = tuple(_persons(by_field))
        if "geboortedatum" in by_field:
            made.dates = _distinct(digits(date) for date in by_field["geboortedatum"])
    _place(made, by_field)
    if kind != PERSON:
        made.organisations = tuple(dict.fromkeys(_organisations(by_field, made.addresses)))
    _identify(made, by_field)
    if "telefoon" in by_field:
        made.phones = _distinct(map(_phone, by_field["telefoon"]))
    if "email" in by_field:
        made.emails = _distinct(value.strip().lower() for value in by_field["email"])
    if "iban" in by_field:
        made.ibans = _distinct("".join(value.split()).upper() for value in by_field["iban"])
    return made


def _by_field(values: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    by_field: dict[str, list[str]] = {}
    for field, value in values:
        found = by_field.get(field)
        if found is None:
            by_field[field] = [value]
        elif value not in found:
            found.append(value)
            found.sort()
    return by_field


def _identify(made: Features, by_field: dict[str, list[str]]) -> None:
    certain = _OF_PERSONS if made.kind == PERSON else _OF_ORGANISATIONS
    if by_field.keys().isdisjoint(certain):
        return
    made.numbers = {field: frozenset(by_field[field]) for field in _CONTRADICTING if field in by_field}
    made.certain = frozenset(field + value for field in certain for value in by_field.get(field, ()))


def _organisations(
    by_field: dict[str, list[str]], addresses: tuple[Address, ...]
) -> Iterator[OrganisationName]:
    city: frozenset[str] = frozenset()
    if "plaats" in by_field:
        city = frozenset(words(by_field["plaats"][0])) | {address.city for address in addresses}
    for field in ("naam", "handelsnaam"):
        for name in by_field.get(field, ()):
            for one in organisation_name.read(name):
                yield without_city(one, city) if city else one


def _persons(by_field: dict[str, list[str]]) -> list[PersonName]:
    found: list[PersonName | None] = [person_names.whole(name) for name in by_field.get("naam", ())]
    if not _PARTS_OF_NAME_SET.isdisjoint(by_field):
        parts = [by_field[field][0] if field in by_field else "" for field in _PARTS_OF_NAME]
        found.append(person_names.parsed(*parts))
    if len(found) == 1:
        return [] if found[0] is None else [found[0]]
    return list(dict.fromkeys(name for name in found if name is not None))


def _place(made: Features, by_field: dict[str, list[str]]) -> None:
    keys = by_field.get("adres", ())
    found = [of_key(key) for key in keys]
    if not _PARTS_OF_ADDRESS_SET.isdisjoint(by_field):
        parts = [by_field[field][0] if field in by_field else "" for field in _PARTS_OF_ADDRESS]
        found.append(parsed(*parts))
    if found:
        made.addresses = tuple(dict.fromkeys(address for address in found if address is not None))
        made.buildings = tuple(key for key in keys if key.startswith("bag:"))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(intern(value) for value in dict.fromkeys(values) if value)


@lru_cache(maxsize=16_384)
def _phone(number: str) -> str:
    signs = "".join(filter(str.isdigit, number))
    return signs[-_PHONE_DIGITS:] if len(signs) >= 6 else ""
