"""What is kept in a store's folder and when its term began, and the destruction of what is due."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from agents.judgements import judgements
from agents.standing import Readable, Standing
from screening.retention import Item, Kept, is_due
from streams.dossier.dossier_file import DossierFile
from streams.dossier.holds import held_events, hold_on
from streams.dossier.records import Bureau, Form
from streams.events import event_from_body
from streams.events.signals import SignalData
from streams.pseudonyms import Keys
from streams.store import Store
from streams.store_rows import FlagRow, Rewritten
from streams.tokens import identity_token

__all__ = ["destroy", "due", "items", "unheld"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def due(
    folder: Path, keys: Keys, today: dt.date, say: Callable[[str], None]
) -> tuple[list[Item], list[Item]]:
    """Give what is due for destruction in a store's folder, and what a legal hold keeps."""
    with Standing([folder], say) as standing, DossierFile.read(folder) as dossier:
        judged = {one.flag for one in judgements(standing, [folder], keys)}
        every = [item for one in standing.stores for item in items(one, dossier, judged)]
    return unheld(sorted({item for item in every if is_due(item, today)}), folder, today)


def items(store: Readable, dossier: DossierFile, judged: Collection[str]) -> Iterator[Item]:
    """Give all that has a term, with the day on which it began.

    Parameters
    ----------
    judged
        Ids of flags on which somebody gave a verdict: these are worked on and have no term of their own here.
    """
    cited: set[tuple[str, str]] = set()
    for row in store.flags():
        yield from _flag(row, judged)
        if row.status.stands:
            cited |= _events(row)
    for body in store.bodies_holding(".melding-ontvangen."):
        event = event_from_body(body)
        if isinstance(event.data, SignalData) and (event.source, event.id) not in cited:
            day = (_EPOCH + dt.timedelta(microseconds=event.known)).date().isoformat()
            yield Item(_signal(event.data), f"{event.gemeente} {event.source} {event.id}", day)
    for letter in store.deadletters():
        day = (_EPOCH + dt.timedelta(microseconds=letter.at)).date().isoformat()
        yield Item(Kept.DODE_BRIEF, f"{letter.topic},{letter.partition},{letter.offset},{letter.sha256}", day)
    for entry in dossier.entries():
        if isinstance(entry.record, Form):
            yield Item(Kept.FORMULIER, str(entry.seq), entry.record.ontvangen)
        elif isinstance(entry.record, Bureau):
            yield Item(Kept.BUREAU, str(entry.seq), entry.record.datum)
    for version in dossier.versions():
        yield Item(Kept.ADVIES, version.name, (version.reviewed or version.authored)[:10])


def _flag(row: FlagRow, judged: Collection[str]) -> Iterator[Item]:
    flag = msgspec.json.decode(row.body)
    if not row.status.stands:
        yield Item(Kept.VLAG_INGETROKKEN, row.id, flag["as_of"]["known"][:10])
    elif row.id not in judged:
        yield Item(Kept.VLAG_ONBEWERKT, row.id, flag["raised"]["known"][:10])


def _events(row: FlagRow) -> set[tuple[str, str]]:
    flag = msgspec.json.decode(row.body)
    named = [*flag["hard"], *(event for hit in flag["indicators"] for event in hit["events"])]
    return {(event["source"], event["id"]) for event in named}


def _signal(data: SignalData) -> Kept:
    official = data.categorie == "hennep" and data.kanaal == "partner" and data.betrouwbaarheid in {"A", "B"}
    return Kept.MELDING_PARTNER if official else Kept.MELDING


def unheld(found: list[Item], folder: Path, today: dt.date) -> tuple[list[Item], list[Item]]:
    """Part what is due into what may go and what a legal hold keeps."""
    held = held_events(folder)
    free: list[Item] = []
    kept: list[Item] = []
    with DossierFile.read(folder) as dossier:
        for item in found:
            _, _, event = item.key.partition(" ")
            on_hold = hold_on(dossier, _held_key(item), today) is not None
            cited = item.kept in {Kept.MELDING, Kept.MELDING_PARTNER} and tuple(event.split(" ", 1)) in held
            (kept if on_hold or cited else free).append(item)
    return free, kept


def _held_key(item: Item) -> str:
    return item.key.partition("@")[0] if item.kept is Kept.ADVIES else item.key


def destroy(store: Store, dossier: DossierFile, due: list[Item], keys: Keys) -> None:
    """Destroy what is due, free pages included; flags that are to expire are a decision and not destroyed here."""
    events = []
    for item in due:
        if item.kept in {Kept.MELDING, Kept.MELDING_PARTNER}:
            gemeente, source, event_id = item.key.split(" ", 2)
            token = identity_token(keys, gemeente, source, event_id)
            events.append(Rewritten((gemeente, source, event_id), token, None))
    store.erase(events, [])
    store.destroy_flags([item.key for item in due if item.kept is Kept.VLAG_INGETROKKEN])
    store.destroy_letters([item.key.rpartition(",")[2] for item in due if item.kept is Kept.DODE_BRIEF])
    store.vacuum()
    dossier.forget([int(item.key) for item in due if item.kept in {Kept.FORMULIER, Kept.BUREAU}])
    dossier.forget_versions([item.key for item in due if item.kept is Kept.ADVIES])
