"""An accepted event as a typed record, and how to read it back from a stored body."""

from typing import Any

import msgspec

from streams.envelope import known_time
from streams.events.common import Data
from streams.events.types import TYPES

__all__ = ["Event", "event_from_body", "without_nulls"]


class Event(msgspec.Struct, frozen=True, gc=False):
    """An accepted event; `gemeente`, `source` and `id` are its identity."""

    gemeente: str
    source: str
    id: str
    type: str
    """As on the wire, e.g. `nl.vergunningen.aanvraag-ontvangen.v1`."""
    topic: str
    kind: str
    """The middle part of the type, e.g. `aanvraag-ontvangen`."""
    known: int
    """`time`, in microseconds since 1970-01-01T00:00:00Z."""
    day: int
    """`gebeurtenisdatum`, as `date.toordinal()`."""
    data: Data


class _Stored(msgspec.Struct, frozen=True, gc=False):
    id: str
    source: str
    type: str
    time: str
    data: msgspec.Raw


_stored = msgspec.json.Decoder(_Stored)
_decoders = {
    record: msgspec.json.Decoder(record) for record in {event_type.record for event_type in TYPES.values()}
}


def event_from_body(body: bytes) -> Event:
    """Read an event that the gateway accepted.

    Fast, for bodies that are already checked: identifiers, purposes and forbidden names are not looked at
    again.

    Raises
    ------
    msgspec.ValidationError, KeyError, ValueError
        When the body is not one that the gateway made.
    """
    stored = _stored.decode(body)
    event_type = TYPES[stored.type]
    try:
        data = _decoders[event_type.record].decode(stored.data)
    except msgspec.ValidationError:
        data = msgspec.convert(without_nulls(msgspec.json.decode(stored.data)), event_type.record)
    return Event(
        data.gemeente,
        stored.source,
        stored.id,
        stored.type,
        event_type.topic,
        event_type.kind,
        known_time(stored.time),
        data.gebeurtenisdatum.toordinal(),
        data,
    )


def without_nulls(value: Any) -> Any:
    """Leave out the fields of parsed JSON that are null: there null counts as absent (not in lists)."""
    if isinstance(value, dict):
        return {name: without_nulls(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [without_nulls(part) for part in value]
    return value
