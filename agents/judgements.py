"""The verdicts on flags, out of a store and out of the decisions that the next run takes in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from agents.standing import Standing
from graph.flag import Flag
from graph.judged import hard_of, hits_of, without
from screening.verdicts import Difference, Judgement, Precision, Verdict, last_of_each, precision
from screening.weighing import named
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.events import Event, event_from_body
from streams.events.decisions import OordeelGegeven
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.store_rows import FlagRow

__all__ = [
    "VERDICT",
    "by_verdict",
    "confirmed_here",
    "confirmed_of",
    "given_on",
    "judgements",
    "last_judged",
    "since_judged",
]

_PROTECTED = "I2"
"""The indicator that makes the route of a flag (rules.md section 4)."""

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
    hits: Sequence[str] = data.treffers if content is None else content.treffers
    if not hits and (row := standing.flag(data.flag)) is not None:
        hits = given_on(row)["treffers"]
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


def confirmed_here(
    standing: Standing, folders: list[Path], keys: Keys, shown: Callable[[FlagRow], bool]
) -> dict[str, Precision]:
    """Give by indicator how many flags with it were judged and confirmed here: the base rate beside a flag (R27).

    Parameters
    ----------
    shown
        Tells of which flags the reader may know; one that is gone counts.
    """
    counted = [
        one
        for flag, one in last_of_each(judgements(standing, folders, keys)).items()
        if (row := standing.flag(flag)) is None or shown(row)
    ]
    return {one.indicator: one for one in precision(by_verdict(counted))}


def confirmed_of(judged: Mapping[str, tuple[str, Judged]]) -> dict[str, Precision]:
    """Give the same out of what `last_judged` gives, for who has no log at hand; flags of the protection route left out."""
    told = [
        Judgement(flag, (0, at, flag), one.oordeel, one.digest, None, indicators)
        for flag, (at, one) in judged.items()
        if _PROTECTED not in (indicators := tuple(sorted({hit.partition(" ")[0] for hit in one.treffers})))
    ]
    return {one.indicator: one for one in precision(by_verdict(told))}


def given_on(row: FlagRow) -> dict[str, list[str]]:
    """Give what a decision on a flag is given on, for its event: what the flag says now."""
    flag = msgspec.json.decode(row.body, type=Flag)
    return {"treffers": hits_of(flag), "hard": hard_of(flag)}


def last_judged(folders: Iterable[Path]) -> dict[str, tuple[str, Judged]]:
    """Give by id of a flag what it said when it was last judged, and when that was."""
    found: dict[str, tuple[str, Judged]] = {}
    for folder in folders:
        with DossierFile.read(folder) as dossier:
            for entry in dossier.entries():
                if isinstance(entry.record, Judged):
                    found[entry.key] = (entry.at, entry.record)
    return found


def since_judged(flag: Flag, judged: Mapping[str, tuple[str, Judged]]) -> Difference | None:
    """Give what a flag says otherwise than when it was last judged, under whatever id; None where nobody judged it.

    Hits and hard events are written as `graph.judged` writes them.
    """
    told = [judged[name] for name in named(flag) if name in judged]
    if not told:
        return None
    _, before = max(told, key=lambda pair: pair[0])
    hits, hard = hits_of(flag), hard_of(flag)
    return Difference(
        [*without(hits, before.treffers), *sorted(set(hard) - set(before.hard))],
        [*without(before.treffers, hits), *sorted(set(before.hard) - set(hard))],
    )
