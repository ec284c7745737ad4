"""What events of all topics are made of: persons, organisations, places, and the fields every event has."""

import datetime as dt
from typing import Literal

import msgspec

from streams.events.fields import (
    AddressableObject,
    Amount,
    BirthDate,
    Branch,
    Bsn,
    CrossPseudonym,
    Date,
    Designation,
    Iban,
    Kvk,
    Latitude,
    Longitude,
    Municipality,
    Postcode,
    Pseudonym,
    Rsin,
    Share,
    Text,
)

__all__ = [
    "Betrokkene",
    "Bevinding",
    "Data",
    "Financiering",
    "Locatie",
    "Maatregel",
    "Naam",
    "Organisatie",
    "Periode",
    "Persoon",
    "Record",
    "Rol",
    "Stuk",
]

FULL_DATE = len("YYYY-MM-DD")

Rol = Literal[
    "aanvrager",
    "houder",
    "exploitant",
    "leidinggevende",
    "bestuurder",
    "aandeelhouder",
    "financier",
    "verhuurder",
    "eigenaar",
    "gemachtigde",
    "adviseur",
    "bewoner",
    "penvoerder",
    "aangetroffen-leiding",
]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of every part of an event: frozen; unknown fields are ignored; JSON holds no cycles, so no gc."""


class Naam(Record, frozen=True, kw_only=True, gc=False):
    """A person's name, in its parts or as a whole."""

    voornamen: str | None = None
    voorletters: str | None = None
    voorvoegsel: str | None = None
    geslachtsnaam: str | None = None
    volledig: str | None = None


class Locatie(Record, frozen=True, kw_only=True, gc=False):
    """A place (`locatie`) or an address (`adres`)."""

    adresseerbaarObject: AddressableObject | None = None  # noqa: N815
    nummeraanduiding: Designation | None = None
    straat: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    toevoeging: str | None = None
    postcode: Postcode | None = None
    plaats: str | None = None
    gebruiksdoel: tuple[str, ...] = ()
    oppervlakte: int | None = None
    wijk: str | None = None
    buurt: str | None = None
    punt: tuple[Longitude, Latitude] | None = None


class Persoon(Record, frozen=True, kw_only=True, gc=False):
    """A natural person as one source knows it.

    `pseudoniem` and `kruis` are set by the gateway in the place of `bsn`; `kruis` is read by the crosslink
    step alone and never exported.
    """

    sleutel: Text
    bsn: Bsn | None = None
    pseudoniem: Pseudonym | None = None
    kruis: CrossPseudonym | None = None
    naam: Naam | None = None
    geboortedatum: BirthDate | None = None
    adres: Locatie | None = None
    telefoon: str | None = None
    email: str | None = None
    iban: Iban | None = None

    def __post_init__(self) -> None:
        """Refuse a full date of birth that is no existing day."""
        born = self.geboortedatum
        if born is not None and len(born) == FULL_DATE:
            try:
                dt.date.fromisoformat(born)
            except ValueError:
                raise ValueError("`geboortedatum` is no existing day") from None


class Organisatie(Record, frozen=True, kw_only=True, gc=False):
    """An organisation as one source knows it."""

    sleutel: Text
    kvk: Kvk | None = None
    rsin: Rsin | None = None
    vestigingsnummer: Branch | None = None
    naam: str | None = None
    handelsnamen: tuple[str, ...] = ()
    rechtsvorm: str | None = None
    sbi: tuple[str, ...] = ()
    land: str | None = None
    adres: Locatie | None = None
    telefoon: str | None = None
    email: str | None = None
    iban: Iban | None = None


class Betrokkene(Record, frozen=True, kw_only=True, gc=False):
    """A party to a case: its role, and exactly one of a person or an organisation."""

    rol: Rol
    persoon: Persoon | None = None
    organisatie: Organisatie | None = None
    sinds: Date | None = None
    tot: Date | None = None
    aandeel: Share | None = None
    bedrag: Amount | None = None
    soort: str | None = None
    herkomst: str | None = None

    def __post_init__(self) -> None:
        """Refuse a party that is both or neither."""
        if (self.persoon is None) == (self.organisatie is None):
            raise ValueError("a party is exactly one of persoon, organisatie")


class Financiering(Record, frozen=True, kw_only=True, gc=False):
    """One part of the financing of a permit application."""

    soort: str | None = None
    bedrag: Amount | None = None
    verstrekker: Betrokkene | None = None
    herkomst: str | None = None


class Stuk(Record, frozen=True, kw_only=True, gc=False):
    """A document behind the event: linked to, never copied."""

    kenmerk: str | None = None
    titel: str | None = None
    datum: Date | None = None
    url: str | None = None


class Periode(Record, frozen=True, kw_only=True, gc=False):
    """The time a subsidy is for."""

    van: Date | None = None
    tot: Date | None = None


class Bevinding(Record, frozen=True, kw_only=True, gc=False):
    """One finding of an inspection."""

    code: str
    ernst: Literal[1, 2, 3]
    sanctionabel: bool
    omschrijving: str | None = None


class Maatregel(Record, frozen=True, kw_only=True, gc=False):
    """A measure that an authority imposed."""

    grondslag: str | None = None
    bedrag: Amount | None = None
    van: Date | None = None
    tot: Date | None = None


class Data(Record, frozen=True, kw_only=True, gc=False):
    """What every event's `data` has, whatever its type."""

    gemeente: Municipality
    gebeurtenisdatum: Date
    zaaknummer: str | None = None
    doelbinding: str | None = None
    toelichting: str | None = None
    stukken: tuple[Stuk, ...] = ()
    corrigeert: Text | None = None
