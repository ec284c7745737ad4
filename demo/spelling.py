"""How each source system spells one and the same party: with other keys, other numbers and another name.

Which spelling a party gets in a source depends on the party alone, never on chance, so that a source is consistent with itself.
"""

from __future__ import annotations

import unicodedata

from demo.firms import Firm
from demo.log import Data
from demo.people import Person
from demo.places import TOWN, Place
from demo.sources import Source

__all__ = ["address", "organisation", "party", "person", "record", "site"]

LEGAL_FORM = {"bv": " B.V.", "stichting": "", "vereniging": "", "eenmanszaak": ""}


def record(source: Source, who: Person | Firm, at: Firm | None = None) -> str:
    """Return the record id of a party in a source: `source#sleutel`."""
    return f"{source.urn}#{_key(source, who, at)}"


def party(source: Source, who: Person | Firm, at: Firm | None = None) -> Data:
    """Return a party as the other half of a Betrokkene: under `persoon` or `organisatie`."""
    if isinstance(who, Firm):
        return {"organisatie": organisation(source, who)}
    return {"persoon": person(source, who, at)}


def organisation(source: Source, firm: Firm) -> Data:
    """Return an organisation as a source spells it.

    The register gives every number; the permit system a KVK number or name and address; the subsidy system an RSIN where there
    is one; the inspectors' app an establishment or name and address.
    """
    data: Data = {"sleutel": _key(source, firm, None), "naam": _firm_name(source, firm)}
    match source:
        case Source.REGISTER:
            numbers = {"kvk": firm.kvk} | ({"rsin": firm.rsin} if firm.rsin else {})
            data |= numbers | {
                "rechtsvorm": firm.form,
                "sbi": [firm.trade.sbi],
                "adres": address(source, firm.place),
            }
        case Source.SUBSIDIES | Source.CADASTRE if firm.rsin:
            data["rsin"] = firm.rsin
        case Source.INSPECTIONS if firm.number % 2:
            data["vestigingsnummer"] = firm.branch
        case Source.PERMITS if firm.number % 10 >= 3:
            data["kvk"] = firm.kvk
        case Source.LEASES | Source.ENVIRONMENT if firm.number % 3:
            data["kvk"] = firm.kvk
        case _:
            data["adres"] = address(source, firm.place)
    return data


def person(source: Source, who: Person, at: Firm | None = None) -> Data:
    """Return a person as a source spells it.

    The residents' register knows the BSN, the permit system for some; elsewhere name and date of birth, in the subsidy system
    name and address, must do.
    """
    data: Data = {"sleutel": _key(source, who, at)}
    parts = {"voornamen": who.given, "geslachtsnaam": who.surname} | (
        {"voorvoegsel": who.prefix} if who.prefix else {}
    )
    match source:
        case Source.RESIDENTS:
            data |= {"naam": parts, "geboortedatum": who.born.isoformat()} | (
                {"bsn": who.bsn} if who.bsn else {}
            )
        case Source.REGISTER:
            data |= {"naam": parts, "geboortedatum": who.born.isoformat()}
        case Source.PERMITS if who.bsn and who.number % 3 == 0:
            short = {"voorletters": who.initials, "geslachtsnaam": who.surname}
            data |= {"naam": short | ({"voorvoegsel": who.prefix} if who.prefix else {}), "bsn": who.bsn}
        case Source.SUBSIDIES:
            data |= {"naam": {"volledig": who.full_name}, "adres": address(source, who.home)}
        case _:
            data |= {"naam": {"volledig": who.full_name}, "geboortedatum": who.born.isoformat()}
    return data


def site(source: Source, place: Place) -> Data:
    """Return a `locatie`: leases name the object alone, inspectors and residents an address, registers and permits both."""
    match source:
        case Source.LEASES:
            return {"adresseerbaarObject": place.bag, "straat": place.street, "plaats": TOWN}
        case Source.REGISTER | Source.RESIDENTS | Source.CADASTRE:
            facts = {
                "gebruiksdoel": place.use.split(" en "),
                "oppervlakte": place.area,
                "wijk": place.quarter,
                "buurt": place.area_name,
                "punt": list(place.point),
            }
            return {"adresseerbaarObject": place.bag} | address(source, place) | facts
        case Source.PERMITS:
            return {"adresseerbaarObject": place.bag} | address(source, place) | {"punt": list(place.point)}
        case _:
            return address(source, place)


def address(source: Source, place: Place) -> Data:
    """Return an address; the inspectors write a blank in the postcode, the subsidy system capitals."""
    postcode, street, town = place.postcode, place.street, TOWN
    if source in {Source.INSPECTIONS, Source.ENVIRONMENT}:
        postcode = f"{postcode[:4]} {postcode[4:]}"
    if source is Source.SUBSIDIES:
        street, town = street.upper(), town.upper()
    return {"straat": street, "huisnummer": place.house, "postcode": postcode, "plaats": town}


def _key(source: Source, who: Person | Firm, at: Firm | None) -> str:
    """Return the key of a source: the trade register knows half of the persons once for each firm."""
    if isinstance(who, Firm):
        return f"{source.short.upper()}-O{who.number:05d}"
    if source is Source.REGISTER and at is not None and who.number % 2:
        return f"{source.short.upper()}-P{who.number:05d}-{at.number:05d}"
    return f"{source.short.upper()}-P{who.number:05d}"


def _firm_name(source: Source, firm: Firm) -> str:
    """Return the name: capitals in one system, no points or accents in another."""
    name = firm.name + LEGAL_FORM[firm.form]
    match source:
        case Source.PERMITS:
            return name.upper()
        case Source.INSPECTIONS | Source.ENVIRONMENT:
            plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
            return plain.replace("B.V.", "BV")
        case Source.LEASES:
            return name.replace(" B.V.", " b.v.")
        case _:
            return name
