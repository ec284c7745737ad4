"""A supplier's own producer: goes on sending in the background, through whatever happens to the broker."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

from kafka import KafkaProducer

from chaos.event_log import Message
from streams.settings import Settings

__all__ = ["Feeder"]

DELIVERY_MS = 300_000
# A supplier keeps what was not taken, and tries again; as long as any outage here lasts.


class Feeder:
    """Sends messages in order, at a pace; remembers what was taken and where the refused ones stand."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._producer = KafkaProducer(
            bootstrap_servers=settings.kafka_bootstrap,
            acks="all",
            enable_idempotence=True,
            linger_ms=5,
            delivery_timeout_ms=DELIVERY_MS,
            max_block_ms=DELIVERY_MS,
            reconnect_backoff_max_ms=1_000,
        )
        self._threads: list[threading.Thread] = []
        self.sent: list[tuple[Message, Any]] = []
        self.failure: BaseException | None = None

    def feed(self, messages: Sequence[Message], rate: float | None = None) -> None:
        """Begin to send, `rate` messages a second or as fast as it goes, after what was asked before."""
        before = self._threads[-1] if self._threads else None
        thread = threading.Thread(target=self._send, args=(messages, rate, before), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _send(self, messages: Sequence[Message], rate: float | None, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        begun = time.monotonic()
        try:
            for number, one in enumerate(messages):
                if rate is not None:
                    time.sleep(max(0.0, begun + number / rate - time.monotonic()))
                self.sent.append((one, self._hand_over(one)))
            self._producer.flush(timeout=DELIVERY_MS / 1000)
        except BaseException as error:  # noqa: BLE001 - told in the thread that waits
            self.failure = error

    def _hand_over(self, one: Message) -> Any:
        name = self._settings.named(one.topic)
        return self._producer.send(name, key=one.gemeente.encode(), value=one.value, partition=one.partition)

    @property
    def done(self) -> bool:
        """Whether all that was asked has been taken."""
        if self.failure is not None:
            raise self.failure
        return not any(one.is_alive() for one in self._threads)

    def addresses(self) -> set[str]:
        """Give the address of each message that must be refused: topic, partition and offset."""
        found = set()
        for one, delivery in self.sent:
            taken = delivery.get(timeout=DELIVERY_MS / 1000)
            if one.identity is None:
                found.add(f"{one.topic},{taken.partition},{taken.offset}")
        return found

    def identities(self) -> set[tuple[str, str, str]]:
        """Give the events that must be stored."""
        return {one.identity for one, _ in self.sent if one.identity is not None}

    def close(self) -> None:
        """End the producer; what was taken was confirmed."""
        self._producer.close(timeout=5)
