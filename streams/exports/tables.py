"""CSV and Parquet: the rows as a table, with the columns of the contract whether or not there are rows."""

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
import polars

from streams.exports.content import Content, Row

__all__ = ["COLUMNS", "write_csv", "write_parquet"]

COLUMNS: dict[str, dict[str, Any]] = {
    "flags": {
        "id": polars.String,
        "gemeente": polars.String,
        "status": polars.String,
        "reason": polars.String,
        "route": polars.String,
        "groups": polars.List(polars.String),
        "sources": polars.List(polars.String),
        "records": polars.List(polars.String),
        "indicators": polars.String,
        "hard": polars.String,
        "evidence": polars.String,
        "identity": polars.String,
        "band": polars.List(polars.Float64),
        "raised": polars.String,
        "as_of": polars.String,
        "rules": polars.String,
        "digest": polars.String,
    },
    "entities": {
        "id": polars.String,
        "gemeente": polars.String,
        "kind": polars.String,
        "records": polars.List(polars.String),
        "values": polars.String,
    },
    "relations": {
        "id": polars.String,
        "gemeente": polars.String,
        "from": polars.String,
        "to": polars.String,
        "relation": polars.String,
        "valid": polars.List(polars.String),
        "events": polars.String,
    },
    "links": {
        "a": polars.String,
        "b": polars.String,
        "probability": polars.Float64,
        "joined": polars.Boolean,
        "why": polars.String,
    },
    "deadletters": {
        "topic": polars.String,
        "partition": polars.Int64,
        "offset": polars.Int64,
        "reason": polars.String,
        "about": polars.String,
        "sentence": polars.String,
        "source": polars.String,
        "id": polars.String,
        "sha256": polars.String,
        "bytes": polars.String,
        "when": polars.String,
    },
}
# A String column whose value is an object or a list of objects holds it as JSON text; lists of plain values are
# lists in Parquet and JSON text in CSV.

PARQUET_ROWS = 10_000
# Rows turned into columns at a time, so that the objects of a large export do not stand in memory all at once.

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(content: Content, out: BinaryIO) -> None:
    """Write the rows as CSV (UTF-8, comma, CR LF, quoted where needed); constant memory.

    A text that a spreadsheet would run as a formula gets an apostrophe before it: names come from outside.
    """
    columns = COLUMNS[content.kind]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in content.rows():
        writer.writerow([_cell(row.get(column)) for column in columns])
    text.detach()


def write_parquet(content: Content, out: BinaryIO) -> None:
    """Write the rows as Parquet."""
    columns = COLUMNS[content.kind]
    frames = [polars.DataFrame(part, schema=columns) for part in _parts(content, columns)]
    frame = polars.concat(frames) if frames else polars.DataFrame(schema=columns)
    buffer = io.BytesIO()  # Parquet is written with seeks, which a pipe has not
    frame.write_parquet(buffer)
    out.write(buffer.getbuffer())


def _parts(content: Content, columns: dict[str, Any]) -> Iterator[dict[str, list[Any]]]:
    rows: list[Row] = []
    for row in content.rows():
        rows.append(row)
        if len(rows) == PARQUET_ROWS:
            yield _columns(rows, columns)
            rows = []
    if rows:
        yield _columns(rows, columns)


def _columns(rows: list[Row], columns: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: [_value(row.get(name), kind) for row in rows] for name, kind in columns.items()}


def _value(value: Any, kind: Any) -> Any:
    if value is None or kind is not polars.String or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return msgspec.json.encode(value).decode()
