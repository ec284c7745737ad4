"""Generates the description of the API, OpenAPI 3.1, from the table of operations and their records.

`python -m desk.api.openapi docs` writes `openapi.json` below the folder named.
"""

import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from desk.access import ALLOWED
from desk.api.records import Problem
from desk.api.routes import API, PROBLEM, TITLES, Operation
from desk.sessions import COOKIE

__all__ = ["main", "openapi", "text"]

Schema = dict[str, Any]

_VERSION = "1.0.0"
_TEMPLATE = "#/components/schemas/{name}"
_NAMES = {"flag": ("Id of a flag.", "^f:[0-9a-f]+$"), "advisory": ("Id of an advisory.", "^a:[0-9a-f]+$")}


def openapi() -> Schema:
    """Return the document."""
    records = [Problem, *(kind for one in API for kind in (one.answers, one.later) if kind is not None)]
    references, schemas = msgspec.json.schema_components(records, ref_template=_TEMPLATE)
    at = {record: reference for record, reference in zip(records, references, strict=True)}  # noqa: C416 - types
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Dwarsverband: the desk",
            "version": _VERSION,
            "description": (
                "Reads what the pages of the desk show, for the signed-in user: of his municipality, by his role, for"
                " that role's purpose. Every reading is written down. Nothing is decided here."
            ),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "security": [{"session": []}],
        "paths": {one.path: {"get": _operation(one, at)} for one in API},
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": COOKIE,
                    "description": "Session of the desk.",
                }
            },
        },
    }


def _operation(one: Operation, at: dict[Any, Schema]) -> Schema:
    roles = ", ".join(sorted(ALLOWED[one.name]))
    answers = {"200": _content("What was asked.", at[one.answers], "application/json")}
    if one.later is not None:
        answers["202"] = _content("It is being computed.", at[one.later], "application/json")
    refusals = [401, 403, *([400] if one.query else []), *([404] if "{" in one.path else [])]
    for status in sorted(refusals):
        answers[str(status)] = _content(TITLES[status], at[Problem], PROBLEM)
    return {
        "operationId": one.name.removeprefix("api_"),
        "summary": one.summary,
        "description": f"For: {roles}.",
        "parameters": [*_path(one), *_query(one)],
        "responses": answers,
    }


def _content(said: str, schema: Schema, media: str) -> Schema:
    return {"description": said, "content": {media: {"schema": schema}}}


def _path(one: Operation) -> Iterator[Schema]:
    for name in re.findall(r"{(\w+)}", one.path):
        said, pattern = _NAMES[name]
        schema = {"type": "string", "pattern": pattern}
        yield {"name": name, "in": "path", "required": True, "description": said, "schema": schema}


def _query(one: Operation) -> Iterator[Schema]:
    if one.query is None:
        return
    [fields] = msgspec.json.schema_components([one.query])[1].values()
    for name, schema in fields["properties"].items():
        some = dict(next((part for part in schema.get("anyOf", ()) if part != {"type": "null"}), schema))
        said = some.pop("description", "")
        some.pop("default", None)
        yield {"name": name, "in": "query", "required": False, "description": said, "schema": some}


@lru_cache(maxsize=1)
def text() -> str:
    """Return the document as it is served and stands in docs."""
    return json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n"


def main(folder: Path) -> None:
    """Write the document."""
    (folder / "openapi.json").write_text(text(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
