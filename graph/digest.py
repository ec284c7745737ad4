"""One hash over flags and graph: equal accepted input, rules and decisions give equal digests, whatever the way."""

import hashlib
from collections.abc import Iterable

import msgspec

from graph.flag import Flag, content_digest
from graph.municipality import Municipality

__all__ = ["Digest", "digest"]


class Digest(msgspec.Struct, frozen=True):
    """SHA-256 in hex: over all, and over each part."""

    digest: str
    flags: str
    entities: str
    relations: str


def digest(municipalities: Iterable[Municipality], flags: Iterable[Flag]) -> Digest:
    """Hash the standing flags, the partition of record ids into entities, and the relations, per municipality."""
    ordered = sorted(municipalities, key=lambda one: one.gemeente)
    parts = (
        _hash(sorted(f"{flag.gemeente}|{flag.id}|{content_digest(flag)}" for flag in flags)),
        _hash(
            line
            for one in ordered
            for line in sorted(
                f"{one.gemeente}|{entity.kind}|{'|'.join(entity.ids)}"
                for entity in set(one.graph.resolver.entity_of.values())
            )
        ),
        _hash(msgspec.json.encode(row).decode() for one in ordered for row in one.relations()),
    )
    return Digest(_hash(parts), *parts)


def _hash(lines: Iterable[str]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()
