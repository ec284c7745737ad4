"""`rebuild` on Kafka: the journal written anew beside the old, stores made from it, digests compared, then switched."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from agents.erasing import ERASED, Erasing
from agents.recording import Recording
from agents.screen import Screen
from agents.standing import Standing
from graph.digest import Digest, digest
from graph.flag import Flag
from graph.municipality import Municipality
from graph.rules import Rules
from screening.docket import Docket
from streams import journal, journal_version
from streams.dossier.case_record import recorded
from streams.dossier.dossier_file import DossierFile
from streams.dossier.holds import held_events
from streams.errors import Failure
from streams.events import event_from_body
from streams.journal import digest_of
from streams.lag import SCREENED_GROUP
from streams.partitions import COUNT
from streams.pseudonyms import Keys
from streams.rewinding import members
from streams.settings import Settings
from streams.store import Store, partitions
from streams.tokens import identity_tokens
from streams.topics import JOURNAL, administration

__all__ = ["Rebuilt", "rebuild_journal"]

GREEN = ".green"
# Folder, inside the store's, of the stores that are made beside.

BATCH = 1_000
# Events in one transaction.

Say = Callable[[str], None]


class Rebuilt(msgspec.Struct, frozen=True):
    """What a rebuild came to: messages of the journal, of these without their event or with less of it, and the digest."""

    messages: int
    rewritten: int
    digest: str
    seconds: float


def rebuild_journal(
    folder: Path, settings: Settings, rules: Rules, keys: Keys, say: Say, *, despite: bool = False
) -> Rebuilt:
    """Write the journal anew without what was erased; the stores of a folder must hold every partition that has events.

    Killed at any moment, the same command goes on: before the switch from the beginning, in it from there.

    Parameters
    ----------
    despite
        Switch although the digests differ.

    Raises
    ------
    Failure
        Workers run, a store is behind, or the digests differ; then nothing has changed.
    """
    begun = time.monotonic()
    if running := members(settings):
        raise Failure(f"rebuild: {running} workers run: stop them first")
    rewritten = 0
    if not journal_version.is_switching(settings):
        rewriting = _Rewriting(folder, keys)
        try:
            rewriting.check(settings)
            topic = journal_version.made_anew(settings, journal_version.NEXT)
            journal_version.copy(settings, JOURNAL, journal_version.NEXT, rewriting.message)
        finally:
            rewriting.close()
        rewritten = rewriting.count
        say(f"written beside: {rewritten:,} messages lost something; stores are made from it")
        _green(folder, settings, rules, keys, topic)
        before, after = _digest([folder], rules), _digest([folder / GREEN], rules)
        if before != after and not despite:
            parts = ("flags", "entities", "relations")
            names = [name for name in parts if getattr(before, name) != getattr(after, name)]
            raise Failure(
                f"rebuild: the digests of old and new differ in {', '.join(names)}; nothing is switched. Where this release"
                " flags otherwise than the one before: start a worker once, or --despite-difference"
            )
        journal_version.note_switch(settings, begun=True)
    else:
        say("a switch was begun and not ended: it goes on")
    count = _switch(folder, settings)
    return Rebuilt(count, rewritten, _digest([folder], rules).digest, round(time.monotonic() - begun, 3))


class _Rewriting:
    """Gives each message of the journal as it must be from now on, by what the old stores hold."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._keys = keys
        self._stores = {number: Store.read(folder, number) for number in partitions(folder)}
        self._erasing = {number: Erasing(store, keys) for number, store in self._stores.items()}
        self._seen: set[bytes] = set()
        self.count = 0

    def close(self) -> None:
        """Let the stores go."""
        for store in self._stores.values():
            store.close()

    def check(self, settings: Settings) -> None:
        """Check that every partition is held to its end: what a store does not know cannot be told apart."""
        for number, end in journal_version.ends(settings, JOURNAL).items():
            store = self._stores.get(number)
            position = None if store is None else store.position()
            if end and (position is None or position.next != end):
                raise Failure(
                    f"rebuild: partition {number} of the journal ends at {end}, the store here is at"
                    f" {0 if position is None else position.next}: let one worker with this folder catch up, then stop it"
                )
            if store is not None and store.erasures_due():
                raise Failure(
                    f"rebuild: partition {number} has an erasure to carry out: start a worker first"
                )

    def message(self, partition: int, raw: bytes) -> bytes:
        """Give a message anew."""
        record = journal.decode(raw)
        if not record.kept:
            return raw
        event = event_from_body(record.body)
        identity = (event.gemeente, event.source, event.id)
        store = self._stores[partition]
        token = next((one for one in identity_tokens(self._keys, *identity) if store.is_erased(one)), None)
        if token is None:
            if self._is_others(partition, identity, record.body):
                self.count += 1
                return journal.encode_erased(None, record.origin, "")
            return raw
        self.count += 1
        body = None if token in self._seen else store.body(*identity)
        self._seen.add(token)
        if body is not None and event.kind == ERASED:
            return journal.encode(body, record.origin)  # to be carried out in every store that reads it
        return journal.encode_erased(body, record.origin, token.hex())

    def _is_others(self, partition: int, identity: tuple[str, str, str], body: bytes) -> bool:
        """Tell whether a message that was refused as a conflict holds something of the erased."""
        store, erasing = self._stores[partition], self._erasing[partition]
        held = store.digests([identity]).get(identity)
        return held is not None and held != digest_of(body) and erasing.concerns(body)


