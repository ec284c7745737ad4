"""What the law keeps: events cited in a signed advisory, and whatever somebody put under a legal hold (domain.md, R14)."""

import datetime as dt
from pathlib import Path

import msgspec

from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Hold, Released

__all__ = ["held_events", "hold_on"]


class _Named(msgspec.Struct, frozen=True):
    source: str
    id: str


class _Fact(msgspec.Struct, frozen=True):
    event: _Named


class _Cited(msgspec.Struct, frozen=True):
    feiten: list[_Fact] = []


def held_events(folder: Path) -> frozenset[tuple[str, str]]:
    """Give the events (source, id) that a signed advisory cites: kept for its term, blocked for rules."""
    with DossierFile.read(folder) as dossier:
        cited = [msgspec.json.decode(version.body, type=_Cited) for version in dossier.versions()]
    return frozenset((fact.event.source, fact.event.id) for one in cited for fact in one.feiten)


def hold_on(dossier: DossierFile, key: str, today: dt.date) -> Hold | None:
    """Give the legal hold that stands on a flag, an advisory or a record's token."""
    standing: Hold | None = None
    for entry in dossier.entries(key):
        if isinstance(entry.record, Hold):
            standing = entry.record
        elif isinstance(entry.record, Released):
            standing = None
    ended = standing is not None and standing.tot is not None and standing.tot < today.isoformat()
    return None if ended else standing
