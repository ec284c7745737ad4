"""One partition of the output topics: sent under a fencing transactional id, read back, and set right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import msgspec
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError, ProducerFenced
from aiokafka.structs import OffsetAndMetadata

from agents import clients
from agents.graph_publication import GRAPH
from agents.graph_standing import graph_differences, short
from agents.publication import same_advice
from agents.traces import forms
from screening.advisory import Status, decoded
from streams.deadletters import emptied
from streams.dossier.version import Version
from streams.dossier.version_message import version_from, version_message
from streams.errors import Failure, Stop
from streams.lag import SCREENED_GROUP
from streams.metrics import OUTPUTS
from streams.settings import Settings
from streams.store import Store
from streams.store_rows import ADVISORIES, AdvisoryRow, OutboxRow
from streams.topics import DEADLETTERS, JOURNAL

__all__ = ["Outputs", "differences"]

FLAGS = "flags"

READ_BACK = 2_000
# Records taken in one step while reading back.


class _Head(msgspec.Struct, frozen=True):
    """What decides whether a published flag differs from the one that stands."""

    status: str
    digest: str = ""
    gemeente: str = ""

    @property
    def stands(self) -> bool:
        """Readers treat `changed` as open."""
        return self.status != "withdrawn"


class Outputs:
    """The producer of one partition, from assignment to revocation.

    Its transactional id is for fencing: as soon as another process owns the partition, sending fails here. What it
    sends and the position of the store go in one transaction, so the position that is seen from outside is never
    ahead of the outputs.
    """

    def __init__(self, settings: Settings, partition: int) -> None:
        self._settings = settings
        self.partition = partition
        self._producer: Any = None

    async def start(self) -> None:
        """Take the partition: an older owner is refused from here on."""
        self._producer = await clients.transactional(self._settings, f"dwarsverband-screen-{self.partition}")

    async def stop(self) -> None:
        """Let go of the producer; what was sent was awaited."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await producer.stop()

    async def send(self, rows: Iterable[OutboxRow], position: int | None) -> None:
        """Send messages and the position after them; returns when both are delivered.

        Parameters
        ----------
        position
            None where more messages of the same batch follow.

        Raises
        ------
        Stop
            Another process took the partition.
        Failure
            The broker did not take them.
        """
        producer = self._producer
        if producer is None:
            raise Stop(f"partition {self.partition} is not ours to write")
        try:
            async with producer.transaction():
                sent = [await self._hand_over(producer, row) for row in rows]
                await asyncio.gather(*sent)
                if position is not None:
                    place = TopicPartition(self._settings.named(JOURNAL), self.partition)
                    group = self._settings.named(SCREENED_GROUP)
                    await producer.send_offsets_to_transaction(
                        {place: OffsetAndMetadata(position, "")}, group
                    )
        except ProducerFenced:
            raise Stop(f"partition {self.partition} has another owner by now: this one was fenced") from None
        except KafkaError as error:
            raise Failure(f"partition {self.partition}: outputs not delivered: {error!r}") from error

    async def _hand_over(self, producer: Any, row: OutboxRow) -> Any:
        """Give one message to the producer; return its delivery."""
        OUTPUTS.labels(row.topic).inc()
        name = self._settings.named(row.topic)
        return await producer.send(name, key=row.key.encode(), value=row.value, partition=self.partition)

    async def signed(self) -> list[Version]:
        """Read back the versions of advisories that were signed, as this partition of the topic has them."""
        place = TopicPartition(self._settings.named(ADVISORIES), self.partition)
        found: dict[bytes, bytes] = {}
        async with clients.reader(self._settings) as consumer:
            starts = await consumer.beginning_offsets([place])
            ends = await consumer.end_offsets([place])
            async for some in clients.records(consumer, starts, ends, READ_BACK):
                found.update(
                    (one.key, one.value) for one in some if one.key and b"@" in one.key and one.value
                )
        return [version_from(found[key]) for key in sorted(found)]

    async def without(self, marks: Collection[str]) -> int:
        """Take out of this partition of the outputs whatever holds a mark; returns how many messages that were.

        Flags, advisories and the graph get tombstones (what still stands is published anew after this); of a dead letter
        what it held goes. A version that somebody signed stays: the law keeps it.
        """
        wanted = sorted({form for mark in marks for form in forms(mark)})
        names = {self._settings.named(topic): topic for topic in (FLAGS, ADVISORIES, DEADLETTERS, GRAPH)}
        found: dict[tuple[str, bytes], bytes] = {}
        places = [TopicPartition(name, self.partition) for name in names]
        async with clients.reader(self._settings) as consumer:
            starts = await consumer.beginning_offsets(places)
            ends = await consumer.end_offsets(places)
            async for some in clients.records(consumer, starts, ends, READ_BACK):
                for one in some:
                    at = (names[one.topic], one.key or b"")
                    found.pop(at, None)
                    if one.value is not None and any(form in one.value for form in wanted):
                        found[at] = one.value
        rows = [
            OutboxRow(topic, key.decode(), emptied(value) if topic == DEADLETTERS else None)
            for (topic, key), value in found.items()
            if not (topic == ADVISORIES and b"@" in key)
        ]
        await self.send(rows, None)
        return len(rows)

    async def published(self) -> dict[str, dict[str, bytes]]:
        """Read this partition of the output topics back: topic → key → last value, without tombstones.

        Of the graph the short form of each value (`agents.graph_standing`): whole it may be larger than the memory.
        """
        found: dict[str, dict[str, bytes]] = {FLAGS: {}, ADVISORIES: {}, DEADLETTERS: {}, GRAPH: {}}
        names = {self._settings.named(topic): topic for topic in found}
        places = [TopicPartition(name, self.partition) for name in names]
        async with clients.reader(self._settings) as consumer:
            starts = await consumer.beginning_offsets(places)
            ends = await consumer.end_offsets(places)
            async for some in clients.records(consumer, starts, ends, READ_BACK):
                for one in some:
                    _keep(found[names[one.topic]], one, short if names[one.topic] == GRAPH else bytes)
        return found


