"""Export formats, over literal rows."""

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import msgspec
import polars
import pytest

from streams.errors import WrongUse
from streams.exports.content import Content
from streams.exports.formats import FORMATS, writer
from streams.exports.tables import COLUMNS

NAMES = ["=HYPERLINK(1)", "+31", "@x", "plain, with a comma", "control \x00 \x0b", "Eén “regel”\nen nog een"]


def entity(number: int, name: str) -> dict[str, Any]:
    """Make a person."""
    event = {"source": "urn:a", "id": "1"}
    value = {"field": "naam", "value": name, "first": event, "last": event, "count": 1}
    return {"id": f"e:{number}", "gemeente": name, "kind": "person", "records": ["a#1"], "values": [value]}


def relation(frm: int, to: int, name: str, end: str | None) -> dict[str, Any]:
    """Make a relation."""
    return {
        "id": f"r:{frm}{to}{name}",
        "gemeente": "0505",
        "from": f"e:{frm}",
        "to": f"e:{to}",
        "relation": name,
        "valid": ["2020-01-01", end],
        "events": [{"source": "urn:a", "id": "1"}],
    }


def written(name: str, kind: str, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> bytes:
    """Write rows in a format."""
    out = io.BytesIO()
    rows = nodes if kind == "entities" else edges
    writer(name, kind)(Content(kind, lambda: iter(rows), lambda: iter(nodes), lambda: iter(edges)), out)
    return out.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_a_valid_file_too(name: str) -> None:
    """The empty case of every format."""
    found = written(name, "entities", [], [])
    if name == "csv":
        assert found.decode().split() == [",".join(COLUMNS["entities"])]
    elif name == "parquet":
        assert polars.read_parquet(io.BytesIO(found)).columns == list(COLUMNS["entities"])
    elif name in {"graphml", "gexf"}:
        ET.fromstring(found)
    else:
        assert found == b""


@pytest.mark.parametrize("name", FORMATS)
def test_odd_texts_break_no_format(name: str) -> None:
    """Formulas, commas, line ends, control characters: names come from outside."""
    nodes = [entity(number, text) for number, text in enumerate(NAMES)]
    found = written(name, "entities", nodes, [relation(0, 1, "bestuurder", None)])
    if name == "csv":
        cells = [row["gemeente"] for row in csv.DictReader(io.StringIO(found.decode(), newline=""))]
        assert cells == ["'=HYPERLINK(1)", "'+31", "'@x", *NAMES[3:]]
    elif name == "parquet":
        assert polars.read_parquet(io.BytesIO(found))["gemeente"].to_list() == NAMES
    elif name in {"graphml", "gexf"}:
        assert sum(1 for node in ET.fromstring(found).iter() if node.tag.endswith("}node")) == len(NAMES)
    elif name == "jsonl":
        assert [msgspec.json.decode(line) for line in found.splitlines()] == nodes


def test_followthemoney_has_a_schema_for_each_relation() -> None:
    """A firm is led, owned or lent to; a place is only linked."""
    nodes = [entity(1, "A"), entity(2, "B") | {"kind": "organisation"}, entity(3, "C") | {"kind": "place"}]
    edges = [
        relation(1, 2, "bestuurder", "2021-01-01"),
        relation(1, 2, "belang", None),
        relation(1, 2, "lening", None),
        relation(2, 3, "vestiging", None),
        relation(1, 3, "eigendom", None),
    ]
    rows = [msgspec.json.decode(line) for line in written("ftm", "relations", nodes, edges).splitlines()]
    assert [row["schema"] for row in rows] == [
        "Person",
        "Company",
        "Address",
        "Directorship",
        "Ownership",
        "Debt",
        "UnknownLink",
        "UnknownLink",
    ]
    assert rows[3]["properties"] == {
        "director": ["e:1"],
        "organization": ["e:2"],
        "role": ["bestuurder"],
        "startDate": ["2020-01-01"],
        "endDate": ["2021-01-01"],
    }


def test_a_format_that_cannot_hold_a_kind_says_what_it_can() -> None:
    """And an unknown one names those that there are."""
    with pytest.raises(WrongUse, match="it holds entities, relations"):
        writer("ftm", "links")
    with pytest.raises(WrongUse, match="jsonl, csv"):
        writer("xlsx", "flags")
