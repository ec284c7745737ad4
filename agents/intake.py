"""The intake step: raw messages through the gateway into the journal, or into the dead letters; stateless."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
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
from streams.settings import Settings
from streams.topics import DEADLETTERS, JOURNAL

__all__ = ["Incoming", "Intake"]

DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One raw message as the broker gave it; `topic` without the installation's prefix."""

    topic: str
    partition: int
    offset: int
    value: bytes | None
    headers: Sequence[tuple[str, bytes]] = ()

    def structured(self) -> bytes:
        """Return the event in structured JSON, whichever mode it came in."""
        if any(name.lower() == "ce_specversion" for name, _ in self.headers):
            return from_binary(self.headers, self.value)
        return self.value or b""


class Intake:
    """Passes batches on; a batch is done when every message it made is delivered.

    Parameters
    ----------
    gateway, decisions
        For the source topics, and for the topic that the desk alone writes.
    producer
        Idempotent; see `agents.clients`.
    clock
        Gives the moment of refusal, with a time zone.
    """

    def __init__(
        self,
        settings: Settings,
        gateway: Gateway,
        decisions: Gateway,
        producer: Any,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._settings = settings
        self._gateway = gateway
        self._decisions = decisions
        self._producer = producer
        self._clock = clock

    async def batch(self, messages: Iterable[Incoming]) -> None:
        """Check and pass on; returns when the broker has confirmed all of it."""
        deliveries = [await self._one(message) for message in messages]
        await asyncio.gather(*deliveries)

    async def _one(self, message: Incoming) -> Any:
        """Hand one message to the producer; return its delivery."""
        raw = message.structured()
        gateway = self._decisions if message.topic == DECISIONS else self._gateway
        checked = gateway.check(raw)
        if isinstance(checked, Accepted):
            return await self._accept(message, raw, checked)
        return await self._refuse(message, raw, checked)

    async def _accept(self, message: Incoming, raw: bytes, accepted: Accepted) -> Any:
        """Put an accepted event into its municipality's partition of the journal."""
        EVENTS.labels("intake", "accepted").inc()
        origin = Origin(message.topic, message.partition, message.offset, sha256(raw).hexdigest())
        gemeente = accepted.event.gemeente
        return await self._producer.send(
            self._settings.named(JOURNAL),
            key=gemeente.encode(),
            value=journal.encode(accepted.body, origin),
            partition=partition_of(gemeente),
        )

    async def _refuse(self, message: Incoming, raw: bytes, refused: Refused) -> Any:
        """Put a dead letter into the partition that the message came from; its key is the message's address."""
        EVENTS.labels("intake", "refused").inc()
        REFUSED.labels("intake", refused.reason).inc()
        letter = dead_letter(refused, raw, message.topic, message.partition, message.offset, self._clock())
        return await self._producer.send(
            self._settings.named(DEADLETTERS),
            key=f"{message.topic},{message.partition},{message.offset}".encode(),
            value=msgspec.json.encode(letter),
            partition=message.partition,
        )
