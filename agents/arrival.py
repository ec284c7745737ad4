"""An event between gateway and store."""

import msgspec

from streams.events import Event
from streams.journal import Origin

__all__ = ["ACCEPTED", "DUPLICATE", "Arrival", "Identity"]

ACCEPTED, DUPLICATE = "accepted", "duplicate"
# What becomes of an event that passed the gateway, unless it is in conflict.

Identity = tuple[str, str, str]


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """An event that passed the gateway, on its way into the store."""

    event: Event
    body: bytes
    digest: bytes
    origin: Origin
    rewritten: bool = False
    """Whether the journal holds it without what was erased: nothing is to be taken out of it again."""

    @property
    def identity(self) -> Identity:
        """What makes an event this event (contracts.md section 1)."""
        return self.event.gemeente, self.event.source, self.event.id
