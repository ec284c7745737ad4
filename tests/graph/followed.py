"""Somebody who hears of the changed parts alone, as readers of the topic `graph` do."""

from __future__ import annotations

from typing import Any

from graph.municipality import Municipality

__all__ = ["Follower", "bare", "whole"]

Rows = dict[str, dict[str, Any]]


class Follower:
    """Holds what was published, and publishes a part when its digest is another."""

    def __init__(self) -> None:
        self._parts: dict[bytes, tuple[bytes, Rows]] = {}
        self.published: list[str] = []

    def follow(self, municipality: Municipality) -> None:
        """Hear what the last batch changed."""
        for part in municipality.changed_parts():
            known = self._parts.get(part.name)
            if known is not None and part.digest and known[0] == part.digest:
                continue
            rows = {row["id"]: row for row in part.rows()}
            if known is None or known[1] != rows:
                self.published += sorted({*rows, *(known[1] if known else ())})
            self._parts[part.name] = (part.digest, rows)

    def rows(self) -> Rows:
        """Give the rows that stand, redirects aside, values without who said them last and how often."""
        found = {key: row for _, rows in self._parts.values() for key, row in rows.items()}
        return {key: bare(row) for key, row in found.items() if "redirect" not in row}

    def names(self) -> set[bytes]:
        """Give the names of the parts that stand."""
        return {name for name, (digest, _) in self._parts.items() if digest}

    def redirects(self) -> dict[str, str]:
        """Give where each redirected id leads."""
        found = {key: row for _, rows in self._parts.values() for key, row in rows.items()}
        return {key: row["redirect"] for key, row in found.items() if "redirect" in row}


def whole(municipality: Municipality) -> Rows:
    """Give the same of the exports; of two entities of one id the first stands."""
    found: Rows = {}
    for row in (*municipality.entities(), *municipality.relations()):
        found.setdefault(row["id"], bare(row))
    return found


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row without who said its values last and how often."""
    if "values" not in row:
        return row
    return {**row, "values": [(value["field"], value["value"]) for value in row["values"]]}
