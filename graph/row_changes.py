"""Which published rows a batch may have changed: entities by what was said of them, bonds by the claims that moved.

What is named here is a superset, and a small one: who keeps what was published compares. It is complete: a row that is
not named is as it was before the batch.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import msgspec

from graph.claims import EVERYTHING, VALUES, Relation
from graph.entity_rows import entity_row, named_alike, said
from graph.flagging import public_relation
from graph.fold import Fold, Touched
from graph.identity.entity import Entity
from graph.network import ends
from graph.relation_rows import Bond, Ends, bonds, rows_of

__all__ = ["Part", "changed_parts", "parts"]

_SPEAKING = frozenset({EVERYTHING, *VALUES.values()})
"""Aspects under which an entity may have gained or lost a record or a value."""


class Part(NamedTuple):
    """What is published together: an entity's row, or the rows of one bond.

    ``name`` is 16 bytes, unique over all municipalities. ``digest`` is of what makes a change worth publishing: of an entity its records and distinct values, not who said
    them last and how often. It is empty where the part is no more; ``rows`` then gives a redirect, or nothing.
    """

    name: bytes
    digest: bytes
    rows: Callable[[], list[dict[str, Any]]]


def parts(graph: Fold) -> Iterator[Part]:
    """Give all that is published of a municipality; O(mentions and claims)."""
    for entity in set(graph.resolver.entity_of.values()):
        if named_alike(graph, entity)[0] is entity:
            yield _of_entity(graph, entity)
    yield from _of_bonds(graph, bonds(graph))


def changed_parts(
    graph: Fold, touched: Touched, gone: list[Entity], moved: Mapping[str, str]
) -> Iterator[Part]:
    """Give what the last batch may have changed.

    Parameters
    ----------
    touched, gone
        What the fold gave of the batch.
    moved
        Old id → the id to look under now, "" where nothing of the entity is left.
    """
    standing = _spoken_of(graph, touched, gone)
    for entity in standing.values():
        yield _of_entity(graph, entity)
    for old, new in moved.items():
        if old not in standing:
            row = {"id": old, "gemeente": graph.gemeente, "redirect": new}
            yield Part(_of_id(old), b"", partial(list, [row] if new else []))
    changed = _changed_bonds(graph, gone)
    yield from _of_bonds(graph, {bond: pair for bond, pair in changed.items() if pair is not None})
    yield from (Part(_of_bond(bond), b"", list) for bond, pair in changed.items() if pair is None)


# Entities


def _of_entity(graph: Fold, entity: Entity) -> Part:
    content = _hash(msgspec.json.encode((entity.kind, entity.ids, said(graph, entity))))
    return Part(_of_id(entity.id), content, lambda: [entity_row(graph, entity)])


def _spoken_of(graph: Fold, touched: Touched, gone: list[Entity]) -> dict[str, Entity]:
    """Give the entities whose rows may differ, by id; under one id that of the smallest key stands for all."""
    found: dict[str, Entity] = {}
    for key, aspects in touched.items():
        entity = graph.view.at(key)
        if entity is not None and not _SPEAKING.isdisjoint(aspects):
            found[entity.id] = named_alike(graph, entity)[0]
    for entity in gone:
        alike = [one for one in named_alike(graph, entity) if one is not entity]
        if alike and entity.id not in found:
            found[entity.id] = alike[0]
    return found


# Bonds


def _of_bonds(graph: Fold, some: Mapping[Bond, Ends]) -> Iterator[Part]:
    for bond, rows in rows_of(graph, some):
        yield Part(_of_bond(bond), _hash(msgspec.json.encode(rows)) if rows else b"", partial(list, rows))


def _changed_bonds(graph: Fold, gone: list[Entity]) -> dict[Bond, Ends | None]:
    """Give the bonds that may have other rows now, None where there is none of that name any more."""
    now = graph.resolver.entity_of
    was = {record: entity for entity in gone for record in entity.records}
    still = {entity: _under_its_id(graph, entity) for entity in gone}
    found: dict[Bond, Ends | None] = {}
    for head, tail, relation in {
        (*pair, claim.relation) for claim in _claims(graph, was) for pair in ends(claim)
    }:
        name = public_relation(relation)
        old, to_old = was.get(head, now.get(head)), was.get(tail, now.get(tail))
        if old is not None and to_old is not None:
            frm, to = still.get(old, old), still.get(to_old, to_old)
            bond = Bond(old.id, to_old.id, name)
            found[bond] = found.get(bond) or (None if frm is None or to is None else (frm, to))
        new, to_new = now.get(head), now.get(tail)
        if new is not None and to_new is not None:
            found[Bond(new.id, to_new.id, name)] = (new, to_new)
    return found


def _under_its_id(graph: Fold, entity: Entity) -> Entity | None:
    """Give an entity under the id of one that is gone: it took over records, or is of another kind."""
    now = (graph.resolver.entity_of.get(record) for record in entity.records)
    found = next((one for one in now if one is not None and one.id == entity.id), None)
    return found or next((one for one in named_alike(graph, entity) if one is not entity), None)


def _claims(graph: Fold, was: Mapping[str, Entity]) -> Iterator[Relation]:
    """Give the claims that moved, and those on every edge whose ends or strikings-off are another's now."""
    now = graph.resolver.entity_of
    yield from graph.moved
    around = {record for record, old in was.items() if record not in now or now[record].id != old.id}
    struck = {claim.frm for claim in graph.moved if claim.relation == "uitgeschreven"}
    struck.update(record for record in around if graph.network.struck(record))
    for record in struck:
        around.update(*(one.records for one in (was.get(record), now.get(record)) if one is not None))
    for record in around:
        yield from graph.network.claims(record)


def _of_id(entity: str) -> bytes:
    return bytes.fromhex(entity[2:])


def _of_bond(bond: Bond) -> bytes:
    return _hash("|".join(bond).encode())


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
