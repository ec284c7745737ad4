"""The intake step: raw messages through the gateway into the journal, or into the dead letters; stateless."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from streams import journal
from streams.deadletters import dead_letter
from streams.envelope import from_binary
from streams.gateway import Accepted, Gateway, Refused
from streams.journal import Origin
from streams.metrics import EVENTS, REFUSED
from streams.partitions import partition_of
from streams.pseudonyms import Keys
from streams.sealing import sealed
from streams.settings import Settings
from streams.topics import DEADLETTERS, JOURNAL, SEALED

__all__ = ["Checks", "Incoming", "Intake"]

DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One raw message as the broker gave it; `topic` without the installation's prefix."""

    topic: str
    partition: int
    offset: int
    value: bytes | None
    headers: Sequence[tuple[str, bytes]] = ()
    arrived: float | None = None
    """When the broker had it, seconds since 1970; it stays with the event in the journal."""

    def structured(self) -> bytes:
        """Return the event in structured JSON, whichever mode it came in."""
        if any(name.lower() == "ce_specversion" for name, _ in self.headers):
            return from_binary(self.headers, self.value)
        return self.value or b""


@dataclass(frozen=True, slots=True)
class Checks:
    """What the intake checks with: a gateway for the sources, one for the desk's topic, and keys for seals."""

    sources: Gateway
    decisions: Gateway
    keys: Keys


class Intake:
    """Passes batches on; a batch is done when every message it made is delivered.

    Parameters
    ----------
    producer
        Idempotent; see `agents.clients`.
    clock
        Gives the moment of refusal, with a time zone.
    """

    def __init__(
        self,
        settings: Settings,
        checks: Checks,
        producer: Any,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._settings = settings
        self._checks = checks
        self._producer = producer
        self._clock = clock

    async def batch(self, messages: Iterable[Incoming]) -> None:
        """Check and pass on; returns when the broker has confirmed all of it."""
        deliveries = [
            await self._send(message.arrived, *output)
            for message in messages
            for output in self._outputs(message)
        ]
        await asyncio.gather(*deliveries)

    async def _send(self, arrived: float | None, topic: str, key: str, value: bytes, partition: int) -> Any:
        """Hand one message to the producer; return its delivery."""
        name = self._settings.named(topic)
        timestamp = int(arrived * 1000) if arrived is not None and topic == JOURNAL else None
        return await self._producer.send(
            name, key=key.encode(), value=value, partition=partition, timestamp_ms=timestamp
        )

    def _outputs(self, message: Incoming) -> Iterator[tuple[str, str, bytes, int]]:
        """Check one message; return what is to be sent: topic, key, value, partition."""
        raw = message.structured()
        gateway = self._checks.decisions if message.topic == DECISIONS else self._checks.sources
        checked = gateway.check(raw)
        if isinstance(checked, Accepted):
            EVENTS.labels("intake", "accepted").inc()
            origin = Origin(message.topic, message.partition, message.offset, sha256(raw).hexdigest())
            gemeente = checked.event.gemeente
            yield JOURNAL, gemeente, journal.encode(checked.body, origin), partition_of(gemeente)
        else:
            yield from self._refusal(message, raw, checked)

    def _refusal(
        self, message: Incoming, raw: bytes, refused: Refused
    ) -> Iterator[tuple[str, str, bytes, int]]:
        """Make a dead letter; its key is the message's address, its partition the one the message came from."""
        EVENTS.labels("intake", "refused").inc()
        REFUSED.labels("intake", refused.reason).inc()
        key = f"{message.topic},{message.partition},{message.offset}"
        if refused.masked is None:
            yield SEALED, key, sealed(raw, self._checks.keys), message.partition
        letter = dead_letter(refused, raw, message.topic, message.partition, message.offset, self._clock())
        yield DEADLETTERS, key, msgspec.json.encode(letter), message.partition
