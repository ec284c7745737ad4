"""Where identifiers stand in an event's data, and the first of them that has a wrong form."""

from collections.abc import Iterator

from streams.events.common import Data, Locatie, Organisatie, Persoon
from streams.events.permits import PermitData
from streams.events.registry import RegistryData
from streams.events.subsidies import SubsidyData
from streams.identifiers import (
    is_addressable_object,
    is_branch,
    is_bsn,
    is_designation,
    is_iban,
    is_kvk,
    is_rsin,
    normal_postcode,
)

__all__ = ["parties", "wrong_identifier"]


def parties(data: Data) -> Iterator[tuple[str, Persoon | Organisatie]]:
    """Every person and organisation in the data with the path of each, in the order of the contract."""
    if isinstance(data, RegistryData):
        if data.organisatie is not None:
            yield "data.organisatie", data.organisatie
        if data.persoon is not None:
            yield "data.persoon", data.persoon
    for number, party in enumerate(getattr(data, "betrokkenen", ())):
        if party.persoon is not None:
            yield f"data.betrokkenen[{number}].persoon", party.persoon
        else:
            yield f"data.betrokkenen[{number}].organisatie", party.organisatie
    if isinstance(data, PermitData):
        for number, part in enumerate(data.financiering):
            lender = part.verstrekker
            if lender is not None and lender.persoon is not None:
                yield f"data.financiering[{number}].verstrekker.persoon", lender.persoon
            elif lender is not None and lender.organisatie is not None:
                yield f"data.financiering[{number}].verstrekker.organisatie", lender.organisatie


def wrong_identifier(data: Data) -> str | None:
    """Path of the first identifier that has a wrong form (`data.locatie.postcode`), or None."""
    place: Locatie | None = getattr(data, "locatie", None)
    if place is not None:
        field = _wrong_in_place(place)
        if field is None and place.postcode is not None and normal_postcode(place.postcode) is None:
            field = "postcode"
        if field is not None:
            return f"data.locatie.{field}"
    for path, party in parties(data):
        field = _wrong_in_person(party) if isinstance(party, Persoon) else _wrong_in_organisation(party)
        if field is not None:
            return f"{path}.{field}"
    if isinstance(data, SubsidyData) and data.iban is not None and not is_iban(data.iban):
        return "data.iban"
    return None


def _wrong_in_place(place: Locatie) -> str | None:
    if place.adresseerbaarObject is not None and not is_addressable_object(place.adresseerbaarObject):
        return "adresseerbaarObject"
    if place.nummeraanduiding is not None and not is_designation(place.nummeraanduiding):
        return "nummeraanduiding"
    return None


def _wrong_in_both(party: Persoon | Organisatie) -> str | None:
    if party.iban is not None and not is_iban(party.iban):
        return "iban"
    field = None if party.adres is None else _wrong_in_place(party.adres)
    return None if field is None else f"adres.{field}"


def _wrong_in_person(person: Persoon) -> str | None:
    if person.bsn is not None and not is_bsn(person.bsn):
        return "bsn"
    return _wrong_in_both(person)


def _wrong_in_organisation(organisation: Organisatie) -> str | None:
    if organisation.kvk is not None and not is_kvk(organisation.kvk):
        return "kvk"
    if organisation.rsin is not None and not is_rsin(organisation.rsin):
        return "rsin"
    if organisation.vestigingsnummer is not None and not is_branch(organisation.vestigingsnummer):
        return "vestigingsnummer"
    return _wrong_in_both(organisation)
