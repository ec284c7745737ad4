"""Tells whoever signed an advisory that it says something else by now, or lapsed; once a version."""

import datetime as dt
from pathlib import Path

from screening.advisory import Status, decoded
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Told
from streams.dossier.version import Version
from streams.store import Store

__all__ = ["tell_signers"]

PROGRAM = "dwarsverband"


def tell_signers(folder: Path, store: Store, at: dt.datetime) -> int:
    """Write the messages that are due; give how many. O(signed advisories)."""
    with DossierFile.read(folder) as dossier:
        last = {version.advisory: version for version in dossier.versions()}
        texts = {name: text for name, one in last.items() if (text := _text(one, store)) is not None}
        told = {
            name: {entry.record.tekst for entry in dossier.entries(name) if isinstance(entry.record, Told)}
            for name in texts
        }
    due = {name: text for name, text in texts.items() if text not in told[name]}
    if not due:
        return 0
    with DossierFile.open(folder) as dossier:
        for name, text in due.items():
            people = dict.fromkeys(filter(None, (last[name].author, last[name].reviewer)))
            dossier.write(name, PROGRAM, at, *(Told(person, text) for person in people))
    return len(due)


def _text(version: Version, store: Store) -> str | None:
    row = store.advisory(version.advisory)
    if row is None:
        return None
    if row.status is Status.VERVALLEN:
        return f"{version.name}: de zaak is besloten, ingetrokken of niet langer bij een vlag; het advies is vervallen"
    now = decoded(row.body)
    if now.versie > version.versie:
        return f"{version.name}: feiten zijn veranderd; versie {now.versie} is een concept"
    return None
