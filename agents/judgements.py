"""The verdicts on flags, out of a store and out of the decisions that the next run takes in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from agents.standing import Standing
from screening.verdicts import Judgement, Verdict
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.events import Event, event_from_body
from streams.events.decisions import OordeelGegeven
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.store_rows import FlagRow

__all__ = ["VERDICT", "by_verdict", "hard_of", "hits_of", "judgements", "said"]

VERDICT = "nl.screening.oordeel-gegeven.v1"
"""The type of a verdict's event."""


def judgements(standing: Standing, folders: list[Path], keys: Keys) -> list[Judgement]:
    """Give every verdict once, with the indicators that the flag had when it was judged, as far as known."""
    events: dict[tuple[str, str, str], Event] = {}
    for body in standing.bodies_holding(VERDICT):
        event = event_from_body(body)
        events.setdefault((event.gemeente, event.source, event.id), event)
    for folder in folders:
        for event in _waiting(folder, keys):
            events.setdefault((event.gemeente, event.source, event.id), event)
    judged = _judged(folders)
    named = {(event.source, name) for event in events.values() if (name := event.data.corrigeert) is not None}
    return [
        one
        for event in events.values()
        if (event.source, event.id) not in named and (one := _judgement(event, judged, standing)) is not None
    ]


def by_verdict(counted: Iterable[Judgement]) -> Mapping[str, list[bool]]:
    """Give by indicator whether each judged flag was confirmed, oldest first; `cannot_tell` says nothing."""
    found: dict[str, list[bool]] = defaultdict(list)
    for one in sorted(counted, key=lambda one: one.order):
        if one.verdict != Verdict.CANNOT_TELL:
            for indicator in one.indicators:
                found[indicator].append(one.verdict == Verdict.CONFIRMED)
    return found


def _judgement(event: Event, judged: dict[tuple[str, str], Judged], standing: Standing) -> Judgement | None:
    data = event.data
    if not isinstance(data, OordeelGegeven):
        return None
    content = judged.get((data.flag, data.digest or ""))
    hits = content.treffers if content is not None else hits_of(standing.flag(data.flag))
    indicators = tuple(sorted({hit.partition(" ")[0] for hit in hits}))
    expires = None if data.vervalt is None else data.vervalt.isoformat()
    order = (event.known, event.source, event.id)
    return Judgement(data.flag, order, data.oordeel, data.digest, expires, indicators)


def _waiting(folder: Path, keys: Keys) -> Iterator[Event]:
    path = folder / DECISIONS_FILE
    gateway = Gateway(keys, decisions=True)
    for raw in path.read_bytes().splitlines() if path.exists() else []:
        if VERDICT.encode() in raw and isinstance(checked := gateway.check(raw), Accepted):
            yield checked.event


def _judged(folders: list[Path]) -> dict[tuple[str, str], Judged]:
    found: dict[tuple[str, str], Judged] = {}
    for folder in folders:
        with DossierFile.read(folder) as dossier:
            for entry in dossier.entries():
                if isinstance(entry.record, Judged):
                    found[entry.key, entry.record.digest] = entry.record
    return found


def hits_of(row: FlagRow | None) -> list[str]:
    """Give the hits of a flag as one word for the indicator and one for whom it is about (a hash)."""
    return [] if row is None else said(msgspec.json.decode(row.body))


def said(flag: dict[str, Any]) -> list[str]:
    """Give the hits of a flag's content; two are one where indicator and records are."""
    # Python's hash differs from process to process, so the first digits of a digest stand for the records.
    return sorted(f"{hit['id']} {_short(hit['records'])}" for hit in flag["indicators"])


def hard_of(row: FlagRow) -> list[str]:
    """Give the hard events of a flag, each as source and id."""
    return sorted(f"{event['source']} {event['id']}" for event in msgspec.json.decode(row.body)["hard"])


def _short(records: list[str]) -> str:
    return sha256("\n".join(sorted(records)).encode()).hexdigest()[:16]
