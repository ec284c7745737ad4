"""The rows of the graph as messages: at most 64 KiB each, and where that cuts something off they say how much."""

from typing import Any

import msgspec

__all__ = ["LARGEST_ROW", "message"]

LARGEST_ROW = 65_536
# Bytes of one message (contracts.md section 5).

_LISTS = ("records", "values", "events")
# What may grow without end, in the order in which it is kept.


def message(row: dict[str, Any]) -> bytes:
    """Write one row.

    A row that is too large keeps of each list what comes first: of `records` as much as half a message takes, then of
    `values` (by field and value) or `events` as much as still fits. `more` says of each list how many were left out.
    """
    body = msgspec.json.encode(row)
    return body if len(body) <= LARGEST_ROW else msgspec.json.encode(_cut(row))


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    lists = {name: row[name] for name in _LISTS if name in row}
    short = {**row, **{name: [] for name in lists}, "more": {name: len(all_) for name, all_ in lists.items()}}
    used = len(msgspec.json.encode(short))
    for name, items in lists.items():
        room = LARGEST_ROW // 2 if name == "records" else LARGEST_ROW
        for item in items:
            used += len(msgspec.json.encode(item)) + 1
            if used > room:
                break
            short[name].append(item)
        used = len(msgspec.json.encode(short))
        short["more"][name] = len(items) - len(short[name])
    return short
