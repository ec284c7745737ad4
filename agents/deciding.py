"""Sends what people decided where a store takes it from: the file of an embedded one, the topic of a worker's.

What is written in a dossier goes the same two ways: straight into the file beside an embedded store, and as a decision to
the worker that holds the case, which writes it down when it takes it in.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from agents.moment import moment
from agents.standing import Standing, of_worker
from streams.decisions_file import checked, decide
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import AnyRecord, Bureau, Form, Told
from streams.errors import Failure
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions

__all__ = ["Kind", "entries", "send_decisions", "write_all", "write_decisions", "write_entries"]

ADDED = "dossier-aangevuld"

_HERE_ALONE = Form | Bureau | Told
# Never an event (contracts.md section 3), or a message of the program: in the file beside the store alone.

Kind = tuple[str, Mapping[str, Any]]
# The middle part of a decision's type, and its data.


def write_decisions(
    folder: Path,
    kind: str,
    every: Sequence[Mapping[str, Any]],
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> list[str]:
    """Write one decision or several of a kind. Give the ids of their events.

    An embedded store takes them in with its next run; a worker has taken them in when this returns.

    Parameters
    ----------
    every
        The data of each decision, `gemeente` included.

    Raises
    ------
    WrongUse
        When the gateway would refuse one.
    Failure
        When the worker refused one, or none answered in time.
    """
    return send_decisions(folder, [(kind, data) for data in every], keys, configured, say)


def send_decisions(
    folder: Path,
    every: Sequence[Kind],
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
    names: Sequence[str] | None = None,
) -> list[str]:
    """Write decisions of several kinds, in their order; as `write_decisions`.

    Parameters
    ----------
    names
        Ids of their events, where these are not to be made up.
    """
    ids = list(names) if names is not None else [str(uuid.uuid4()) for _ in every]
    remote = of_worker(folder)
    at = _moments(folder, {data["gemeente"] for _, data in every}, configured, say)
    # One after the other, also where a town's time stands still: what is decided later is later.
    times = [
        at[data["gemeente"]] + dt.timedelta(microseconds=number) for number, (_, data) in enumerate(every)
    ]
    rows = list(zip(every, times, ids, strict=True))
    if not remote:
        for (kind, data), time, name in rows:
            decide(folder, kind, data, at=time, event_id=name, keys=keys)
        return ids
    _ask(
        [kind for kind, _ in every],
        [checked(kind, data, at=time, event_id=name, keys=keys) for (kind, data), time, name in rows],
        configured,
    )
    return ids


def _moments(
    folder: Path, towns: Iterable[str], configured: Settings, say: Callable[[str], None]
) -> dict[str, dt.datetime]:
    """Give the moment of a decision by municipality; now, where the store is on another machine."""
    if not partitions(folder):
        return dict.fromkeys(towns, dt.datetime.now(dt.UTC))
    with Standing([folder], say) as standing:
        return {one: moment(standing, folder, one, configured, say) for one in sorted(towns)}


def write_entries(
    folder: Path,
    gemeente: str,
    key: str,
    who: str,
    at: dt.datetime,
    records: Sequence[AnyRecord],
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> None:
    """Write entries of a dossier down, all or none.

    Parameters
    ----------
    key
        Id of the flag or advisory, or token of a record, that they are about.

    Raises
    ------
    WrongUse, Failure
        As `write_decisions`.
    """
    write_all(folder, [(gemeente, key, records)], who, at, keys, configured, say)


def write_all(
    folder: Path,
    every: Sequence[tuple[str, str, Sequence[AnyRecord]]],
    who: str,
    at: dt.datetime,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> None:
    """Write entries about several things, each with its municipality and key; as `write_entries`."""
    remote = of_worker(folder)
    sent = []
    with ExitStack() as stack:
        dossier: DossierFile | None = None
        for gemeente, key, records in every:
            here = [one for one in records if not remote or isinstance(one, _HERE_ALONE)]
            if here:
                dossier = dossier or stack.enter_context(DossierFile.open(folder))
                dossier.write(key, who, at, *here)
            if away := [one for one in records if one not in here]:
                sent.append(entries(gemeente, key, who, at, away))
    if sent:
        send_decisions(folder, sent, keys, configured, say)


def entries(gemeente: str, key: str, who: str, at: dt.datetime, records: Sequence[AnyRecord]) -> Kind:
    """Give entries of a dossier as a decision."""
    return ADDED, {
        "gemeente": gemeente,
        "door": who,
        "sleutel": key,
        "inhoud": msgspec.to_builtins(list(records)),
        "wanneer": at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _ask(kinds: Sequence[str], decisions: Sequence[Any], configured: Settings) -> None:
    """Send to the worker, and say what it refused."""
    from streams import deciding  # noqa: PLC0415 - loads the Kafka client, which an embedded store needs not

    answers = deciding.send_decisions(decisions, configured)
    for kind, answer in zip(kinds, answers, strict=True):
        if answer.refused is not None:
            about = f" ({answer.refused.about})" if answer.refused.about else ""
            raise Failure(f"{kind}: refused by the worker: {answer.refused.sentence.en}{about}")
    if any(answer.late for answer in answers):
        raise Failure(
            f"{kinds[0]}: sent, and not answered within {deciding.ANSWER_SECONDS:.0f} s: a worker takes it in when it"
            " runs; see: dwarsverband lag"
        )
