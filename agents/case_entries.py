"""What a handler writes in the dossier of a case: read from fields, checked, and written with the tasks that it starts."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from agents.accounting import Account
from agents.deciding import write_entries
from screening.advisory import ZienswijzeStatus
from screening.dossier import GEVAREN
from screening.signing import lbb_task
from screening.terms import SUSPENSIONS
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import AnyRecord, Gevaar, Heard, Paused, Replied, TaskOpened
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["HUMAN", "read_record", "write_record"]

LBB = "melden_aan_lbb"
# The task that a human conclusion `ernstig_gevaar` or `mindere_mate` starts.

HUMAN = (
    "gevaar",
    "vraag_gesteld",
    "vraag_beantwoord",
    "zienswijze",
    "opschorting",
    "verlenging",
    "eigen_onderzoek_volledig",
    "lbb_gevraagd",
    "treffer",
    "formulier",
    "bureau",
    "gescreend",
    "oud_feit",
    "besluit",
    "taak_klaar",
)
"""Kinds of entry that a handler writes; signatures, messages and opened facts have ways of their own."""


def read_record(kind: str, fields: Mapping[str, Any]) -> AnyRecord:
    """Give the record of a kind with these fields.

    Raises
    ------
    WrongUse
        When a field is missing or wrong, or holds a word that the maker of advisories would not know.
    """
    try:
        found: AnyRecord = msgspec.convert({"soort": kind, **fields}, AnyRecord, strict=False)
    except msgspec.ValidationError as error:
        raise WrongUse(f"--kind {kind}: {error}") from None
    if isinstance(found, Gevaar) and found.gevaar not in GEVAREN:
        raise WrongUse(f"--field gevaar={found.gevaar}: must be one of {', '.join(GEVAREN)}")
    if isinstance(found, Heard) and found.status not in set(ZienswijzeStatus):
        raise WrongUse(f"--field status={found.status}: must be one of {', '.join(ZienswijzeStatus)}")
    if isinstance(found, Paused) and found.grond not in SUSPENSIONS:
        raise WrongUse(f"--field grond={found.grond}: must be one of {', '.join(SUSPENSIONS)}")
    return found


def write_record(
    folder: Path,
    gemeente: str,
    key: str,
    written: AnyRecord,
    who: str,
    now: dt.datetime,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> None:
    """Write a record under the id of an advisory; the next run, or the worker, makes the advisory anew with it.

    Raises
    ------
    WrongUse, Failure
        As `write_entries`; Failure when it answers a question that was not sent.
    """
    account.note(1, [key])
    with DossierFile.read(folder) as dossier:
        if isinstance(written, Replied) and not _was_sent(dossier, key, written.vraag):
            raise Failure(f"{key}: question {written.vraag} was not sent yet (--kind vraag_gesteld)")
    records: list[AnyRecord] = [written]
    if isinstance(written, Gevaar) and lbb_task(written.gevaar):
        text = "conclusie over de mate van gevaar melden aan het Landelijk Bureau Bibob"
        records.append(TaskOpened(LBB, "onverwijld", text))
        say(f"{key}: task {LBB}: report this conclusion to the Bureau without delay")
    write_entries(folder, gemeente, key, who, now, records, keys, configured, say)


def _was_sent(dossier: DossierFile, advisory: str, question: str) -> bool:
    return any(
        getattr(one.record, "gevraagd", None) and getattr(one.record, "vraag", None) == question
        for one in dossier.entries(advisory)
    )
