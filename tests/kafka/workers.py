"""What the Kafka tests do with workers and topics: start, wait, kill, read."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from streams import partitions
from streams.connection import connection
from streams.gateway import Gateway
from streams.lag import lag
from streams.pseudonyms import Keys
from streams.send import Row, Sent, send
from streams.settings import Settings, variables
from streams.store import Store

REPOSITORY = Path(__file__).parent.parent.parent
KEYS = Keys.load(None)
PERMITS = "urn:nld:oin:00000001850000002000:systeem:vth"
WAIT_SECONDS = 60.0


class Worker:
    """One worker process."""

    def __init__(
        self, settings: Settings, store: Path, command: list[str] | None = None, **environment: str
    ) -> None:
        store.mkdir(parents=True, exist_ok=True)
        self.log = store / "log"
        variables = {
            **os.environ,
            **reached(settings),
            "DWARSVERBAND_TOPIC_PREFIX": settings.topic_prefix,
            "DWARSVERBAND_SESSION_TIMEOUT": str(settings.session_timeout),
            "DWARSVERBAND_BATCH": str(settings.worker_batch),
            **environment,
        }
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *(command or ["-m", "tests.kafka.process", str(store)])],
                cwd=REPOSITORY,
                env=variables,
                stdout=out,
                stderr=out,
            )

    def kill(self) -> None:
        """Kill it as the power would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def ends(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        return self.process.wait(WAIT_SECONDS)

    def said(self) -> str:
        """Return what it wrote."""
        return self.log.read_text(encoding="utf-8")


def reached(settings: Settings) -> dict[str, str]:
    """Return the variables that lead a process to this broker, as this user."""
    given = {
        name: getattr(settings, attribute) for name, attribute in variables().items() if "KAFKA_" in name
    }
    return {name: str(value) for name, value in given.items() if value is not None}


@contextlib.contextmanager
def worker(settings: Settings, store: Path, **environment: str) -> Iterator[Worker]:
    """Run a worker; it is gone at the end, and did not fail unless the test looked."""
    process = Worker(settings, store, None, **environment)
    try:
        yield process
    finally:
        if process.process.poll() is None:
            process.kill()


def until(condition: Callable[[], Any], what: str, seconds: float = WAIT_SECONDS) -> Any:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.2)
    return found


def screened(settings: Settings, *running: Worker) -> None:
    """Wait until all that was sent has been screened."""

    def done() -> bool:
        for one in running:
            assert one.process.poll() is None, one.said()
        return lag(settings).total == 0

    until(done, "lag 0")


def event(number: int, gemeente: str = "0505", **changes: Any) -> dict[str, Any]:
    """Make one permit event."""
    return {
        "specversion": "1.0",
        "id": f"n-{number}",
        "source": PERMITS,
        "type": "nl.vergunningen.aanvraag-ontvangen.v1",
        "time": "2021-11-10T09:12:33Z",
        "data": {"gemeente": gemeente, "gebeurtenisdatum": "2021-11-08", "zaaknummer": f"Z-{number}"},
        **changes,
    }


def rows(events: list[Any], path: str = "test.ndjson") -> Iterator[Row]:
    """Number events as lines of a file; bytes stay as they are."""
    for line, one in enumerate(events):
        yield path, line, one if isinstance(one, bytes) else msgspec.json.encode(one)


def sent(settings: Settings, events: list[Any], path: str = "test.ndjson") -> Sent:
    """Send events through the gateway."""
    return send(rows(events, path), settings, Gateway(KEYS), KEYS, clock=lambda: dt.datetime.now(dt.UTC))


def write(settings: Settings, topic: str, values: list[bytes | None], partition: int, **how: Any) -> None:
    """Write messages past the gateway."""
    producer = KafkaProducer(**connection(settings))
    try:
        for value in values:
            producer.send(settings.named(topic), value=value, partition=partition, **how).get(10)
    finally:
        producer.close()


def read(settings: Settings, topic: str) -> list[Any]:
    """Read a topic whole, committed messages only."""
    places = [TopicPartition(settings.named(topic), number) for number in range(partitions.COUNT)]
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
        found: list[Any] = []
        while any(consumer.position(place) < ends[place] for place in places):
            found.extend(record for some in consumer.poll(timeout_ms=300).values() for record in some)
    finally:
        consumer.close()
    return found


def last(settings: Settings, topic: str) -> dict[str, Any]:
    """Return the last value of each key of a compacted topic."""
    values = {record.key.decode(): record.value for record in read(settings, topic)}
    return {key: msgspec.json.decode(value) for key, value in values.items() if value is not None}


def positions(store: Path, count: int = partitions.COUNT) -> dict[int, int]:
    """Return the position of each partition's store that has one."""
    found = {}
    for number in range(count):
        if (store / f"store-{number}.sqlite").exists():
            with Store.read(store, number) as one:
                standing = one.position()
                if standing is not None:
                    found[number] = standing.next
    return found
