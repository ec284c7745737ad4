"""The keys under which sources speak of one thing: record keys, register numbers, addresses."""

from graph.claims import ORGANISATION, PERSON, PLACE

__all__ = ["address_key", "organisation_record", "person_record", "place_record"]


def person_record(source: str, sleutel: str) -> str:
    """Give the record key of a person as one source keeps it."""
    return f"{PERSON}{source}#{sleutel}"


def organisation_record(source: str, sleutel: str) -> str:
    """Give the record key of an organisation as one source keeps it."""
    return f"{ORGANISATION}{source}#{sleutel}"


def address_key(
    postcode: str | None, number: int | None, letter: str | None, addition: str | None
) -> str | None:
    """Give ``adres:POSTCODE|number|letter|addition``, upper case without blanks; None without postcode or number."""
    if postcode is None or number is None:
        return None
    parts = (postcode, str(number), letter or "", addition or "")
    return "adres:" + "|".join("".join(part.split()).upper() for part in parts)


def place_record(bag: str | None, address: str | None) -> str | None:
    """Give the record key of a place: its BAG id, else its address; None where there is neither."""
    if bag is not None:
        return f"{PLACE}bag:{bag}"
    return None if address is None else PLACE + address
