"""A person's rights, carried out: restricted, released, set right, objected, erased; what it leaves in the dossier of his records."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from agents.deciding import write_all, write_decisions
from agents.embedded import Finished
from agents.erasing import Erasing
from agents.standing import Standing
from agents.subjects import Subject
from agents.traces import traces
from streams.dossier.dossier_file import DossierFile
from streams.dossier.holds import held_events, hold_on
from streams.dossier.records import Request, RequestDecided
from streams.errors import Failure
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.tokens import record_token, record_tokens

__all__ = [
    "RELEASED",
    "RESTRICTED",
    "Erased",
    "check_no_hold",
    "due",
    "erase",
    "limit",
    "remember",
    "requested",
    "tokens",
]

FOR_EVER = 2**62
# A known time after all others, in microseconds.

TERM = dt.timedelta(days=30)
# A month to answer (AVG 12(3)).

RESTRICTED, RELEASED, ERASED = "gegevens-beperkt", "gegevens-vrijgegeven", "gegevens-gewist"
"""Kinds of decision on a person's data."""


class Erased(msgspec.Struct, frozen=True):
    """What an erasure came to: in which files a text of the erased was still found, and what the law keeps (source, id)."""

    records: int
    searched_for: int
    shared: int
    kept: list[tuple[str, str]]
    found_in: list[str]


def tokens(subject: Subject, keys: Keys) -> list[str]:
    """Give the tokens of a subject's records: by them the dossier knows a person."""
    return [record_token(keys, subject.gemeente, record) for record in subject.records]


def due(now: dt.datetime) -> str:
    """Give the day by which a request that comes in now is answered."""
    return (now + TERM).date().isoformat()


def remember(
    folder: Path,
    subject: Subject,
    who: str,
    now: dt.datetime,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
    *records: Request | RequestDecided,
) -> None:
    """Write down, under the token of each of a subject's records and with its municipality, what was asked or decided."""
    records = tuple(msgspec.structs.replace(one, gemeente=subject.gemeente) for one in records)
    every = [(subject.gemeente, token, records) for token in tokens(subject, keys)]
    write_all(folder, every, who, now, keys, configured, say)


def limit(
    folder: Path,
    subject: Subject,
    kind: str,
    reason: str,
    who: str,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> None:
    """Write the decision to restrict a subject's records or to release them (`kind`); as `write_decisions`."""
    data = {"gemeente": subject.gemeente, "door": who, "records": list(subject.records), "grond": reason}
    write_decisions(folder, kind, [data], keys, configured, say)


def check_no_hold(folder: Path, subject: Subject, keys: Keys, now: dt.datetime) -> None:
    """Check that no legal hold stands on any record of a subject.

    Raises
    ------
    Failure
        When one does: erasure waits for its release.
    """
    every = [token for one in subject.records for token in record_tokens(keys, subject.gemeente, one)]
    with DossierFile.read(folder) as dossier:
        for token in every:
            hold = hold_on(dossier, token, now.date())
            if hold is not None:
                raise Failure(f"a legal hold stands on it ({hold.reden}); erasure waits for its release")


def erase(
    folder: Path,
    subject: Subject,
    reason: str,
    who: str,
    now: dt.datetime,
    keys: Keys,
    configured: Settings,
    run: Callable[[], AbstractContextManager[Finished | None]],
    say: Callable[[str], None],
) -> Erased:
    """Erase a subject at once and look for what is left; O(the store).

    Parameters
    ----------
    run
        Takes the decision into an embedded store; gives None for a worker's, which takes it in itself.
    """
    marked = tokens(subject, keys)
    # What the law keeps is blocked instead: only then the event must name the record.
    held = held_events(folder)
    records: Sequence[str] = [*marked, *(subject.records if held else ())]
    looked = _looked(folder, subject.gemeente, marked, keys, held, say)
    data = {"gemeente": subject.gemeente, "door": who, "records": list(records), "grond": reason}
    write_decisions(folder, ERASED, [data], keys, configured, say)
    with run() as finished:
        done = looked if finished is None else finished.erasing
        marks, shared, kept = done.marks, len(done.shared), [*done.kept]
    remember(folder, subject, who, now, keys, configured, say, RequestDecided("wissing", "gewist", reason))
    return Erased(len(marked), len(marks), shared, kept, traces(folder, marks))


def _looked(
    folder: Path,
    gemeente: str,
    marked: Sequence[str],
    keys: Keys,
    held: frozenset[tuple[str, str]],
    say: Callable[[str], None],
) -> Erasing:
    """Find by what somebody could be found, while he is there: the worker that erases him tells nobody."""
    with Standing([folder], say) as standing:
        erasing = Erasing(standing.store_of(gemeente), keys, lambda: held)
        erasing.look(gemeente, dict.fromkeys(marked, FOR_EVER))
    return erasing


def requested(right: str, reason: str, now: dt.datetime) -> Request:
    """Give the entry of a request that comes in now."""
    return Request(right, due(now), reason)
