"""Mentions: what one event says of persons, organisations and places, under the sources' own keys."""

import re
from collections.abc import Iterator

from graph.claims import Mention
from graph.identifiers import address_key, organisation_record, person_record, place_record
from graph.identity.record import REGISTER
from streams.events.common import Betrokkene, Locatie, Organisatie, Persoon
from streams.events.event import Event

__all__ = ["Mentions", "contact_values", "normalised_iban"]

_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")


class Mentions:
    """Collects the mentions of one event while its parties and places come by; each method gives a record key."""

    def __init__(self, event: Event) -> None:
        self._source = event.source
        self._marks = (REGISTER,) if event.topic == "registry" else ()
        self._found: dict[Mention, None] = {}

    def found(self) -> tuple[Mention, ...]:
        """Give all mentions so far, each once."""
        return tuple(self._found)

    def organisation(self, organisation: Organisatie) -> str:
        """Mention an organisation; give its record key."""
        record = organisation_record(self._source, organisation.sleutel)
        self._mention(record, _organisation_values(organisation))
        return record

    def person(self, person: Persoon) -> str:
        """Mention a person; give its record key."""
        record = person_record(self._source, person.sleutel)
        self._mention(record, _person_values(person))
        return record

    def place(self, place: Locatie | None) -> str | None:
        """Mention a place; give its record key, or None where it cannot be told which place it is."""
        if place is None:
            return None
        address = _address(place)
        record = place_record(place.adresseerbaarObject, address)
        if record is not None:
            self._mention(record, _place_values(place, address))
        return record

    def party(self, party: Betrokkene) -> str:
        """Mention whoever takes part; give the record key."""
        if party.persoon is not None:
            return self.person(party.persoon)
        assert party.organisatie is not None
        return self.organisation(party.organisatie)

    def _mention(self, record: str, values: Iterator[tuple[str, str]]) -> None:
        self._found[Mention(record, (*self._marks, *values))] = None


def _organisation_values(organisation: Organisatie) -> Iterator[tuple[str, str]]:
    for field, value in (
        ("kvk", organisation.kvk),
        ("rsin", organisation.rsin),
        ("vestigingsnummer", organisation.vestigingsnummer),
        ("naam", organisation.naam),
        ("rechtsvorm", organisation.rechtsvorm),
        ("land", organisation.land),
    ):
        if value is not None:
            yield field, value
    yield from (("handelsnaam", name) for name in organisation.handelsnamen)
    yield from (("sbi", code) for code in organisation.sbi)
    yield from _contact_values(organisation)


def _person_values(person: Persoon) -> Iterator[tuple[str, str]]:
    if person.pseudoniem is not None:
        yield "pseudoniem", person.pseudoniem
    name = person.naam
    if name is not None:
        parts = (name.voornamen or name.voorletters, name.voorvoegsel, name.geslachtsnaam)
        whole = name.volledig or " ".join(filter(None, parts))
        if whole:
            yield "naam", whole
    if person.geboortedatum is not None:
        yield "geboortedatum", person.geboortedatum
    yield from _contact_values(person)


def _contact_values(party: Persoon | Organisatie) -> Iterator[tuple[str, str]]:
    if party.adres is not None:
        if party.adres.adresseerbaarObject is not None:
            yield "adres", f"bag:{party.adres.adresseerbaarObject}"
        address = _address(party.adres)
        if address is not None:
            yield "adres", address
    yield from _reached_by(party)


def contact_values(party: Betrokkene) -> Iterator[tuple[str, str]]:
    """Give telephone, e-mail and account of a party, each in its one spelling."""
    who = party.persoon or party.organisatie
    assert who is not None
    return _reached_by(who)


def _reached_by(party: Persoon | Organisatie) -> Iterator[tuple[str, str]]:
    if party.telefoon is not None:
        yield "telefoon", _telephone(party.telefoon)
    if party.email is not None:
        yield "email", party.email.strip().lower()
    if party.iban is not None:
        yield "iban", normalised_iban(party.iban)


def _place_values(place: Locatie, address: str | None) -> Iterator[tuple[str, str]]:
    if place.adresseerbaarObject is not None and address is not None:
        yield "adres", address
    for field, value in (
        ("straat", place.straat),
        ("huisnummer", place.huisnummer),
        ("huisletter", place.huisletter),
        ("toevoeging", place.toevoeging),
        ("postcode", place.postcode),
        ("plaats", place.plaats),
        ("oppervlakte", place.oppervlakte),
        ("wijk", place.wijk),
        ("buurt", place.buurt),
    ):
        if value is not None:
            yield field, str(value)
    if place.gebruiksdoel:
        yield "gebruiksdoel", ", ".join(place.gebruiksdoel)
    if place.punt is not None:
        yield "punt", f"{place.punt[0]},{place.punt[1]}"


def _address(place: Locatie) -> str | None:
    postcode = place.postcode
    if postcode is None or _POSTCODE.fullmatch(postcode) is None:
        return None
    return address_key(postcode, place.huisnummer, place.huisletter, place.toevoeging)


def _telephone(number: str) -> str:
    """Give the digits, with 0 for the Dutch country code (rules.md, J2)."""
    digits = "".join(filter(str.isdigit, number))
    for prefix in ("0031", "31") if number.strip().startswith("+") else ("0031",):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :].removeprefix("0")
    return digits


def normalised_iban(iban: str) -> str:
    """Give an IBAN in capitals without blanks."""
    return "".join(iban.split()).upper()
