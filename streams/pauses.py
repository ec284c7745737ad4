"""What operators paused, as all workers read it from the topic `partitions`: a municipality, or all."""

from __future__ import annotations

import re

import msgspec
from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.compacted import last_values
from streams.connection import connection, reachable, unanswered
from streams.errors import Failure
from streams.settings import Settings
from streams.topics import TABLE

__all__ = ["ALL", "Pause", "pause", "pauses", "read_pause", "resume"]

ALL = "all"
"""In the place of a municipality's code: every worker takes nothing in."""

WAIT_SECONDS = 15.0
# A broker that has not taken one small message by then is not there.

_KEY = re.compile(rb"pause:([0-9]{4}|all)")


class Pause(msgspec.Struct, frozen=True):
    """Who paused, why, and since when (RFC 3339)."""

    by: str
    reason: str
    since: str


def read_pause(key: bytes | None, value: bytes | None) -> tuple[str, Pause | None] | None:
    """Read one message of the topic; None where it says nothing of pauses."""
    found = _KEY.fullmatch(key or b"")
    if found is None:
        return None
    return found[1].decode(), None if value is None else msgspec.json.decode(value, type=Pause)


def pauses(settings: Settings) -> dict[str, Pause]:
    """Give what is paused, by municipality or `all`.

    Raises
    ------
    Failure
        The broker does not answer.
    """
    reachable(settings)
    try:
        found = last_values(settings, TABLE, 1)
    except KafkaError as error:
        raise unanswered(settings, error) from None
    read = (read_pause(key, value) for key, value in found.items())
    return {one[0]: one[1] for one in read if one is not None and one[1] is not None}


def pause(settings: Settings, what: str, found: Pause) -> None:
    """Pause a municipality, or all.

    Raises
    ------
    Failure
        The broker did not take it.
    """
    _write(settings, what, msgspec.json.encode(found))


def resume(settings: Settings, what: str) -> None:
    """End a pause.

    Raises
    ------
    Failure
        Nothing of the kind is paused, or the broker did not take it.
    """
    if what not in pauses(settings):
        raise Failure(f"{what}: is not paused")
    _write(settings, what, None)


def _write(settings: Settings, what: str, value: bytes | None) -> None:
    reachable(settings)
    try:
        producer = KafkaProducer(**connection(settings), acks="all")
        try:
            name = settings.named(TABLE)
            producer.send(name, key=f"pause:{what}".encode(), value=value, partition=0).get(WAIT_SECONDS)
        finally:
            producer.close()
    except KafkaError as error:
        raise unanswered(settings, error) from None
