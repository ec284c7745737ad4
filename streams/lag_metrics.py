"""What Prometheus is told from outside the workers: lag, ages, gaps, dead letters; from the broker alone.

It goes on telling when no worker runs, which is when it matters.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any, Self

import msgspec
from kafka import KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import KafkaError

from streams import metrics
from streams.connection import connection
from streams.errors import DwarsverbandError
from streams.health import Health
from streams.lag import Lag, PartitionLag, lag
from streams.partitions import COUNT
from streams.refusals import REASONS
from streams.settings import Settings
from streams.topics import DEADLETTERS, RAW, administration

__all__ = ["Watch", "watch"]

POLL_MS = 500
# How long one request for records waits; the loop asks again.

READ_SECONDS = 10.0
# One record of each partition that lags is read within this time, or its age is not told this time.

MILLISECOND = 1000


class _Letter(msgspec.Struct, frozen=True):
    reason: str
    dropped: msgspec.Raw | None = None


class Watch:
    """Measures again and again; keeps one consumer, and of each dead letter its key and reason.

    Parameters
    ----------
    clock
        Seconds since 1970.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock
        self._stack = ExitStack()
        self._letters: dict[bytes, str] = {}
        self._tail: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def measure(self) -> None:
        """Measure all and set the metrics; where the broker does not answer, only that is told."""
        try:
            found = lag(self._settings)
            self._tell_lag(found)
            self._tell_topics()
            self._tell_letters()
        except (DwarsverbandError, KafkaError):
            metrics.BROKER_UP.set(0)
            return
        metrics.BROKER_UP.set(1)
        metrics.MEASURED.set(self._clock())

    def _tell_lag(self, found: Lag) -> None:
        for part in found.partitions:
            metrics.LAG.labels(part.step, part.topic, str(part.partition)).set(part.lag)
            if part.step == "screen":
                metrics.SCREENED.labels(str(part.partition)).set(part.position)
                metrics.JOURNAL_GAP.labels(str(part.partition)).set(part.gap)
        ages = self._ages([part for part in found.partitions if part.lag])
        for step in sorted({part.step for part in found.partitions}):
            metrics.OLDEST_UNSCREENED.labels(step).set(ages.get(step, 0.0))

    def _ages(self, behind: list[PartitionLag]) -> dict[str, float]:
        """Give the age of the oldest waiting message of each step; reads one record a partition."""
        waiting = {TopicPartition(self._settings.named(part.topic), part.partition): part for part in behind}
        ages: dict[str, float] = {}
        if not waiting:
            return ages
        with self._consumer() as consumer:
            consumer.assign(list(waiting))
            for place, part in waiting.items():
                consumer.seek(place, max(part.position, part.start))
            end = time.monotonic() + READ_SECONDS
            while waiting and time.monotonic() < end:
                for place, records in consumer.poll(timeout_ms=POLL_MS).items():
                    if place in waiting:
                        part = waiting.pop(place)
                        age = max(0.0, self._clock() - records[0].timestamp / MILLISECOND)
                        ages[part.step] = max(age, ages.get(part.step, 0.0))
                        consumer.pause(place)
        return ages

    def _tell_topics(self) -> None:
        names = {self._settings.named(topic): topic for topic in RAW}
        places = [TopicPartition(name, number) for name in names for number in range(COUNT)]
        with administration(self._settings) as client:
            ends = client.list_partition_offsets(dict.fromkeys(places, OffsetSpec.LATEST))
            newest = client.list_partition_offsets(dict.fromkeys(places, OffsetSpec.MAX_TIMESTAMP))
        for name, topic in names.items():
            here = [place for place in places if place.topic == name]
            metrics.END.labels(topic).set(sum(ends[place].offset for place in here))
            last = max(newest[place].timestamp for place in here)
            if last > 0:
                metrics.LAST_EVENT.labels(topic).set(last / MILLISECOND)

    def _tell_letters(self) -> None:
        """Read on in the dead letters from where the last time ended."""
        places = [TopicPartition(self._settings.named(DEADLETTERS), number) for number in range(COUNT)]
        if self._tail is None:
            self._tail = self._stack.enter_context(self._consumer())
            self._tail.assign(places)
            self._tail.seek_to_beginning(*places)
        ends = self._tail.end_offsets(places)
        while any(self._tail.position(place) < ends[place] for place in places):
            for records in self._tail.poll(timeout_ms=POLL_MS).values():
                self._take(records)
        counted = Counter(self._letters.values())
        for reason in REASONS:
            metrics.DEADLETTERS.labels(reason).set(counted[reason])

    def _take(self, records: Iterable[Any]) -> None:
        for record in records:
            letter = None if record.value is None else msgspec.json.decode(record.value, type=_Letter)
            if letter is None or letter.dropped is not None:
                self._letters.pop(record.key, None)
            else:
                self._letters[record.key] = letter.reason

    def _consumer(self) -> _Closing:
        return _Closing(
            KafkaConsumer(
                **connection(self._settings),
                enable_auto_commit=False,
                auto_offset_reset="earliest",
                isolation_level="read_committed",
            )
        )


class _Closing:
    """A consumer that is closed at the end of a block, without waiting for a broker that is away."""

    def __init__(self, consumer: Any) -> None:
        self._consumer = consumer

    def __enter__(self) -> Any:
        return self._consumer

    def __exit__(self, *_: object) -> None:
        self._consumer.close(autocommit=False)


def watch(settings: Settings, health: Health, every: float, wait: Callable[[float], bool]) -> None:
    """Measure until told to stop.

    Parameters
    ----------
    every
        Seconds between two measurements.
    wait
        Waits so many seconds; True when it is time to stop.
    """
    with Watch(settings) as found:
        while True:
            found.measure()
            health.beat()
            health.waits_for = ""
            if wait(every):
                return
