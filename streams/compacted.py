"""A topic read whole, as its last value of each key."""

from __future__ import annotations

from kafka import KafkaConsumer, TopicPartition

from streams.connection import connection
from streams.settings import Settings

__all__ = ["last_values"]

POLL_MS = 500
# How long one request for records waits; the loop asks again.


def last_values(settings: Settings, topic: str, partitions: int) -> dict[bytes, bytes]:
    """Return key → value; what was taken away by a tombstone is not in it. Cost: the whole topic."""
    places = [TopicPartition(settings.named(topic), number) for number in range(partitions)]
    values: dict[bytes, bytes] = {}
    consumer = KafkaConsumer(
        **connection(settings),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    try:
        consumer.assign(places)
        ends = consumer.end_offsets(places)
        consumer.seek_to_beginning(*places)
        while any(consumer.position(place) < ends[place] for place in places):
            for records in consumer.poll(timeout_ms=POLL_MS).values():
                for record in records:
                    if record.value is None:
                        values.pop(record.key, None)
                    else:
                        values[record.key] = record.value
    finally:
        consumer.close()
    return values
