"""FollowTheMoney JSON: entities and relations in the vocabulary of investigators' tools (Aleph, OpenAleph, Yente).

Written without the library: one object a line with `id`, `schema` and `properties`, each a list of texts.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from streams.exports.content import Content, Row

__all__ = ["write_ftm"]

SCHEMATA = {"person": "Person", "organisation": "Company", "place": "Address"}
# Company, because in that vocabulary only a Company can be both led (Organization) and owned (Asset).

PROPERTIES = {
    "person": {
        "naam": "name",
        "geboortedatum": "birthDate",
        "telefoon": "phone",
        "email": "email",
        "adres": "address",
    },
    "organisation": {
        "naam": "name",
        "handelsnaam": "alias",
        "kvk": "registrationNumber",
        "rsin": "taxNumber",
        "rechtsvorm": "legalForm",
        "land": "country",
        "telefoon": "phone",
        "email": "email",
        "adres": "address",
    },
    "place": {
        "straat": "street",
        "postcode": "postalCode",
        "plaats": "city",
        "punt": "remarks",
        "adres": "full",
    },
}
# Bank accounts stay out: in that vocabulary they are entities of their own, and nobody needs them to draw a network.

DIRECTING = {"bestuurder", "vennoot", "eigenaar", "commissaris", "gevolmachtigde"}
OWNING = {"belang", "aandeelhouder"}
LENDING = {"lening", "financier"}
ENDS = {
    "Directorship": ("director", "organization"),
    "Ownership": ("owner", "asset"),
    "Debt": ("creditor", "debtor"),
}


def write_ftm(content: Content, out: BinaryIO) -> None:
    """Write entities first, relations after them, one object a line."""
    assert content.nodes is not None
    assert content.edges is not None
    kinds: dict[str, str] = {}
    for entity in content.nodes():
        kinds[entity["id"]] = entity["kind"]
        out.write(msgspec.json.encode(_entity(entity)) + b"\n")
    out.writelines(msgspec.json.encode(_relation(relation, kinds)) + b"\n" for relation in content.edges())


def _entity(entity: Row) -> Row:
    names = PROPERTIES[entity["kind"]]
    properties: dict[str, list[str]] = {}
    for value in entity["values"]:
        name = names.get(value["field"])
        if name is not None and str(value["value"]) not in properties.setdefault(name, []):
            properties[name].append(str(value["value"]))
    return {"id": entity["id"], "schema": SCHEMATA[entity["kind"]], "properties": properties}


def _relation(relation: Row, kinds: dict[str, str]) -> Row:
    schema = _schema(relation, kinds)
    subject, other = ENDS.get(schema, ("subject", "object"))
    properties = {subject: [relation["from"]], other: [relation["to"]], "role": [relation["relation"]]}
    properties.update(_dates(relation["valid"]))
    return {"id": relation["id"], "schema": schema, "properties": properties}


def _schema(relation: Row, kinds: dict[str, str]) -> str:
    """Choose a schema whose ends accept these entities; an owned place is an Address there, so it is only linked."""
    name, to = relation["relation"].removeprefix("+"), kinds.get(relation["to"])
    if name in DIRECTING and to == "organisation":
        return "Directorship"
    if name in OWNING and to == "organisation":
        return "Ownership"
    if name in LENDING and to != "place":
        return "Debt"
    return "UnknownLink"


def _dates(valid: Any) -> Iterator[tuple[str, list[str]]]:
    for name, day in zip(("startDate", "endDate"), valid, strict=True):
        if day is not None:
            yield name, [str(day)]
