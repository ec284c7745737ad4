"""Decisions onto the topic `decisions`, and what the worker that takes them in answers: taken, or refused and why.

The answer is read from the broker alone, so it holds wherever the worker runs: a decision is taken when the position of its
partition is past it and no dead letter bears its address.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from streams import journal
from streams.connection import connection, unanswered
from streams.deadletters import DeadLetter
from streams.gateway import Accepted
from streams.lag import SCREENED_GROUP, committed
from streams.partitions import partition_of
from streams.settings import Settings
from streams.topics import DEADLETTERS, JOURNAL, administration

__all__ = ["ANSWER_SECONDS", "Answer", "send_decisions"]

ANSWER_SECONDS = 30.0
# A worker that runs answers within a second; one that is started again is back within a session's time.

DELIVERY_SECONDS = 30.0
# A cluster that loses a broker elects a new leader within seconds.

POLL_MS = 100
# How long one look for records waits; somebody sits before the screen.

DECISIONS = "decisions"


class Answer(msgspec.Struct, frozen=True):
    """What became of one decision; `refused` has the reason where it was, `late` that nobody took it up in time."""

    refused: DeadLetter | None = None
    late: bool = False


@dataclass(slots=True)
class _Asked:
    """One decision on its way: its address, and how far it is seen to have come."""

    partition: int
    offset: int
    journaled: int | None = None
    answer: Answer | None = None

    @property
    def address(self) -> str:
        return f"{DECISIONS},{self.partition},{self.offset}"


@dataclass(slots=True)
class _Watch:
    """What is read meanwhile: the journal and the dead letters of the partitions concerned, from their ends on."""

    settings: Settings
    consumer: Any
    asked: list[_Asked] = field(default_factory=list)

    def look(self) -> None:
        """Take what has come since the last look."""
        for place, records in self.consumer.poll(timeout_ms=POLL_MS).items():
            for record in records:
                if place.topic == self.settings.named(JOURNAL):
                    self._journaled(record)
                elif record.value is not None:
                    self._refused(record)

    def _journaled(self, record: Any) -> None:
        origin = journal.decode(record.value).origin
        for one in self.asked:
            if (origin.topic, origin.partition, origin.offset) == (DECISIONS, one.partition, one.offset):
                one.journaled = record.offset

    def _refused(self, record: Any) -> None:
        for one in self.asked:
            if record.key == one.address.encode():
                one.answer = Answer(msgspec.json.decode(record.value, type=DeadLetter))

    def settle(self, client: Any) -> None:
        """Answer what the positions are past, once all letters up to then are read."""
        waiting = [one for one in self.asked if one.answer is None and one.journaled is not None]
        if not waiting:
            return
        places = [TopicPartition(self.settings.named(JOURNAL), one.partition) for one in waiting]
        positions = committed(client, self.settings.named(SCREENED_GROUP), places)
        letters = sorted({one.partition for one in waiting})
        ends = self.consumer.end_offsets(
            [TopicPartition(self.settings.named(DEADLETTERS), one) for one in letters]
        )
        while any(self.consumer.position(place) < end for place, end in ends.items()):
            self.look()
        for one, place in zip(waiting, places, strict=True):
            position = positions.get(place)
            if one.answer is None and position is not None and position.offset > (one.journaled or 0):
                one.answer = Answer()


def send_decisions(
    decisions: Sequence[Accepted], settings: Settings, seconds: float = ANSWER_SECONDS
) -> list[Answer]:
    """Send decisions in their order, and wait until each is answered, in all at most so many seconds.

    Raises
    ------
    Failure
        The broker does not answer, or did not take one; what it had taken by then stands.
    """
    partitions = sorted({partition_of(one.event.gemeente) for one in decisions})
    with administration(settings) as client:
        try:
            watch = _Watch(settings, _reader(settings, partitions))
            try:
                watch.asked = _sent(decisions, settings)
                end = time.monotonic() + seconds
                while any(one.answer is None for one in watch.asked) and time.monotonic() < end:
                    watch.look()
                    watch.settle(client)
            finally:
                watch.consumer.close()
        except KafkaError as error:
            raise unanswered(settings, error) from None
    return [one.answer or Answer(late=True) for one in watch.asked]


def _reader(settings: Settings, partitions: Iterable[int]) -> Any:
    """Open a consumer at the ends of what answers; a position is fixed by asking for it."""
    consumer = KafkaConsumer(
        **connection(settings),
        enable_auto_commit=False,
        auto_offset_reset="latest",
        isolation_level="read_committed",
    )
    places = [
        TopicPartition(settings.named(topic), one) for topic in (JOURNAL, DEADLETTERS) for one in partitions
    ]
    consumer.assign(places)
    consumer.seek_to_end(*places)
    for place in places:
        consumer.position(place)
    return consumer


def _sent(decisions: Sequence[Accepted], settings: Settings) -> list[_Asked]:
    producer = KafkaProducer(**connection(settings), acks="all", enable_idempotence=True)
    try:
        futures = [
            producer.send(
                settings.named(DECISIONS),
                key=one.event.gemeente.encode(),
                value=one.body,
                partition=partition_of(one.event.gemeente),
            )
            for one in decisions
        ]
        placed = [one.get(timeout=DELIVERY_SECONDS) for one in futures]
    finally:
        producer.close()
    return [_Asked(one.partition, one.offset) for one in placed]
