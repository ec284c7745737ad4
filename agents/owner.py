"""One partition of the journal in one process: its store and graph, kept over rebalances, and what it may do when."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from pathlib import Path
from typing import Any

import structlog
from aiokafka import TopicPartition

from agents import clients
from agents.crash_points import crash_point
from agents.erasing import Erasing
from agents.forgetting import forget
from agents.outputs import Outputs, differences
from agents.recording import Recording
from agents.screen import Screen, Town
from agents.telling import tell_signers
from screening.advisory import decoded
from screening.docket import Docket
from screening.paper import Papers
from streams import journal
from streams.dossier.dossier_file import DossierFile
from streams.dossier.holds import held_events
from streams.dossier.version import Version
from streams.errors import Stop
from streams.health import Health
from streams.metrics import (
    BATCH_SECONDS,
    CATCH_UP,
    CATCH_UP_RATIO,
    EVENT_SECONDS,
    OUTBOX_AGE,
    OWNED,
    POSITION,
)
from streams.partitions import partition_of
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import Store
from streams.store_aside import set_aside_if_broken
from streams.store_rows import OutboxRow
from streams.topics import JOURNAL

__all__ = ["Cluster", "Entry", "Owner", "Phase"]

CATCH_UP_BATCH = 1_000
# Events a transaction while reading from the journal itself; the loop is free between two of them.

SENT_AT_ONCE = 10_000
# Messages in one transaction: a few megabytes, delivered long before the broker gives a transaction up.

PROGRESS_SECONDS = 2.0
# How often a partition that catches up tells how far it is.

LOCK_SECONDS = 60.0
# The owner before us gives its store free at its own next assignment, which comes with ours.

log = structlog.get_logger()


class Phase(Enum):
    """What an owner may do: nothing; read and write its store; all of that, and send."""

    IDLE = auto()
    CATCHING_UP = auto()
    LIVE = auto()


@dataclass(frozen=True, slots=True)
class Cluster:
    """What ties a store to its journal."""

    id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal message with its offset."""

    offset: int
    value: bytes | None
    arrived: float | None = None
    """When the event came in, seconds since 1970."""


