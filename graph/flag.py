"""A flag: a structure that deserves a human look, with all it rests on (contracts.md section 5)."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from graph.claims import Ref

__all__ = [
    "AsOf",
    "EventName",
    "Evidence",
    "EvidenceEdge",
    "EvidenceNode",
    "Flag",
    "FlagIndicator",
    "IdentityLink",
    "Moment",
    "Raised",
    "content_digest",
    "in_digest",
    "named",
    "with_digest",
]

PUBLICATION = frozenset({"as_of", "status", "reason", "digest"})
"""Fields outside the digest: when and how it was published, not what it says."""


class EventName(msgspec.Struct, frozen=True, order=True):
    """An event by its source and id."""

    source: str
    id: str


class Moment(msgspec.Struct, frozen=True):
    """When something could first be known, and the event that made it so."""

    known: str
    event: EventName


class Raised(msgspec.Struct, frozen=True):
    """When the structure first met the combination rule, by the event of that moment."""

    known: str
    valid: str
    event: EventName


class AsOf(msgspec.Struct, frozen=True):
    """The day and the instant of the evaluation that last changed what the flag says."""

    valid: str
    known: str


class FlagIndicator(msgspec.Struct, frozen=True):
    """One hit, as published."""

    id: str
    version: str
    parameters: dict[str, float]
    records: list[str]
    events: list[EventName]
    valid: tuple[str, str]
    since: Moment
    nl: str
    en: str


class EvidenceNode(msgspec.Struct, frozen=True):
    """An entity in the evidence."""

    id: str
    kind: str
    records: list[str]


class EvidenceEdge(msgspec.Struct, frozen=True, rename={"frm": "from"}):
    """A relation in the evidence; an open end is null."""

    frm: str
    to: str
    relation: str
    valid: tuple[str, str | None]
    events: list[EventName]


class Evidence(msgspec.Struct, frozen=True):
    """The entities and relations that the hits rest on."""

    nodes: list[EvidenceNode]
    edges: list[EvidenceEdge]


class IdentityLink(msgspec.Struct, frozen=True, order=True):
    """A link between two records that the flag rests on, with its probability."""

    a: str
    b: str
    probability: float


class Flag(msgspec.Struct, frozen=True):
    """A flagged structure. ``status`` and ``reason`` belong to its publication and are kept by the store."""

    id: str
    gemeente: str
    route: str
    indicators: list[FlagIndicator]
    records: list[str]
    evidence: Evidence
    identity: list[IdentityLink]
    band: tuple[float, float]
    groups: list[str]
    sources: list[str]
    hard: list[EventName]
    raised: Raised
    as_of: AsOf
    rules: str
    digest: str = ""


def named(refs: "set[Ref] | frozenset[Ref]") -> list[EventName]:
    """Give events by source and id, sorted."""
    return [EventName(source, id_) for source, id_ in sorted((ref.source, ref.id) for ref in refs)]


def in_digest(part: msgspec.Struct) -> msgspec.Raw:
    """Give a part of a flag as its digest reads it: JSON with sorted keys and no blanks."""
    return msgspec.Raw(msgspec.json.encode(part, order="sorted"))


def content_digest(flag: Flag, raw: Mapping[str, object] = MappingProxyType({})) -> str:
    """Give SHA-256 (hex) of what the flag says: JSON with sorted keys and no blanks, without its publication.

    ``raw`` holds fields whose parts the caller keeps as `in_digest` gives them.
    """
    content = {
        field: raw.get(field, getattr(flag, field))
        for field in flag.__struct_fields__
        if field not in PUBLICATION
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def with_digest(flag: Flag, raw: Mapping[str, object] = MappingProxyType({})) -> Flag:
    """Give the flag with the digest of its content filled in."""
    return msgspec.structs.replace(flag, digest=content_digest(flag, raw))
