"""Events into Kafka: every line through the gateway, onto the topic of its kind, its delivery awaited."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any, Self

import msgspec
from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.connection import connection, reachable, unanswered
from streams.deadletters import dead_letter
from streams.gateway import Accepted, Gateway, Refused
from streams.metrics import EVENTS, REFUSED
from streams.partitions import COUNT, partition_of
from streams.pseudonyms import Keys
from streams.sealing import sealed
from streams.settings import Settings
from streams.topics import DEADLETTERS, LARGEST_BYTES, SEALED

__all__ = ["Delivery", "Row", "Sent", "send"]

Row = tuple[str, int, bytes]
"""Path as given, zero-based line number, the line without its end."""

IN_FLIGHT = 5_000
# Deliveries not yet confirmed; at some 600 bytes an event this bounds memory to a few megabytes.

DELIVERY_SECONDS = 60.0
# A cluster that loses a broker elects a new leader within seconds.

LINGER_MS = 20
# Fills batches: with it one process sends more than 20,000 events a second.


class Sent(msgspec.Struct, frozen=True):
    """What `send` did: `read` = `sent` + `refused`."""

    read: int
    sent: int
    refused: dict[str, int]


def send(
    rows: Iterable[Row], settings: Settings, gateway: Gateway, keys: Keys, *, clock: Callable[[], dt.datetime]
) -> Sent:
    """Send events that the gateway accepts and dead letters of those it refuses.

    Blank lines are skipped. What is refused is no failure.

    Parameters
    ----------
    keys
        Seal what nobody can read.
    clock
        Gives the moment of refusal, with a time zone.

    Raises
    ------
    Failure
        The broker does not answer or did not take a message; what it had taken by then stands.
    """
    reachable(settings)
    counted: Counter[str] = Counter()
    try:
        with Delivery(settings) as delivery:
            for path, line, raw in rows:
                if raw and not raw.isspace():
                    counted[_one(path, line, raw, gateway, delivery, keys, clock)] += 1
    except KafkaError as error:
        raise unanswered(settings, error) from None
    sent = counted.pop("", 0)
    return Sent(read=sent + counted.total(), sent=sent, refused=dict(sorted(counted.items())))


def _one(
    path: str,
    line: int,
    raw: bytes,
    gateway: Gateway,
    delivery: Delivery,
    keys: Keys,
    clock: Callable[[], dt.datetime],
) -> str:
    """Send one line; return the reason of its refusal, or nothing."""
    checked = gateway.check(raw)
    if isinstance(checked, Accepted):
        event = checked.event
        delivery.send(event.topic, event.gemeente.encode(), checked.body, partition_of(event.gemeente))
        EVENTS.labels("send", "accepted").inc()
        return ""
    _refuse(path, line, raw, checked, delivery, keys, clock())
    return checked.reason


def _refuse(
    path: str, line: int, raw: bytes, refused: Refused, delivery: Delivery, keys: Keys, when: dt.datetime
) -> None:
    """Send a dead letter; the same line again has the same key, so compaction keeps one."""
    letter = dead_letter(refused, raw, path, 0, line, when)
    key = f"{path},0,{line},{letter.sha256}".encode()
    partition = zlib.crc32(key) % COUNT
    if refused.masked is None:
        delivery.send(SEALED, key, sealed(raw, keys), partition)
    delivery.send(DEADLETTERS, key, msgspec.json.encode(letter), partition)
    EVENTS.labels("send", "refused").inc()
    REFUSED.labels("send", refused.reason).inc()


class Delivery:
    """An idempotent producer whose every message is confirmed before the end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: deque[Any] = deque()
        self._producer = KafkaProducer(
            **connection(settings),
            acks="all",
            enable_idempotence=True,
            linger_ms=LINGER_MS,
            batch_size=262_144,
            max_request_size=LARGEST_BYTES,
        )

    def send(self, topic: str, key: bytes, value: bytes, partition: int) -> None:
        """Hand over one message, and wait for the oldest where too many are on their way."""
        name = self._settings.named(topic)
        self._waiting.append(self._producer.send(name, key=key, value=value, partition=partition))
        while len(self._waiting) > IN_FLIGHT:
            self._confirm()

    def _confirm(self) -> None:
        """Wait for the oldest delivery; an error ends the command."""
        self._waiting.popleft().get(timeout=DELIVERY_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._producer.flush(timeout=DELIVERY_SECONDS)
                while self._waiting:
                    self._confirm()
        finally:
            self._producer.close()