class Owner:
    """The position in the store rules; Kafka's committed offset is a hint.

    Parameters
    ----------
    found
        Makes an empty municipality.
    clock
        Gives the moment of receipt, microseconds since 1970 UTC.
    docket
        Makes an empty docket of advisories; None where a municipality has no cases.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        cluster: Cluster,
        found: Callable[[str], Town],
        clock: Callable[[], int],
        partition: int,
        health: Health | None = None,
        docket: Callable[[Papers], Docket] | None = Docket,
    ) -> None:
        self.partition = partition
        self.phase = Phase.IDLE
        self._settings = settings
        self._folder = folder
        self._cluster = cluster
        self._found = found
        self._docket = docket
        self._clock = clock
        self._keys = Keys.load(settings.keys)
        self._screen: Screen | None = None
        self._outputs = Outputs(settings, partition)
        self._graph: list[OutboxRow] = []
        self._paused: frozenset[str] = frozenset()
        self._health = health or Health(settings.stuck_after)
        self._waits_since: float | None = None
        OUTBOX_AGE.labels(str(partition)).set_function(self._outbox_age)

    # --- coming and going ---------------------------------------------------------------------------------

    async def take_over(self) -> None:
        """Become the owner: open the store, fence the owner before us, catch up, and set the outputs right."""
        self.phase = Phase.CATCHING_UP
        started = time.monotonic()
        screen = await self._opened()
        self._graph.clear()
        await self._outputs.start()
        await self._bring_back()
        self._discard(screen.store)
        await self._report(screen, 0)
        read = await self._catch_up(screen, None)
        screen.pause(self._paused)
        screen.retry_held()
        await self._erase(screen)
        self._graph.clear()  # compared as a whole, next
        self._discard(screen.store)
        published = await self._outputs.published()
        tell_signers(self._folder, screen.store, self._moment())
        signed = self._signed_here()
        corrections = await self._send_all(differences(published, screen.store, signed), self._next(screen))
        CATCH_UP.labels(str(self.partition)).set(0)
        CATCH_UP_RATIO.labels(str(self.partition)).set(1)
        OWNED.labels(str(self.partition)).set(1)
        self.phase = Phase.LIVE
        log.info(
            "partition_live",
            partition=self.partition,
            position=self._next(screen),
            caught_up=read,
            corrections=corrections,
            seconds=round(time.monotonic() - started, 3),
        )

    async def revoke(self) -> None:
        """Stop writing; graph and store are kept for the next assignment."""
        self.phase = Phase.IDLE
        OWNED.labels(str(self.partition)).set(0)
        self._waits_since = None
        await self._outputs.stop()

    async def close(self) -> None:
        """Give store and graph up: the partition is another's, or the process ends."""
        await self.revoke()
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.store.close()

    async def _opened(self) -> Screen:
        """Return the screen kept from before, else one over the store on disk; wait for its lock."""
        if self._screen is None:
            store = await self._locked()
            try:
                store.bind(self._cluster.id, self._cluster.topic_id, self.partition)
            except BaseException:
                store.close()
                raise
            self._screen = Screen(
                store,
                self._found,
                outbox=True,
                docket=self._docket,
                resident=self._settings.resident,
                erasing=self._erasing(store),
                recording=Recording(self._folder, store, strict=True),
            )
        return self._screen

    def _erasing(self, store: Store) -> Erasing:
        return Erasing(store, self._keys, lambda: held_events(self._folder))

    async def _erase(self, screen: Screen) -> None:
        """Carry out what is to be erased: first out of the topics, then out of store, dossier and memory.

        In this order because the store is where the erased can be looked up: after a kill in between it is done again.
        """
        for gemeente in screen.store.erasures_due():
            erasing = self._erasing(screen.store)
            erasing.look(gemeente)
            count = await self._outputs.without(erasing.marks)
            with self._health.working("erase"):
                forget(self._folder, erasing.marks, self._keys)
                self._graph += screen.erase(gemeente)
            log.info("erased", partition=self.partition, gemeente=gemeente, messages=count)

    async def _bring_back(self) -> None:
        """Take what was signed from the topic into a dossier that lacks it: its bytes cannot be made anew."""
        found = await self._outputs.signed()
        if found:
            with DossierFile.open(self._folder) as dossier:
                for version in found:
                    dossier.bring_back(version)

    def _signed_here(self) -> list[Version]:
        """Give the signed versions of this partition's municipalities."""
        with DossierFile.read(self._folder) as dossier:
            every = dossier.versions()
        return [one for one in every if partition_of(decoded(one.body).gemeente) == self.partition]

    def _moment(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self._clock() / 1_000_000, dt.UTC)

    async def _locked(self) -> Store:
        """Open the store; where its last owner still holds it, wait for it. A broken one is made anew from the journal."""
        end = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                wrong = await asyncio.to_thread(set_aside_if_broken, self._folder, self.partition)
                if wrong is not None:
                    log.error("store_set_aside", partition=self.partition, found=wrong)
                return Store.open(self._folder, self.partition)
            except Stop:
                if time.monotonic() > end:
                    raise
            await asyncio.sleep(0.2)

    # --- batches ------------------------------------------------------------------------------------------

    async def batch(self, entries: Sequence[Entry]) -> None:
        """Screen what the journal brought; returns when it is stored and its outputs are delivered.

        What lies below the store's position was done before; a gap above it is read from the journal.
        """
        screen = self._screen
        if screen is None or self.phase is not Phase.LIVE:
            raise Stop(f"partition {self.partition} is not ours to screen")
        position = self._next(screen)
        new = [entry for entry in entries if entry.offset >= position]
        if not new:
            return
        with self._health.working("screen"), BATCH_SECONDS.labels("screen").time():
            if new[0].offset > position:
                await self._catch_up(screen, new[0].offset)
            self._store(screen, new)
            await self._erase(screen)
            await self._deliver(screen)
        self._observe(new)

    def _store(self, screen: Screen, entries: Sequence[Entry]) -> None:
        """Write one batch in one transaction; its offsets follow each other without a gap."""
        expected = self._next(screen)
        for entry in entries:
            if entry.offset != expected:
                raise Stop(
                    f"journal partition {self.partition}: offset {expected} is missing, {entry.offset} comes next;"
                    " the journal has lost messages"
                )
            expected += 1
        for some in _parts(entries):
            records = [journal.decode(entry.value or b"") for entry in some]
            outcome = screen.batch(records, at=self._clock(), next_offset=some[-1].offset + 1)
            if self.phase is Phase.LIVE:
                self._graph += outcome.graph
                if outcome.advised:
                    tell_signers(self._folder, screen.store, self._moment())
        POSITION.labels(str(self.partition)).set(expected)

    def _observe(self, entries: Sequence[Entry]) -> None:
        """Measure how long each event took, from its arrival to the delivery of what follows from it."""
        now = self._clock() / 1_000_000
        for entry in entries:
            if entry.arrived is not None:
                EVENT_SECONDS.observe(max(0.0, now - entry.arrived))

    def _outbox_age(self) -> float:
        since = self._waits_since
        return 0.0 if since is None else time.monotonic() - since

    async def _deliver(self, screen: Screen) -> None:
        """Send what waits in the outbox, then the position; forget the rows when the broker has them."""
        rows = screen.store.outbox()
        graph, self._graph = self._graph, []
        if graph or rows:
            self._waits_since = self._waits_since or time.monotonic()
        with BATCH_SECONDS.labels("send").time():
            await self._send_all([*graph, *rows], self._next(screen))
        crash_point("sent")
        if rows:
            screen.store.sent(rows[-1].seq)
        self._waits_since = None

    async def _send_all(self, rows: Iterable[OutboxRow], position: int) -> int:
        """Send messages in transactions of a bounded size, with the last one the position; return how many there were."""
        waiting = iter(rows)
        some = list(islice(waiting, SENT_AT_ONCE))
        count = len(some)
        while len(some) == SENT_AT_ONCE:
            await self._outputs.send(some, None)
            some = list(islice(waiting, SENT_AT_ONCE))
            count += len(some)
        await self._outputs.send(some, position)
        return count

    # --- catching up --------------------------------------------------------------------------------------

    async def _catch_up(self, screen: Screen, end: int | None) -> int:
        """Read the journal from the store's position to an offset, or to its end; return how many were read.

        While a partition is taken over nothing is sent but its position.
        """
        place = TopicPartition(self._settings.named(JOURNAL), self.partition)
        start = self._next(screen)
        async with clients.reader(self._settings) as consumer:
            first = (await consumer.beginning_offsets([place]))[place]
            last = (await consumer.end_offsets([place]))[place]
            self._reachable(screen, first, last)
            last = last if end is None else end
            told = time.monotonic()
            async for some in clients.records(consumer, {place: start}, {place: last}, CATCH_UP_BATCH):
                with self._health.working("catch_up"):
                    self._store(screen, [Entry(one.offset, one.value) for one in some])
                if time.monotonic() - told > PROGRESS_SECONDS:
                    told = time.monotonic()
                    await self._report(screen, last - self._next(screen), last - first)
                await asyncio.sleep(0)
        if self._next(screen) != last:
            raise Stop(
                f"journal partition {self.partition}: offset {self._next(screen)} is missing; the journal has lost messages"
            )
        return last - start

    def _reachable(self, screen: Screen, first: int, last: int) -> None:
        """Check that the journal still holds what the store waits for."""
        position = self._next(screen)
        if position < first:
            raise Stop(
                f"journal partition {self.partition} begins at offset {first}, the store waits for {position}:"
                " what lies between is lost to it"
            )
        if position > last:
            raise Stop(
                f"journal partition {self.partition} ends at offset {last}, the store is at {position}:"
                " the journal has lost messages"
            )

    async def _report(self, screen: Screen, remaining: int, whole: int = 0) -> None:
        """Tell how far a takeover is: to the log, the metrics and whoever measures the lag."""
        if self.phase is Phase.CATCHING_UP:
            self._discard(screen.store)
            CATCH_UP.labels(str(self.partition)).set(remaining)
            CATCH_UP_RATIO.labels(str(self.partition)).set(1 - remaining / whole if whole else 0)
            position = self._next(screen)
            log.info("catching_up", partition=self.partition, position=position, remaining=remaining)
            await self._outputs.send([], position)

    @staticmethod
    def _discard(store: Store) -> None:
        """Forget unsent rows: the outputs are compared with what stands, once, at the end of a takeover."""
        while rows := store.outbox():
            store.sent(rows[-1].seq)

    async def pause(self, gemeenten: Collection[str]) -> None:
        """Pause those of these municipalities that are here, and let all others go on."""
        here = {one for one in gemeenten if partition_of(one) == self.partition}
        self._paused = frozenset(here)
        if self._screen is not None and self.phase is Phase.LIVE:
            self._graph += self._screen.pause(here)
            await self._deliver(self._screen)

    async def keep_position(self) -> None:
        """Write the position again: the broker forgets one that nobody has written for a week."""
        if self._screen is not None and self.phase is Phase.LIVE:
            await self._outputs.send([], self._next(self._screen))

    @staticmethod
    def _next(screen: Screen) -> int:
        """Return the first offset that the store does not hold."""
        position: Any = screen.store.position()
        return int(position.next)


def _parts(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Part a batch before each decision on a case: that is about what stands after all that came before it."""
    some: list[Entry] = []
    for entry in entries:
        if some and journal.is_case_decision(entry.value or b""):
            yield some
            some = []
        some.append(entry)
    if some:
        yield some
