"""How this process talks to the broker beside Faust: readers without a group, and producers whose delivery is awaited."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from streams.connection import connection
from streams.errors import Stop
from streams.settings import Settings
from streams.topics import LARGEST_BYTES

__all__ = ["Message", "idempotent", "reader", "records", "transactional"]

BATCH_BYTES = 262_144
# Larger than the client's default of 16 KiB, which holds some 20 events.

LINGER_MS = 5
# A batch of a step is sent at once, so waiting longer only adds to the latency.

POLL_MS = 500
# How long one request for records waits; the loop asks again.


@dataclass(frozen=True, slots=True)
class Message:
    """One record of a topic: as much of it as we use."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None


@contextlib.asynccontextmanager
async def reader(settings: Settings) -> AsyncIterator[Any]:
    """Open a consumer without a group: it moves nobody's offsets and takes part in no rebalance."""
    consumer = AIOKafkaConsumer(
        **connection(settings),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        isolation_level="read_committed",
        fetch_max_wait_ms=100,
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def records(
    consumer: Any, starts: Mapping[TopicPartition, int], ends: Mapping[TopicPartition, int], limit: int
) -> AsyncIterator[list[Message]]:
    """Read partitions from their starts up to, not including, their ends; in lists of at most `limit` of one partition.

    Raises
    ------
    Stop
        A start that the broker no longer has.
    """
    places = [place for place, start in starts.items() if start < ends[place]]
    consumer.assign(places)
    for place in places:
        consumer.seek(place, starts[place])
    waiting = set(places)
    while waiting:
        found = await _fetch(consumer, waiting, limit)
        for place, some in found.items():
            wanted = [
                Message(one.topic, one.partition, one.offset, one.key, one.value)
                for one in some
                if one.offset < ends[place]
            ]
            if wanted:
                yield wanted
        # The position, not the last record: a transaction's end takes an offset and is no record.
        for place in list(waiting):
            if await consumer.position(place) >= ends[place]:
                waiting.discard(place)
                consumer.pause(place)


async def _fetch(consumer: Any, waiting: set[TopicPartition], limit: int) -> Any:
    """Ask for records; what the broker says it no longer has stops the worker."""
    from aiokafka.errors import OffsetOutOfRangeError  # noqa: PLC0415

    try:
        return await consumer.getmany(*waiting, timeout_ms=POLL_MS, max_records=limit)
    except OffsetOutOfRangeError as error:
        raise Stop(f"the broker no longer has these offsets: {error}") from error


@contextlib.asynccontextmanager
async def idempotent(settings: Settings) -> AsyncIterator[Any]:
    """Open a producer that keeps order and writes nothing twice over a retry."""
    producer = AIOKafkaProducer(
        **connection(settings),
        enable_idempotence=True,
        acks="all",
        linger_ms=LINGER_MS,
        max_batch_size=BATCH_BYTES,
        max_request_size=LARGEST_BYTES,
    )
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def transactional(settings: Settings, name: str) -> Any:
    """Open a producer under a transactional id; any other one that holds the id is fenced from here on."""
    producer = AIOKafkaProducer(
        **connection(settings),
        transactional_id=settings.named(name),
        acks="all",
        linger_ms=LINGER_MS,
        max_batch_size=BATCH_BYTES,
        max_request_size=LARGEST_BYTES,
    )
    await producer.start()
    return producer
