"""One worker process: Faust feeds the steps, owners come and go with the assignment, and any surprise ends it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import signal
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from faust.types import TP

from agents import clients
from agents.app import faust_app
from agents.crash_points import crash_point
from agents.intake import Checks, Incoming, Intake
from agents.logs import one_line_logs
from agents.owner import Cluster, Entry, Owner, Phase
from agents.screen import Town
from agents.store_metrics import StoreMetrics
from screening.docket import Docket
from screening.paper import Papers
from streams import metrics_server, topics
from streams.errors import DwarsverbandError, Failure
from streams.health import Health
from streams.journal_version import is_switching, topic_id
from streams.metrics import BATCH_SECONDS
from streams.pauses import ALL, Pause, read_pause
from streams.settings import Settings
from streams.supervision import tell_systemd
from streams.topics import JOURNAL, RAW, TABLE

__all__ = ["Worker", "cluster_of", "microseconds", "now", "work"]

WITHIN = 0.05
# Seconds that a step waits for more events; half of what an event takes from the topic to its flag.

STOP_SECONDS = 20.0
# A clean stop ends the batch in hand, commits and leaves the group; whatever still hangs then is cut off.

SAMPLE_SECONDS = 15.0
# Prometheus asks as often.

JOURNAL_SECONDS = 15.0
# How often the journal is asked whether it is still the same: less than it takes to fill a new one.

BEAT_SECONDS = 1.0
# How often the loop shows that it turns.

PAUSE_MS = 1_000
# How long one look for pauses waits; a paused worker stops within two of them.

POSITION_SECONDS = 3600.0
# The broker forgets a position after a week without a commit.

log = structlog.get_logger()


def cluster_of(settings: Settings) -> Cluster:
    """Ask the broker for what ties stores to this journal.

    Raises
    ------
    Failure
        No broker answers, or the topics are not as they must be.
    """
    drifts = topics.check(settings)
    if drifts:
        raise Failure(f"{drifts[0]}; run: dwarsverband topics apply")
    if is_switching(settings):
        raise Failure("the journal is being switched to a new version; end that: dwarsverband rebuild")
    with topics.administration(settings) as client:
        described = client.describe_topics([settings.named(JOURNAL)])[0]
        return Cluster(str(client.describe_cluster()["cluster_id"]), str(described["topic_id"]))


class Worker:
    """The steps of one process, wired to one Faust app."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        cluster: Cluster,
        intake: Intake,
        found: Callable[[str], Town],
        clock: Callable[[], int],
        health: Health,
        docket: Callable[[Papers], Docket] | None,
    ) -> None:
        self.health = health
        self.failure: BaseException | None = None
        self.ended = asyncio.Event()
        self._settings = settings
        self._intake = intake
        self._cluster = cluster
        self._new_owner: Callable[[int], Owner] = partial(
            Owner, settings, folder, cluster, found, clock, health=health, docket=docket
        )
        self._owners: dict[int, Owner] = {}
        self._held: dict[int, list[Any]] = defaultdict(list)
        self._takeovers: dict[int, asyncio.Task[None]] = {}
        self._passing, self._turn = asyncio.Lock(), asyncio.Lock()
        self.app = faust_app(settings, folder)
        self._was_assigned = False
        self._paused: dict[str, Pause] = {}
        self._open = asyncio.Event()
        self._wire()

    def _wire(self) -> None:
        """The one table of what reads what. Everything is declared before the app starts; a later topic waits 45 s."""
        table: tuple[tuple[str, Sequence[str], Callable[[list[Any]], Any]], ...] = (
            ("intake", RAW, self._pass_on),
            ("screen", (JOURNAL,), self._screen),
        )
        for name, sources, step in table:
            names = [self._settings.named(source) for source in sources]
            channel = self.app.topic(*names, value_type=bytes, value_serializer="raw", key_serializer="raw")
            self.app.agent(channel, name=name, concurrency=1)(self._agent(step))
        # Faust's types say nothing of what its signals carry: the sender and a set of partitions.
        assigned, revoked = cast(Any, self._assigned), cast(Any, self._revoked)
        self.app.on_partitions_assigned.connect(assigned)
        self.app.on_partitions_revoked.connect(revoked)

    def _agent(self, step: Callable[[list[Any]], Any]) -> Any:
        """Make an agent: take a batch, give it to the step, which acknowledges what is done."""

        async def agent(stream: Any) -> None:
            try:
                async for events in stream.noack().noack_take(self._settings.worker_batch, within=WITHIN):
                    await step(list(events))
            except asyncio.CancelledError:
                raise
            except Exception as error:
                self.fail(error)
                raise

        return agent

    # --- the steps ----------------------------------------------------------------------------------------

    async def _pass_on(self, events: list[Any]) -> None:
        """Intake: everything delivered, then acknowledged."""
        await self._open.wait()
        async with self._passing:
            with self.health.working("intake"), BATCH_SECONDS.labels("intake").time():
                await self._intake.batch([self._incoming(event.message) for event in events])
                crash_point("journaled")
                _acknowledge(events)

    def _incoming(self, message: Any) -> Incoming:
        """Read a raw message as the broker gave it."""
        topic = message.topic.removeprefix(self._settings.topic_prefix)
        headers = message.headers or ()
        pairs = headers.items() if isinstance(headers, dict) else headers
        return Incoming(
            topic, message.partition, message.offset, message.value, tuple(pairs), _arrival(message)
        )

    async def _screen(self, events: list[Any]) -> None:
        """Screen: each partition by itself, stored and delivered, then acknowledged."""
        await self._open.wait()
        async with self._turn:
            parts: dict[int, list[Any]] = defaultdict(list)
            for event in events:
                parts[event.message.partition].append(event)
            for partition, some in parts.items():
                await self._screen_partition(partition, some)

    async def _screen_partition(self, partition: int, events: list[Any]) -> None:
        """Screen where the partition is live, keep where it is being taken over, drop where it is another's."""
        owner = self._owners.get(partition)
        phase = Phase.IDLE if owner is None else owner.phase
        if phase is Phase.CATCHING_UP:
            self._held[partition].extend(events)
        elif owner is not None and phase is Phase.LIVE:
            messages = [event.message for event in events]
            await owner.batch([Entry(one.offset, one.value, _arrival(one)) for one in messages])
            _acknowledge(events)
            crash_point("acknowledged")

    # --- assignment ---------------------------------------------------------------------------------------

    async def _revoked(self, _app: Any, revoked: set[TP], **_: Any) -> None:
        """Stop writing before the group goes on: the batch in hand ends first, takeovers are broken off."""
        partitions = self._journal(revoked)
        for partition in partitions:
            await self._break_off(partition)
        async with self._turn:
            for partition in partitions & self._owners.keys():
                await self._owners[partition].revoke()
                self._held.pop(partition, None)

    async def _assigned(self, _app: Any, assigned: set[TP], **_: Any) -> None:
        """Note what is ours now. The taking over is done outside this callback, where Faust would undo a seek."""
        ours = self._journal(assigned)
        self._was_assigned = True
        for partition in self._owners.keys() - ours:
            await self._break_off(partition)
            async with self._turn:
                await self._owners.pop(partition).close()
            log.info("partition_given_up", partition=partition)
        for partition in sorted(ours):
            await self._break_off(partition)
            owner = self._owners.get(partition) or self._new_owner(partition)
            self._owners[partition] = owner
            owner.phase = Phase.CATCHING_UP
            self._takeovers[partition] = asyncio.create_task(self._take_over(owner))

    def _journal(self, places: Iterable[TP]) -> set[int]:
        """Return the journal partitions among these."""
        name = self._settings.named(JOURNAL)
        return {place.partition for place in places if place.topic == name}

    async def _break_off(self, partition: int) -> None:
        """Cancel a takeover in progress; between two of its batches it can be left at any point."""
        task = self._takeovers.pop(partition, None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _take_over(self, owner: Owner) -> None:
        """Take one partition over, with Faust's reading of it paused; then screen what had arrived before the pause."""
        place = TP(self._settings.named(JOURNAL), owner.partition)
        try:
            while self.app.rebalancing:  # noqa: ASYNC110 - Faust has a flag for it, no event
                await asyncio.sleep(0.05)
            self.app.consumer.pause_partitions({place})
            await self._open.wait()
            await owner.pause(self._paused)
            await owner.take_over()
            async with self._turn:
                held = self._held.pop(owner.partition, [])
                if held:
                    await self._screen_partition(owner.partition, held)
            self.app.consumer.resume_partitions({place})
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the process ends and says so
            self.fail(error)

    async def beat(self) -> None:
        """Show for ever that the loop turns, and what the process waits for."""
        while True:
            self.health.beat()
            self.health.waits_for = self._waits_for()
            await asyncio.sleep(BEAT_SECONDS)

    def _waits_for(self) -> str:
        """Say why this process is not ready; a spare one, without partitions, is."""
        if self.app.rebalancing or not self._was_assigned:
            return "waits for its partitions"
        if ALL in self._paused:
            return f"is paused: {self._paused[ALL].reason}"
        behind = sorted(one.partition for one in self._owners.values() if one.phase is not Phase.LIVE)
        return f"catches up: partitions {behind}" if behind else ""

    async def watch_journal(self) -> None:
        """End the process when the journal was deleted and made again: its offsets count other messages than the stores do.

        Going on from a store's position would skip the new journal's beginning; started again, the worker refuses its
        stores, which belong to the old one. A broker that does not answer says nothing of the journal: others wait for it.
        """
        while True:
            await asyncio.sleep(JOURNAL_SECONDS)
            try:
                found = await asyncio.to_thread(topic_id, self._settings, JOURNAL)
            except (DwarsverbandError, KafkaError, LookupError, OSError):
                continue
            if found != self._cluster.topic_id:
                name, was = self._settings.named(JOURNAL), self._cluster.topic_id
                self.fail(
                    Failure(f"{name}: deleted and made again under this worker (topic id {found}, was {was})")
                )
                return

    async def follow_pauses(self) -> None:
        """Read for ever what operators pause, and do as they say; until the first look nothing is taken in."""
        try:
            place = TopicPartition(self._settings.named(TABLE), 0)
            async with clients.reader(self._settings) as consumer:
                consumer.assign([place])
                await consumer.seek_to_beginning(place)
                end = (await consumer.end_offsets([place]))[place]
                while True:
                    before = dict(self._paused)
                    for record in (await consumer.getmany(place, timeout_ms=PAUSE_MS)).get(place, []):
                        read = read_pause(record.key, record.value)
                        if read is not None and read[1] is None:
                            self._paused.pop(read[0], None)
                        elif read is not None and read[1] is not None:
                            self._paused[read[0]] = read[1]
                    if await consumer.position(place) >= end:
                        await self._do_pauses(moved=before != self._paused)
        except (DwarsverbandError, KafkaError) as error:
            self.fail(error)

    async def _do_pauses(self, *, moved: bool) -> None:
        """Shut or open the way in, and tell the owners."""
        (self._open.clear if ALL in self._paused else self._open.set)()
        if moved:
            log.info("pauses", paused=sorted(self._paused))
            async with self._turn:
                for owner in self._owners.values():
                    await owner.pause(self._paused.keys() - {ALL})

    async def sample(self, found: StoreMetrics) -> None:
        """Count in the stores for ever, beside the work; the disk is measured at once, before a store ends us."""
        found.measure_disk()
        while True:
            await asyncio.sleep(SAMPLE_SECONDS)
            owned = [one.partition for one in self._owners.values() if one.phase is Phase.LIVE]
            try:
                await asyncio.to_thread(found.sample, owned)
            except (DwarsverbandError, sqlite3.Error, OSError) as error:
                log.warning("stores_not_counted", error=type(error).__name__)

    async def keep_positions(self) -> None:
        """Write the positions of quiet partitions again, for ever."""
        try:
            while True:
                await asyncio.sleep(POSITION_SECONDS)
                async with self._turn:
                    for owner in self._owners.values():
                        await owner.keep_position()
        except DwarsverbandError as error:
            self.fail(error)

    # --- the end ------------------------------------------------------------------------------------------

    def fail(self, error: BaseException) -> None:
        """Remember the first failure and end the process."""
        if self.failure is None:
            self.failure = error
        self.ended.set()

    async def stop(self) -> None:
        """End the batch in hand, leave the group, give the stores free."""
        for partition in list(self._takeovers):
            await self._break_off(partition)
        async with self._passing, self._turn:
            for owner in self._owners.values():
                owner.phase = Phase.IDLE
            await self.app.stop()
            for owner in self._owners.values():
                await owner.close()


def _arrival(message: Any) -> float | None:
    """Return when the broker had a message, seconds since 1970."""
    moment = message.timestamp
    return float(moment) if moment and moment > 0 else None


def _acknowledge(events: Iterable[Any]) -> None:
    """Tell Faust that these are done: only now may their offsets be committed."""
    for event in events:
        event.ack()


@contextlib.asynccontextmanager
async def _signals(ended: asyncio.Event) -> AsyncIterator[None]:
    """End on SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    try:
        yield
    finally:
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)


async def _run(
    settings: Settings,
    folder: Path,
    cluster: Cluster,
    checks: Checks,
    found: Callable[[str], Town],
    health: Health,
    docket: Callable[[Papers], Docket] | None,
) -> BaseException | None:
    """Run until told to stop or until something fails; return the failure."""
    async with clients.idempotent(settings) as producer:
        intake = Intake(settings, checks, producer, now)
        worker = Worker(settings, folder, cluster, intake, found, microseconds, health, docket)
        stores = StoreMetrics(folder, checks.keys, settings.audit_heads, dt.date.today)
        async with _signals(worker.ended):
            beside = [
                asyncio.create_task(task)
                for task in (
                    worker.keep_positions(),
                    worker.beat(),
                    worker.sample(stores),
                    worker.follow_pauses(),
                    worker.watch_journal(),
                )
            ]
            await worker.app.start()
            await asyncio.wait(
                [
                    asyncio.ensure_future(worker.ended.wait()),
                    asyncio.ensure_future(worker.app.wait_until_stopped()),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in beside:
                task.cancel()
            try:
                await asyncio.wait_for(worker.stop(), STOP_SECONDS)
            except TimeoutError:
                worker.fail(
                    Failure(f"did not stop within {STOP_SECONDS:.0f} s and was cut off; nothing is lost")
                )
        return worker.failure or worker.app.crash_reason


def now() -> dt.datetime:
    """Return the moment, with its time zone."""
    return dt.datetime.now(dt.UTC)


def microseconds() -> int:
    """Return the moment in microseconds since 1970 UTC."""
    return int(now().timestamp() * 1_000_000)


def work(
    settings: Settings,
    folder: Path,
    checks: Checks,
    found: Callable[[str], Town],
    *,
    metrics_port: int | None = None,
    docket: Callable[[Papers], Docket] | None = Docket,
) -> None:
    """Run one worker in the foreground until SIGTERM or SIGINT.

    Parameters
    ----------
    folder
        Holds one store a partition; made where absent.
    found
        Makes an empty municipality.
    docket
        Makes an empty docket of advisories; None where a municipality has no cases.

    Raises
    ------
    Failure
        What ended it, in one line.
    """
    one_line_logs()
    cluster = cluster_of(settings)
    folder.mkdir(parents=True, exist_ok=True)
    health = Health(settings.stuck_after)
    stop = metrics_server.serve(metrics_port, health) if metrics_port is not None else None
    untell = tell_systemd(health)
    try:
        failure = asyncio.run(_run(settings, folder, cluster, checks, found, health, docket))
    finally:
        untell()
        if stop is not None:
            stop()
    if isinstance(failure, DwarsverbandError):
        raise failure
    if failure is not None:
        raise Failure(f"the worker stopped: {failure!r}") from failure
