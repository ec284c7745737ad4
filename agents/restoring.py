"""A worker's backup put back: the dossier and the account return, without whoever was erased since; stores are made anew."""

from collections import defaultdict
from pathlib import Path

from agents.erasing import ERASED, Erasing
from agents.forgetting import forget
from streams import journal, journal_version
from streams.dossier.holds import held_events
from streams.events import event_from_body
from streams.events.decisions import GegevensGewist
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import Store, partitions
from streams.tokens import TOKEN, record_token
from streams.topics import JOURNAL

__all__ = ["restore_worker"]


def restore_worker(folder: Path, settings: Settings, keys: Keys) -> bool:
    """Take out of an unpacked folder what the journal says was erased, and the stores; tell whether anything was.

    The stores of the backup are where the erased can be looked up; after that they go, because they follow from the
    journal. Reads the journal of each partition that the backup has.

    Raises
    ------
    Failure
        The broker does not answer.
    """
    marks: set[str] = set()
    for number in partitions(folder):
        asked = _asked(settings, number, keys)
        with Store.read(folder, number) as store:
            erasing = Erasing(store, keys, lambda: held_events(folder))
            for gemeente, tokens in asked.items():
                erasing.look(gemeente, tokens)
            marks |= erasing.marks
    if marks:
        forget(folder, marks, keys)
    for path in folder.glob("store-*"):
        path.unlink()
    return bool(marks)


def _asked(settings: Settings, number: int, keys: Keys) -> dict[str, dict[str, int]]:
    """Give the tokens that the journal says are erased, by municipality, each with the moment up to which."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in journal_version.messages(settings, JOURNAL, number):
        if ERASED.encode() not in one.value:
            continue
        record = journal.decode(one.value)
        event = event_from_body(record.body) if record.kept else None
        if event is None or not isinstance(event.data, GegevensGewist):
            continue
        for name in event.data.records:
            token = name if TOKEN.fullmatch(name) else record_token(keys, event.gemeente, name)
            known = found[event.gemeente].get(token, -1)
            found[event.gemeente][token] = max(known, event.known)
    return dict(found)
