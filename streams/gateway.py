"""The gateway: checks an event in the contract's order, and replaces every BSN before anything is kept.

Decided here, where the contract is silent: of a name that comes twice in one object the last counts, also for
what is kept; a number without fraction is an integer however it is written (50.0 is 50, as in JSON Schema);
JSON nested deeper than `MAX_DEPTH` and numbers beyond double precision's range are `malformed`.
"""

import hashlib
import re
import traceback
from collections.abc import Mapping
from typing import Any

import msgspec
import structlog
from msgspec import Struct

from streams.envelope import MAX_BYTES, Envelope, WrongAttributeError, read_envelope
from streams.events.common import Data
from streams.events.event import Event, without_nulls
from streams.events.identified import wrong_identifier
from streams.events.types import DECISIONS, TYPES, EventType
from streams.forbidden import find_forbidden, may_hold_forbidden
from streams.masking import masked
from streams.pseudonyms import Keys, pseudonymised, wrong_bsn
from streams.publications import wrong_decision
from streams.purposes import Registration, allowed
from streams.refusals import Reason, Refused, refused

__all__ = ["MAX_DEPTH", "MAX_READ", "Accepted", "Gateway", "Refused"]

MAX_DEPTH = 64
"""Levels of nesting; the contract's deepest field is at 7. Bounds every walk, whatever the caller's stack."""

MAX_READ = 8 * MAX_BYTES
"""Up to here, in bytes, an event that is too large is still read to mask it: base64 of it fits Kafka's 1 MB."""

_WHOLE = 2.0**53
"""Above it doubles have gaps, so a float is left as it was read."""

_log = structlog.get_logger()
_path = re.compile(r" - at `\$([^`]*)`$")
_numbered = re.compile(r'"sleutel":"[0-9]{9}"')
_MISSING = "Object missing required field "
_field = re.compile(rf"^(?:{_MISSING})?`(\w+)`")


class Accepted(Struct, frozen=True):
    """An event that is taken."""

    event: Event
    body: bytes
    """Canonical JSON of the whole pseudonymised event: sorted keys, no blanks, whole numbers as integers."""
    digest: bytes
    """SHA-256 of the body: equal content, equal digest."""


