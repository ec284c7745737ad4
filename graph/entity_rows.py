"""Entities as published: one row an entity, with its distinct values (contracts.md section 5)."""

from collections.abc import Iterator
from typing import Any

from graph.flagging import KINDS
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.identity.record import REGISTER

__all__ = ["entity_row", "entity_rows", "named_alike", "said"]

_Row = dict[str, Any]
_Value = tuple[str, str]

_OTHERS = {kind: [other for other in KINDS if other != kind] for kind in KINDS}


def entity_rows(graph: Fold) -> Iterator[_Row]:
    """Give the row of every entity, by id; O(mentions)."""
    found = set(graph.resolver.entity_of.values())
    for entity in sorted(found, key=lambda entity: (entity.id, entity.key)):
        yield entity_row(graph, entity)


def entity_row(graph: Fold, entity: Entity) -> _Row:
    """Give the row of one entity; O(its mentions)."""
    return {
        "id": entity.id,
        "gemeente": graph.gemeente,
        "kind": KINDS[entity.kind],
        "records": list(entity.ids),
        "values": _values(graph, entity),
    }


def said(graph: Fold, entity: Entity) -> list[_Value]:
    """Give the distinct (field, value) pairs of one entity, sorted: its row without what every mention moves."""
    groups = (group for record in entity.records for group in graph.resolver.records[record].groups)
    return sorted(set().union(*groups) - {REGISTER})


def named_alike(graph: Fold, entity: Entity) -> list[Entity]:
    """Give the entities under one id, by key: of different kind where a source uses one key for both, else one."""
    at = graph.resolver.entity_of.get
    name = entity.ids[0]
    found = [entity]
    for kind in _OTHERS[entity.kind]:
        other = at(kind + name)
        if other is not None and other.id == entity.id:
            found.append(other)
    return found if len(found) == 1 else sorted(found, key=lambda one: one.key)


def _values(graph: Fold, entity: Entity) -> list[_Row]:
    bounds: dict[_Value, list[Any]] = {}
    for record in entity.records:
        for group, refs in graph.resolver.records[record].groups.items():
            first, last, count = (
                (refs[0], refs[0], 1) if len(refs) == 1 else (min(refs), max(refs), len(refs))
            )
            for pair in dict.fromkeys(group):
                known = bounds.get(pair)
                if known is None:
                    bounds[pair] = [first, last, count]
                else:
                    known[0], known[1], known[2] = min(known[0], first), max(known[1], last), known[2] + count
    bounds.pop(REGISTER, None)
    return [
        {
            "field": field,
            "value": value,
            "first": {"source": first.source, "id": first.id},
            "last": {"source": last.source, "id": last.id},
            "count": count,
        }
        for (field, value), (first, last, count) in sorted(bounds.items())
    ]
