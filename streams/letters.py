"""The dead letters on Kafka: listed, and sent through the gateway once more."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator

import msgspec
from kafka.errors import KafkaError

from streams.compacted import last_values
from streams.connection import reachable, unanswered
from streams.deadletters import DeadLetter, Dropped, let_go, replayable
from streams.errors import Failure
from streams.gateway import Accepted, Gateway
from streams.partitions import COUNT, partition_of
from streams.pseudonyms import Keys
from streams.sealing import opened
from streams.send import Delivery
from streams.settings import Settings
from streams.store_rows import DeadLetterRow
from streams.topics import DEADLETTERS, RAW, SEALED

__all__ = ["drop", "letters", "replay"]

MASKED = "holds ***: cannot be replayed"
GONE = "unreadable and not kept any more: cannot be replayed"
DROPPED = "was let go: cannot be replayed"
DECISIONS = "decisions"


def letters(settings: Settings) -> list[DeadLetterRow]:
    """Return all dead letters by topic, partition and offset, with the seal of those that nobody could read.

    Raises
    ------
    Failure
        The broker does not answer.
    """
    reachable(settings)
    try:
        found = last_values(settings, DEADLETTERS, COUNT)
        seals = last_values(settings, SEALED, COUNT)
    except KafkaError as error:
        raise unanswered(settings, error) from None
    rows = [_row(body, seals.get(key)) for key, body in found.items()]
    return sorted(rows, key=lambda row: (row.topic, row.partition, row.offset, row.sha256))


def _row(body: bytes, seal: bytes | None) -> DeadLetterRow:
    """Make a row as a store has it."""
    letter = msgspec.json.decode(body, type=DeadLetter)
    at = dt.datetime.fromisoformat(letter.when)
    micros = int(at.timestamp()) * 1_000_000
    return DeadLetterRow(letter.topic, letter.partition, letter.offset, letter.sha256, body, micros, seal)


def replay(rows: list[DeadLetterRow], settings: Settings, keys: Keys) -> Iterator[str]:
    """Send dead letters again; yield for each `sent`, the reason of its refusal, or why it cannot be replayed.

    The letter stays: that the message was refused is what happened. A message of the desk's topic goes there again.

    Raises
    ------
    Failure
        The broker does not answer or did not take a message.
    """
    reachable(settings)
    gateways = {flag: Gateway(keys, decisions=flag) for flag in (False, True)}
    try:
        with Delivery(settings) as delivery:
            words = [_again(row, keys, gateways[row.topic == DECISIONS], delivery) for row in rows]
    except KafkaError as error:
        raise Failure(f"replay: {unanswered(settings, error)}") from None
    yield from words


def _again(row: DeadLetterRow, keys: Keys, gateway: Gateway, delivery: Delivery) -> str:
    """Send one dead letter's message again, if it is whole and the gateway takes it now."""
    letter = msgspec.json.decode(row.body, type=DeadLetter)
    if letter.dropped is not msgspec.UNSET:
        return DROPPED
    raw = opened(row.sealed, keys) if row.sealed is not None else replayable(letter)
    if raw is None:
        return MASKED if letter.bytes is not None else GONE
    checked = gateway.check(raw)
    if not isinstance(checked, Accepted):
        return checked.reason
    event = checked.event
    delivery.send(event.topic, event.gemeente.encode(), checked.body, partition_of(event.gemeente))
    return "sent"


def drop(rows: list[DeadLetterRow], settings: Settings, dropped: Dropped) -> None:
    """Let dead letters go: what they held is taken off the topic, that they were refused and let go stays.

    Raises
    ------
    Failure
        The broker does not answer or did not take one.
    """
    reachable(settings)
    try:
        with Delivery(settings) as delivery:
            for row in rows:
                key, partition = _place(row)
                delivery.send(DEADLETTERS, key, let_go(row.body, dropped), partition)
    except KafkaError as error:
        raise Failure(f"drop: {unanswered(settings, error)}") from None


def _place(row: DeadLetterRow) -> tuple[bytes, int]:
    """Give key and partition of a letter: of a message on a topic of ours by its address, of a line of a file with its hash."""
    address = f"{row.topic},{row.partition},{row.offset}"
    if row.topic in RAW:
        return address.encode(), row.partition
    key = f"{address},{row.sha256}".encode()
    return key, zlib.crc32(key) % COUNT
