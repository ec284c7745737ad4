"""Relations as published: one row an interval between two entities (contracts.md section 5)."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from graph.claims import DECLARED, Ref
from graph.entity_rows import named_alike
from graph.flagging import RELATIONS, public_relation
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME, iso_day
from graph.view import View

__all__ = ["Bond", "Ends", "bonds", "count_relations", "relation_rows", "rows_of"]

_Row = dict[str, Any]
_Span = tuple[int, int]

Ends = tuple[Entity, Entity]
"""Who does something to whom."""


class Bond(NamedTuple):
    """All that one entity is to another in one relation: their ids, and the relation's published name."""

    frm: str
    to: str
    relation: str


def relation_rows(graph: Fold) -> Iterator[_Row]:
    """Give each interval of each relation, by id; the same interval from several events is one row; O(claims)."""
    found = (row for _, rows in rows_of(graph, bonds(graph)) for row in rows)
    yield from sorted(found, key=lambda row: str(row["id"]))


def bonds(graph: Fold) -> dict[Bond, Ends]:
    """Give every bond that stands; O(edges)."""
    at = graph.resolver.entity_of
    found = {}
    for head, tail, relation in graph.network.relations():
        frm, to = at[head], at[tail]
        found[Bond(frm.id, to.id, public_relation(relation))] = (frm, to)
    return found


def count_relations(graph: Fold) -> int:
    """Give how many rows `relation_rows` gives, without making them; O(claims)."""
    return sum(len(spans) for _, spans in _spans_of(graph, bonds(graph)))


def rows_of(graph: Fold, some: Mapping[Bond, Ends]) -> Iterator[tuple[Bond, list[_Row]]]:
    """Give the rows of some bonds, each by id; O(their claims)."""
    for bond, spans in _spans_of(graph, some):
        rows = [_row(graph.gemeente, bond, span, refs) for span, refs in spans.items()]
        yield bond, sorted(rows, key=lambda row: str(row["id"]))


def _spans_of(graph: Fold, some: Mapping[Bond, Ends]) -> Iterator[tuple[Bond, dict[_Span, set[Ref]]]]:
    """Give the days from and through which each bond held, and the events that say so."""
    # What people restricted is hidden from the rules, not from the graph.
    view = View(graph.view.rules, graph.resolver, graph.network, graph.facts, graph.cases, graph.tenants)
    for bond, (frm, to) in some.items():
        spans: dict[_Span, set[Ref]] = {}
        for one in named_alike(graph, frm):
            for other in named_alike(graph, to):
                for interval in view.between(one, other, _ours(bond.relation)):
                    spans.setdefault((interval.start, interval.end), set()).update(interval.refs)
        yield bond, spans


@lru_cache
def _ours(relation: str) -> frozenset[str]:
    """Give our relations that are published under a name."""
    renamed = (ours for ours, name in RELATIONS.items() if name == relation)
    return frozenset(
        ours for ours in (relation, DECLARED + relation, *renamed) if public_relation(ours) == relation
    )


def _row(gemeente: str, bond: Bond, span: _Span, refs: set[Ref]) -> _Row:
    start, end = span
    valid = [iso_day(start), None if end == END_OF_TIME else iso_day(end)]
    named = sorted({(ref.source, ref.id) for ref in refs})
    name = f"{gemeente}|{bond.frm}|{bond.to}|{bond.relation}|{valid[0]}|{valid[1]}"
    return {
        "id": "r:" + hashlib.sha256(name.encode()).hexdigest()[:32],
        "gemeente": gemeente,
        "from": bond.frm,
        "to": bond.to,
        "relation": bond.relation,
        "valid": valid,
        "events": [{"source": source, "id": id_} for source, id_ in named],
    }