def _keep(values: dict[str, bytes], one: clients.Message, kept: Callable[[bytes], bytes]) -> None:
    """Take one record: the last of a key counts, a tombstone takes it away."""
    key = (one.key or b"").decode(errors="replace")
    if one.value is None:
        values.pop(key, None)
    else:
        values[key] = kept(one.value)


def differences(
    published: dict[str, dict[str, bytes]], store: Store, signed: Iterable[Version] = ()
) -> Iterator[OutboxRow]:
    """Return the messages that make what is published equal to what stands in the store, and signed versions be there."""
    for version in signed:
        known = published[ADVISORIES].get(version.name)
        if known is None or version_from(known).status != version.status:
            yield OutboxRow(ADVISORIES, version.name, version_message(version))
    yield from _flags(published[FLAGS], store)
    yield from _advisories(published[ADVISORIES], store)
    yield from graph_differences(published[GRAPH], store)
    for letter in store.deadletters():
        message = letter.message()
        if message.key not in published[DEADLETTERS]:
            yield message


def _flags(published: dict[str, bytes], store: Store) -> Iterator[OutboxRow]:
    """Publish flags that stand and are not out, or are out with another content; withdraw those that do not stand."""
    standing = set()
    for row in store.flags():
        known = published.get(row.id)
        head = None if known is None else msgspec.json.decode(known, type=_Head)
        if row.status.stands:
            standing.add(row.id)
            if head is None or not head.stands or head.digest != row.digest:
                yield OutboxRow(FLAGS, row.id, row.message())
        elif head is not None and head.stands:
            standing.add(row.id)
            yield OutboxRow(FLAGS, row.id, row.message())
    for key, value in published.items():
        head = msgspec.json.decode(value, type=_Head)
        if key not in standing and head.stands:
            # Where something was erased, what a store does not find may be about the erased: nothing of it is said again.
            erased = store.erasures(head.gemeente)
            yield OutboxRow(FLAGS, key, None if erased else _rebuilt(value))


def _advisories(published: dict[str, bytes], store: Store) -> Iterator[OutboxRow]:
    """Publish advisories that are not out, or are out otherwise; let lapse what a rebuilt store does not find.

    A version that somebody signed is frozen under `<id>@<versie>` and never ours to overwrite.
    """
    standing = set()
    for row in store.advisories():
        standing.add(row.id)
        known = published.get(row.id)
        if known is None or not same_advice(known, row.body):
            yield row.message()
    for key, value in published.items():
        if key not in standing and "@" not in key:
            row = AdvisoryRow(key, "", Status.CONCEPT, value).lapsed()
            if store.erasures(decoded(value).gemeente):
                yield OutboxRow(ADVISORIES, key, None)
            elif not same_advice(value, row.body):
                yield row.message()


def _rebuilt(value: bytes) -> bytes:
    """Return a published flag as withdrawn, because a rebuilt store does not find it."""
    content = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
    gone = {"status": msgspec.Raw(b'"withdrawn"'), "reason": msgspec.Raw(b'"rebuilt"')}
    return msgspec.json.encode({**content, **gone})
