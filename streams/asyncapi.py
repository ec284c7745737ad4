"""Generates the published contract from the records: a JSON Schema a type, and one AsyncAPI 3.0 document.

`python -m streams.asyncapi docs/` writes `schemas/<type>.json`, `schemas/forbidden-names.json` and
`asyncapi.json` below the folder named.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from streams.deadletters import DeadLetter
from streams.envelope import MAX_BYTES
from streams.events.types import DECISIONS, TOPICS, TYPES, EventType
from streams.forbidden import CONTAINED, EXACT
from streams.purposes import BIBOB, DEFAULTS

__all__ = ["OUTPUTS", "asyncapi", "documents", "event_schema", "main"]

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VERSION = "1.0.0"
"""Of the contract: the `.v1` of the types."""

_TITLES = {
    "permits": "Permits: applications and the decisions on them",
    "subsidies": "Subsidies: applications and the decisions on them",
    "inspections": "Inspections and measures",
    "registry": "Facts from registers",
    "signals": "Reports from residents, neighbourhood groups and partners",
    "decisions": "Decisions of people at the desk; only the desk writes here",
    "deadletters": "Refused messages, each with its reason",
}

OUTPUTS: dict[str, type[msgspec.Struct]] = {"deadletters": DeadLetter}
"""Topics that go out, each with the record of its messages."""


def event_schema(name: str) -> Schema:
    """JSON Schema of one event type in structured form, complete in itself."""
    known = TYPES[name]
    (data,), definitions = _schemas([known.record], "#/$defs/{name}")
    return {"$schema": _DIALECT, "title": name, **_envelope(name, known, data), "$defs": definitions}


def asyncapi() -> Schema:
    """Return the AsyncAPI 3.0 document of all topics."""
    records = sorted({known.record for known in TYPES.values()}, key=lambda record: record.__name__)
    template = "#/components/schemas/{name}"
    references, schemas = _schemas([*records, *OUTPUTS.values()], template)
    data = dict(zip(records, references, strict=False))
    for name, known in TYPES.items():
        schemas[name] = _envelope(name, known, data[known.record])
    messages = {name: _message(name, "application/cloudevents+json") for name in TYPES}
    messages |= {
        record.__name__: _message(record.__name__, "application/json") for record in OUTPUTS.values()
    }
    names = {topic: [name for name, known in TYPES.items() if known.topic == topic] for topic in TOPICS}
    names |= {topic: [record.__name__] for topic, record in OUTPUTS.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Dwarsverband",
            "version": _VERSION,
            "description": (
                "Events of permits, subsidies, inspections, registers and reports, as CloudEvents 1.0 under the "
                f"NL GOV profile, at most {MAX_BYTES} bytes each, in structured JSON or binary mode."
            ),
            "license": {
                "name": "EUPL-1.2",
                "url": "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
            },
        },
        "defaultContentType": "application/cloudevents+json",
        "x-forbidden-names": _forbidden(),
        "x-purposes": {"default": dict(DEFAULTS), "dossier-only": BIBOB},
        "channels": {topic: _channel(topic, messages_of) for topic, messages_of in names.items()},
        "operations": {
            f"{'send' if topic in OUTPUTS else 'receive'}-{topic}": {
                "action": "send" if topic in OUTPUTS else "receive",
                "channel": {"$ref": f"#/channels/{topic}"},
            }
            for topic in names
        },
        "components": {"messages": messages, "schemas": dict(sorted(schemas.items()))},
    }


def documents() -> dict[str, str]:
    """Every generated file: its path below the folder of documents → its text."""
    files = {f"schemas/{name}.json": event_schema(name) for name in TYPES}
    files["schemas/forbidden-names.json"] = _forbidden()
    files["asyncapi.json"] = asyncapi()
    return {path: json.dumps(content, indent=1, ensure_ascii=False) + "\n" for path, content in files.items()}


def main(folder: Path) -> None:
    """Write every document, and remove the schemas of types that are no more."""
    texts = documents()
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    for old in (folder / "schemas").glob("*.json"):
        if f"schemas/{old.name}" not in texts:
            old.unlink()
    for path, text in texts.items():
        (folder / path).write_text(text, "utf-8")


def _envelope(name: str, known: EventType, data: Schema) -> Schema:
    text = {"type": "string", "minLength": 1}
    return {
        "description": f"CloudEvents 1.0, NL GOV profile; topic {known.topic}. "
        + (
            "Written by the desk alone." if known.topic == DECISIONS else "Identity: gemeente, source and id."
        ),
        "type": "object",
        "required": ["specversion", "id", "source", "type", "time", "data"],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": text,
            "source": {
                "type": "string",
                "pattern": "^[uU][rR][nN]:",
                "description": "A URN; preferably an OIN.",
            },
            "type": {"const": name},
            "time": {
                "type": "string",
                "format": "date-time",
                "description": "When logged: RFC 3339 with an offset or Z.",
            },
            "subject": {"description": "No personal data: nine digits that pass the elfproef are refused."},
            "data": data,
        },
    }


def _schemas(
    records: list[type[msgspec.Struct]], template: str
) -> tuple[tuple[Schema, ...], dict[str, Schema]]:
    """References to the records' schemas, and these by name."""
    references, definitions = msgspec.json.schema_components(records, ref_template=template)
    for name, definition in definitions.items():
        if name not in {DeadLetter.__name__, "Sentence"}:
            _allow_null(definition)
    if "Betrokkene" in definitions:
        definitions["Betrokkene"]["oneOf"] = [
            {"required": [party], "properties": {party: {"type": "object"}}}
            for party in ("persoon", "organisatie")
        ]
    return references, dict(sorted(definitions.items()))


def _allow_null(definition: Schema) -> None:
    """Let what need not be there be null as well: there null counts as absent."""
    for name, part in definition.get("properties", {}).items():
        optional = name not in definition.get("required", [])
        if optional and part and {"type": "null"} not in part.get("anyOf", []):
            default = {"default": part.pop("default")} if "default" in part else {}
            definition["properties"][name] = {"anyOf": [part, {"type": "null"}], **default}


def _message(name: str, content_type: str) -> Schema:
    return {"name": name, "contentType": content_type, "payload": {"$ref": f"#/components/schemas/{name}"}}


def _channel(topic: str, names: list[str]) -> Schema:
    return {
        "address": topic,
        "title": _TITLES[topic],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _forbidden() -> Schema:
    return {
        "description": "Names of fields and attributes that are refused at any depth, upper or lower case alike.",
        "contains": list(CONTAINED),
        "is": sorted(EXACT),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
