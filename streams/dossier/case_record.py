"""What people recorded of one case, as the maker of advisories reads it, out of the entries of its dossier."""

from pathlib import Path
from typing import TypeVar

from screening.advisory import Besluit, Status, ZienswijzeStatus
from screening.dossier import Answer, Answered, Dossier, Hearing, Pause, Signed
from streams.dossier import records
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Entry

__all__ = ["case_record", "recorded"]

Kind = TypeVar("Kind", bound=records.Record)


def case_record(file: DossierFile, advisory: str) -> Dossier:
    """Give the dossier of an advisory's case; of what is said twice the last counts.

    Forms and what the Bureau told stay in the file: they are shown at the desk and never leave that compartment by this way
    (domain.md, R10).
    """
    entries = file.entries(advisory)
    danger = _last(entries, records.Gevaar)
    done = _last(entries, records.ResearchDone)
    extended = _last(entries, records.Extended)
    asked = _last(entries, records.LbbAsked)
    screened = _last(entries, records.Screened)
    decided = _last(entries, records.Decided)
    return Dossier(
        antwoorden=tuple(
            Answer(one.record.vraag, one.record.tekst, one.by, one.at[:10])
            for one in entries
            if isinstance(one.record, records.Answer)
        ),
        vragen=tuple(_asked(entries)),
        zienswijzen=tuple(
            Hearing(one.wie, ZienswijzeStatus(one.status), one.datum)
            for one in _every(entries, records.Heard)
        ),
        pauzes=tuple(Pause(one.term, one.grond, one.van, one.tot) for one in _every(entries, records.Paused)),
        gevaar=None if danger is None else danger.gevaar,
        eigen_onderzoek_volledig=None if done is None else done.datum,
        treffers=tuple(sorted({one.register for one in _every(entries, records.RegisterHit)})),
        verlengd=None if extended is None else extended.tot,
        lbb_gevraagd=None if asked is None else asked.datum,
        lbb_verlengd=asked is not None and asked.verlengd,
        gescreend=None if screened is None else screened.datum,
        misbruik=screened is not None and screened.misbruik,
        oud_feit={one.event: one.reden for one in _every(entries, records.OldFact)},
        getekend=tuple(_signed(file, advisory)),
        besluit=None if decided is None else Besluit(decided.kenmerk, decided.datum, decided.afloop),
    )


def recorded(folder: Path, advisory: str) -> Dossier:
    """Give the dossier of an advisory's case out of the file in a store's folder; empty where there is no file."""
    with DossierFile.read(folder) as dossier:
        return case_record(dossier, advisory)


def _asked(entries: list[Entry]) -> list[Answered]:
    """Give each question that went out, with the answer that came after it."""
    found: dict[str, Answered] = {}
    for entry in entries:
        one = entry.record
        if isinstance(one, records.Sent):
            found[one.vraag] = Answered(one.vraag, one.gevraagd, one.tot)
        elif isinstance(one, records.Replied) and one.vraag in found:
            sent = found[one.vraag]
            found[one.vraag] = Answered(sent.vraag, sent.gevraagd, sent.tot, one.antwoord, one.beantwoord)
    return list(found.values())


def _signed(file: DossierFile, advisory: str) -> list[Signed]:
    return [
        Signed(
            one.versie,
            one.digest,
            Status(one.status),
            one.author,
            one.authored[:10],
            one.reviewer,
            None if one.reviewed is None else one.reviewed[:10],
        )
        for one in file.versions(advisory)
    ]


def _every(entries: list[Entry], kind: type[Kind]) -> list[Kind]:
    return [one.record for one in entries if isinstance(one.record, kind)]


def _last(entries: list[Entry], kind: type[Kind]) -> Kind | None:
    found = _every(entries, kind)
    return found[-1] if found else None
