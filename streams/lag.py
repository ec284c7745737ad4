"""How far behind the steps are, measured from outside: from the broker alone, without asking a worker."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import CoordinatorLoadInProgressError, CoordinatorNotAvailableError, NotCoordinatorError

from streams.settings import Settings
from streams.topics import JOURNAL, RAW, administration

__all__ = ["INTAKE_GROUP", "SCREENED_GROUP", "Lag", "PartitionLag", "committed", "lag"]

INTAKE_GROUP = "dwarsverband"
# The workers' consumer group; for the raw topics its committed offset is what the intake has passed on.

SCREENED_GROUP = "dwarsverband-screened"
# Holds, per journal partition, the position of the owner's store. Not the workers' group: that one's offset is a hint which runs ahead
# of a store that is being rebuilt. It is written in the transaction that publishes the outputs, so a fenced owner cannot move it.


COORDINATOR_SECONDS = 15.0
# Making the topic of all offsets takes a broker about a second, once in its life.


class PartitionLag(msgspec.Struct, frozen=True):
    """One partition: the offset that comes next on the topic, the one the step waits for, and the difference."""

    step: str
    topic: str
    partition: int
    end: int
    position: int
    lag: int
    start: int = 0
    """The first offset that the broker still has."""

    @property
    def gap(self) -> int:
        """How many messages are missing between what the broker has and what the step waits for."""
        return self.start - self.position if self.position < self.start else max(0, self.position - self.end)


class Lag(msgspec.Struct, frozen=True):
    """All steps: 0 in total means that everything sent has been screened and its outputs delivered."""

    total: int
    partitions: list[PartitionLag]


def lag(settings: Settings) -> Lag:
    """Measure the lag of every step.

    The raw topics are read before the journal: what the intake has acknowledged by then stands in the journal whose end is
    read after it, so a total of 0 holds for everything sent before the call.

    Raises
    ------
    Failure
        The broker does not answer, or a topic is missing.
    """
    with administration(settings) as client:
        raw = _step(client, settings, "intake", RAW, INTAKE_GROUP)
        journal = _step(client, settings, "screen", (JOURNAL,), SCREENED_GROUP)
    partitions = [*raw, *journal]
    return Lag(total=sum(part.lag for part in partitions), partitions=partitions)


def _step(
    client: Any, settings: Settings, step: str, topics: Sequence[str], group: str
) -> list[PartitionLag]:
    """Compare the ends of a step's topics with the positions of its group."""
    ours = {settings.named(topic): topic for topic in topics}
    places = [
        TopicPartition(found["name"], part["partition_index"])
        for found in client.describe_topics(sorted(ours))
        for part in found["partitions"]
    ]
    ends = _offsets(client, places, OffsetSpec.LATEST)
    starts = _offsets(client, places, OffsetSpec.EARLIEST)
    positions = committed(client, settings.named(group), places)
    return [
        _partition(step, ours[place.topic], place.partition, ends[place], starts[place], positions.get(place))
        for place in sorted(places)
    ]


def committed(client: Any, group: str, places: list[TopicPartition]) -> dict[TopicPartition, Any]:
    """Ask for a group's offsets; on a young cluster its coordinator comes up with the first question."""
    end = time.monotonic() + COORDINATOR_SECONDS
    while True:
        try:
            return dict(client.list_group_offsets({group: places}).get(group, {}))
        except (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError):
            if time.monotonic() > end:
                raise
        time.sleep(0.2)


def _offsets(client: Any, places: list[TopicPartition], spec: Any) -> dict[TopicPartition, int]:
    """Ask the broker for one offset of each partition."""
    found = client.list_partition_offsets(dict.fromkeys(places, spec))
    return {place: found[place].offset for place in places}


def _partition(step: str, topic: str, partition: int, end: int, start: int, committed: Any) -> PartitionLag:
    """Make one line; a group that never committed waits for the first record that is still there."""
    position = committed.offset if committed is not None and committed.offset >= 0 else start
    return PartitionLag(step, topic, partition, end, position, max(0, end - position), start)