def _green(folder: Path, settings: Settings, rules: Rules, keys: Keys, topic: str) -> None:
    """Make stores from the new version, in a folder of their own."""
    green = folder / GREEN
    shutil.rmtree(green, ignore_errors=True)
    green.mkdir()
    with DossierFile.read(folder) as old, DossierFile.open(green) as dossier:
        for version in old.versions():
            dossier.bring_back(version)
    with administration(settings) as client:
        cluster = str(client.describe_cluster()["cluster_id"])
    for number in range(COUNT):
        with Store.open(green, number) as store:
            store.bind(cluster, topic, number)
            screen = Screen(
                store,
                lambda gemeente: Municipality(
                    gemeente, rules, waits_for_case=settings.profile == "production"
                ),
                outbox=True,
                docket=partial(Docket, dossiers=partial(recorded, green)),
                resident=settings.resident,
                erasing=Erasing(store, keys, lambda: held_events(green)),
                recording=Recording(green, store, strict=True),
            )
            _fill(screen, settings, number)


def _fill(screen: Screen, settings: Settings, number: int) -> None:
    for some in _batches(journal_version.messages(settings, journal_version.NEXT, number)):
        records = [journal.decode(one.value) for one in some]
        at = max(one.timestamp for one in some) * 1_000
        screen.batch(records, at=at, next_offset=some[-1].offset + 1)
        while rows := screen.store.outbox():
            screen.store.sent(rows[-1].seq)
    for gemeente in screen.store.erasures_due():
        screen.erase(gemeente)


def _batches(found: Iterable[journal_version.Message]) -> Iterator[list[journal_version.Message]]:
    """Part messages as a worker does: a decision on a case begins a batch."""
    some: list[journal_version.Message] = []
    for one in found:
        if some and (len(some) == BATCH or journal.is_case_decision(one.value)):
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _digest(folders: list[Path], rules: Rules) -> Digest:
    with Standing(folders, lambda _: None) as standing:
        towns = []
        for gemeente in standing.municipalities():
            town = Municipality(gemeente, rules)
            town.fold(standing.statements(gemeente))
            towns.append(town)
        flags = [msgspec.json.decode(row.body, type=Flag) for row in standing.flags() if row.status.stands]
        return digest(towns, flags)


def _switch(folder: Path, settings: Settings) -> int:
    """Put the new version in the place of the old: topic, stores, positions; each step can be done again."""
    topic = journal_version.made_anew(settings, JOURNAL)
    count = journal_version.copy(settings, journal_version.NEXT, JOURNAL)
    green = folder / GREEN
    for number in range(COUNT):
        new, old = green / f"store-{number}.sqlite", folder / f"store-{number}.sqlite"
        if new.exists():
            with Store.open(green, number) as store:
                store.rebind(topic)
            for end in ("-wal", "-shm"):
                Path(f"{old}{end}").unlink(missing_ok=True)
            new.replace(old)
        else:
            with Store.open(folder, number) as store:
                store.rebind(topic)
    ends = {}
    for number in partitions(folder):
        with Store.read(folder, number) as store:
            position = store.position()
            ends[number] = 0 if position is None else position.next
    _report(settings, ends)
    journal_version.drop(settings, journal_version.NEXT)
    journal_version.note_switch(settings, begun=False)
    shutil.rmtree(green, ignore_errors=True)
    return count


def _report(settings: Settings, ends: dict[int, int]) -> None:
    """Write the positions where the lag is measured: the group of the topic that was deleted went with it."""
    journal_version.commit(settings, SCREENED_GROUP, ends)
