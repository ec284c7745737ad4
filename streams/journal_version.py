"""A new version of the journal beside the old one, and the switch: topics made, copied in order, and taken away.

Kafka renames no topic, so the new version is written to `journal-next` first, and after the comparison into `journal` made
anew. A note on the topic `partitions` says that a switch is going on: no worker starts on half a journal.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.structs import OffsetAndMetadata

from streams.compacted import last_values
from streams.connection import connection
from streams.errors import Failure
from streams.partitions import COUNT
from streams.settings import Settings
from streams.topics import JOURNAL, LARGEST_BYTES, TABLE, TOPICS, administration, configs

__all__ = [
    "NEXT",
    "Message",
    "commit",
    "copy",
    "drop",
    "ends",
    "is_switching",
    "made_anew",
    "messages",
    "note_switch",
    "topic_id",
]

NEXT = f"{JOURNAL}-next"
# The new version, until it is switched.

SWITCH = b"rebuild"
# Key of the note.

POLL_MS = 500
# How long one request for records waits; the loop asks again.

IN_FLIGHT = 5_000
# Deliveries not yet confirmed: a few megabytes of memory.

DELIVERY_SECONDS = 60.0
# A cluster that loses a broker elects a new leader within seconds.

GONE_SECONDS = 60.0
# A broker tells at once that a topic is deleted; its files go a minute later.


class Message(msgspec.Struct, frozen=True):
    """One message: its offset, when the event arrived (milliseconds since 1970), key and value."""

    offset: int
    timestamp: int
    key: bytes | None
    value: bytes


def is_switching(settings: Settings) -> bool:
    """Tell whether a switch was begun and has not ended."""
    return SWITCH in last_values(settings, TABLE, 1)


def note_switch(settings: Settings, *, begun: bool) -> None:
    """Write the note of a switch, or take it away."""
    producer = KafkaProducer(**connection(settings), acks="all")
    try:
        value = b'{"state":"switching"}' if begun else None
        producer.send(settings.named(TABLE), key=SWITCH, value=value, partition=0).get(DELIVERY_SECONDS)
    finally:
        producer.close()


def made_anew(settings: Settings, name: str) -> str:
    """Make a topic for a journal, empty, whatever there was; give its id."""
    drop(settings, name)
    like = next(topic for topic in TOPICS if topic.name == JOURNAL)
    with administration(settings) as client:
        wanted = {
            "num_partitions": COUNT,
            "replication_factor": settings.copies,
            "configs": configs(like, settings),
        }
        client.create_topics({settings.named(name): wanted}, wait_for_metadata=True)
    return topic_id(settings, name)


def topic_id(settings: Settings, name: str) -> str:
    """Give what tells a topic from another of its name.

    Raises
    ------
    Failure
        The broker does not describe it: it is not there, or not known yet after a start.
    """
    with administration(settings) as client:
        described = client.describe_topics([settings.named(name)])[0]
    if described.get("error_code"):
        raise Failure(f"{settings.named(name)}: the broker does not describe it")
    return str(described["topic_id"])


def drop(settings: Settings, name: str) -> None:
    """Take a topic away, where it is there, and wait until it is gone."""
    with administration(settings) as client:
        if settings.named(name) not in client.list_topics():
            return
        client.delete_topics([settings.named(name)])
        end = time.monotonic() + GONE_SECONDS
        while settings.named(name) in client.list_topics():
            if time.monotonic() > end:
                raise Failure(f"{settings.named(name)}: was not deleted within {GONE_SECONDS:.0f} s")
            time.sleep(0.1)


def ends(settings: Settings, name: str) -> dict[int, int]:
    """Give the offset that comes next on each partition."""
    places = {TopicPartition(settings.named(name), number): OffsetSpec.LATEST for number in range(COUNT)}
    with administration(settings) as client:
        found = client.list_partition_offsets(places)
    return {place.partition: one.offset for place, one in found.items()}


def messages(settings: Settings, name: str, partition: int) -> Iterator[Message]:
    """Give all messages of a partition, in order.

    Raises
    ------
    Failure
        The partition does not begin at 0: what is gone cannot be written anew.
    """
    place = TopicPartition(settings.named(name), partition)
    with administration(settings) as client:
        first = client.list_partition_offsets({place: OffsetSpec.EARLIEST})[place].offset
    if first:
        raise Failure(f"{name} partition {partition} begins at offset {first}: the journal has lost messages")
    consumer = KafkaConsumer(
        **connection(settings),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=LARGEST_BYTES,
    )
    try:
        consumer.assign([place])
        end = consumer.end_offsets([place])[place]
        consumer.seek_to_beginning(place)
        while consumer.position(place) < end:
            for some in consumer.poll(timeout_ms=POLL_MS).values():
                for one in some:
                    if one.offset < end:
                        yield Message(one.offset, one.timestamp, one.key, one.value)
    finally:
        consumer.close()


def copy(
    settings: Settings, source: str, target: str, change: Callable[[int, bytes], bytes] = lambda _, raw: raw
) -> int:
    """Copy a journal into an empty one, offset by offset, with each event's moment of arrival; give the number of messages.

    Parameters
    ----------
    change
        Gives a message anew, from its partition and bytes.
    """
    count = 0
    waiting: deque[Any] = deque()
    producer = KafkaProducer(
        **connection(settings), acks="all", enable_idempotence=True, linger_ms=20, batch_size=262_144
    )
    try:
        for partition in range(COUNT):
            for one in messages(settings, source, partition):
                waiting.append(
                    producer.send(
                        settings.named(target),
                        key=one.key,
                        value=change(partition, one.value),
                        partition=partition,
                        timestamp_ms=one.timestamp,
                    )
                )
                count += 1
                while len(waiting) > IN_FLIGHT:
                    waiting.popleft().get(DELIVERY_SECONDS)
        while waiting:
            waiting.popleft().get(DELIVERY_SECONDS)
    finally:
        producer.close()
    return count


def commit(settings: Settings, group: str, ends: Mapping[int, int]) -> None:
    """Write positions of the journal under a group in which nobody is."""
    offsets = {
        TopicPartition(settings.named(JOURNAL), number): OffsetAndMetadata(end, "", -1)
        for number, end in ends.items()
    }
    with administration(settings) as client:
        client.alter_group_offsets(settings.named(group), offsets)