class _Refusal(Exception):
    """Leave the checks with a reason and the path of a field."""

    def __init__(self, reason: Reason, about: str | None = None, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.about = about
        self.missing = missing


class Gateway:
    """Checks events of all sources.

    Parameters
    ----------
    keys
        For the pseudonyms.
    sources
        What is agreed with each source, by its name; others get the defaults of their topic.
    decisions
        True: only `nl.screening.` types are known, False: all others.
    """

    def __init__(
        self, keys: Keys, sources: Mapping[str, Registration] | None = None, *, decisions: bool = False
    ) -> None:
        self._keys = keys
        self._sources = dict(sources or {})
        self._types = {
            name: known for name, known in TYPES.items() if (known.topic == DECISIONS) == decisions
        }
        self._decode = msgspec.json.Decoder(float_hook=_number).decode
        self._encode = msgspec.json.Encoder(order="sorted").encode

    def check(self, raw: bytes) -> Accepted | Refused:
        """Accept or refuse the bytes of one event in structured JSON, without line end. Never raises."""
        event: dict[str, Any] | None = None
        try:
            event = self._read(raw) if len(raw) <= MAX_READ else None
            if len(raw) > MAX_BYTES and (event is None or not _grew(event, raw)):
                raise _Refusal("too_large")  # noqa: TRY301
            if event is None:
                raise _Refusal("malformed")  # noqa: TRY301
            return self._accept(event)
        except _Refusal as refusal:
            return _refused(refusal, event, raw)
        except Exception as error:  # noqa: BLE001 - a bug of ours is dead-lettered, not the event's failure
            _log.error("gateway_failed", error=type(error).__name__, at=_where(error))
            return _refused(_Refusal("internal"), event, raw)

    def _read(self, raw: bytes) -> dict[str, Any] | None:
        """Parsed event, or None for what is no JSON object in UTF-8."""
        try:
            event = self._decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return None
        if type(event) is not dict:
            return None
        if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and not _is_shallow(event, MAX_DEPTH):
            return None
        return event

    def _accept(self, event: dict[str, Any]) -> Accepted:
        try:
            envelope = read_envelope(event)
        except WrongAttributeError as error:
            raise _Refusal("schema", error.name, missing=error.missing) from None
        body = self._encode(event)  # free of escapes, so a name can be seen in it as it is
        folded = body.decode().casefold()
        found = find_forbidden(event, names=may_hold_forbidden(folded))
        if found is not None:
            raise _Refusal("forbidden", found)
        known = self._types.get(envelope.type)
        if known is None:
            raise _Refusal("unknown_type", "type")
        data = _data(envelope.data, known.record)
        named = '"bsn"' in folded
        wrong = wrong_identifier(data) or (wrong_bsn(event) if named else None)
        if wrong is not None:
            raise _Refusal("identifier", wrong)
        wrong = wrong_decision(data) if known.topic == DECISIONS else None
        if wrong is not None:
            raise _Refusal("schema", wrong)
        if not allowed(known.topic, data.doelbinding, self._sources.get(envelope.source)):
            raise _Refusal("purpose", "data.doelbinding")
        if named or _numbered.search(folded) is not None:
            event = pseudonymised(event, self._keys, data.gemeente)
            data = _data(event["data"], known.record)
            body = self._encode(event)
        return Accepted(_event(envelope, known, data), body, hashlib.sha256(body).digest())


def _event(envelope: Envelope, known: EventType, data: Data) -> Event:
    return Event(
        data.gemeente,
        envelope.source,
        envelope.id,
        envelope.type,
        known.topic,
        known.kind,
        envelope.known,
        data.gebeurtenisdatum.toordinal(),
        data,
    )


def _data(value: dict[str, Any], record: type[Data]) -> Data:
    """The typed data; refuses with the path of the field that does not fit."""
    try:
        return msgspec.convert(value, record)
    except msgspec.ValidationError:
        pass
    try:
        return msgspec.convert(without_nulls(value), record)
    except msgspec.ValidationError as error:
        message = str(error)
        missing = message.startswith(_MISSING)
        raise _Refusal("schema", _about(message), missing=missing) from None


def _about(message: str) -> str:
    """Path of the field from msgspec's message, whose words end in the path and may begin with the field."""
    path = _path.search(message)
    field = _field.match(message)
    return "data" + (path[1] if path else "") + (f".{field[1]}" if field else "")


def _refused(refusal: _Refusal, event: dict[str, Any] | None, raw: bytes) -> Refused:
    if event is None:
        return refused(refusal.reason, refusal.about)
    source, id_ = event.get("source"), event.get("id")
    return refused(
        refusal.reason,
        refusal.about,
        missing=refusal.missing,
        source=source if isinstance(source, str) else None,
        id=id_ if isinstance(id_, str) else None,
        masked=masked(event, raw),
    )


def _grew(event: dict[str, Any], raw: bytes) -> bool:
    """Tell whether an event is too large only because a gateway before this one put in pseudonyms."""
    return b'"pseudoniem"' in raw and len(masked(event, raw)) <= MAX_BYTES


def _where(error: BaseException) -> str:
    """File and line that raised: all that may be logged, since a message may hold a value."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _number(text: str) -> int | float:
    """Number with a point or exponent: an integer where it is a whole one, so that equal numbers are equal."""
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        raise ValueError("a number beyond double precision")
    return int(value) if value.is_integer() and abs(value) <= _WHOLE else value


def _is_shallow(value: Any, levels: int) -> bool:
    """Tell whether parsed JSON nests at most so many levels deep."""
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(part, levels - 1) for part in parts)
