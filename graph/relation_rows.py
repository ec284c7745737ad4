"""Relations as published: one row an interval between two entities (contracts.md section 5)."""

import hashlib
from collections.abc import Iterator
from typing import Any

from graph.claims import Ref
from graph.flag import named
from graph.flagging import public_relation
from graph.fold import Fold
from graph.instants import END_OF_TIME, iso_day
from graph.view import View

__all__ = ["relation_rows"]

_Key = tuple[str, str, str, int, int]


def relation_rows(graph: Fold) -> Iterator[dict[str, Any]]:
    """Give each interval of each relation, by id; the same interval from several events is one row; O(claims)."""
    merged: dict[_Key, set[Ref]] = {}
    # What people restricted is hidden from the rules, not from the graph.
    view = View(graph.view.rules, graph.resolver, graph.network, graph.facts, graph.cases, graph.tenants)
    pairs = {(graph.resolver.entity_of[frm], relation) for frm, _, relation in graph.network.relations()}
    for entity, relation in pairs:
        for one in view.outgoing(entity, frozenset({relation})):
            key = (one.frm.id, one.to.id, public_relation(relation), one.start, one.end)
            merged.setdefault(key, set()).update(one.refs)
    rows = [_row(graph.gemeente, key, refs) for key, refs in merged.items()]
    yield from sorted(rows, key=lambda row: str(row["id"]))


def _row(gemeente: str, key: _Key, refs: set[Ref]) -> dict[str, Any]:
    frm, to, relation, start, end = key
    valid = [iso_day(start), None if end == END_OF_TIME else iso_day(end)]
    name = f"{gemeente}|{frm}|{to}|{relation}|{valid[0]}|{valid[1]}"
    return {
        "id": "r:" + hashlib.sha256(name.encode()).hexdigest()[:32],
        "gemeente": gemeente,
        "from": frm,
        "to": to,
        "relation": relation,
        "valid": valid,
        "events": [{"source": event.source, "id": event.id} for event in named(refs)],
    }
