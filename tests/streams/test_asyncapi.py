"""The published contract: current, complete, and at one with the gateway."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from streams.asyncapi import asyncapi, documents, event_schema, main
from streams.events import TOPICS, TYPES

DOCS = Path(__file__).parents[2] / "docs"
COMMON = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08"}
PARTY = {"rol": "houder", "organisatie": {"sleutel": "K", "kvk": "69599084"}, "persoon": None, "aandeel": 50}


def envelope(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return an event of a type."""
    source = "urn:nld:oin:00000001850000002000"
    time = "2021-11-10T09:12:33Z"
    return {"specversion": "1.0", "id": "e1", "source": source, "type": name, "time": time, "data": data}


def fits(name: str, data: dict[str, Any]) -> bool:
    """Tell whether an event fits the schema of its type."""
    validator = jsonschema.Draft202012Validator(event_schema(name))
    return validator.is_valid(envelope(name, data))


def test_the_documents_in_docs_are_current() -> None:
    """Run `python -m streams.asyncapi docs/` when this fails."""
    texts = documents()
    assert {path: (DOCS / path).read_text("utf-8") for path in texts} == texts
    assert {f"schemas/{path.name}" for path in (DOCS / "schemas").iterdir()} == {
        path for path in texts if path.startswith("schemas/")
    }


def test_the_generator_writes_every_document_and_removes_old_ones(tmp_path: Path) -> None:
    """Into the folder it is given."""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "nl.old.v1.json").write_text("{}")
    main(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert written == set(documents())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_has_a_valid_schema_of_its_own(name: str) -> None:
    """JSON Schema 2020-12; municipality and date are required in each."""
    schema = event_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    record = schema["$defs"][schema["properties"]["data"]["$ref"].rsplit("/", 1)[1]]
    assert {"gemeente", "gebeurtenisdatum"} <= set(record["required"])


def test_a_schema_holds_what_the_gateway_holds() -> None:
    """Forms, closed lists, exactly one party, null as absent, unknown fields."""
    name = "nl.vergunningen.aanvraag-ontvangen.v1"
    good = COMMON | {"soort": "alcoholwet", "betrokkenen": [PARTY], "locatie": None, "sbi": None, "x": 1}
    assert fits(name, good)
    for wrong in (
        {"gemeente": "505"},
        {"soort": "horeca"},
        {"investering": "1.0"},
        {"betrokkenen": [PARTY | {"rol": "x"}]},
        {"betrokkenen": [PARTY | {"organisatie": None}]},
        {"betrokkenen": [PARTY | {"persoon": {"sleutel": "P"}}]},
        {"betrokkenen": [PARTY | {"aandeel": 101}]},
        {"locatie": {"punt": [1]}},
        {"locatie": {"adresseerbaarObject": "0505100000000001"}},
    ):
        assert not fits(name, good | wrong), wrong


def references(value: Any) -> set[str]:
    """Every `$ref` in a document."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(part) for part in value.values()))
    if isinstance(value, list):
        return set[str]().union(*(references(part) for part in value))
    return set()


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    """Within the document itself."""
    document = asyncapi()
    for reference in references(document):
        at: Any = document
        for step in reference.removeprefix("#/").split("/"):
            at = at[step]
        assert at


def test_the_asyncapi_document_has_every_topic_and_type() -> None:
    """Each type is a message of the channel of its topic."""
    document = json.loads(json.dumps(asyncapi()))
    assert document["asyncapi"] == "3.0.0"
    for topic in TOPICS:
        of_topic = {name for name, known in TYPES.items() if known.topic == topic}
        assert set(document["channels"][topic]["messages"]) == of_topic
    assert set(TYPES) <= set(document["components"]["messages"])
