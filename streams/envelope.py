"""The CloudEvents 1.0 envelope under the NL GOV profile: its required attributes, and binary mode."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

__all__ = [
    "MAX_BYTES",
    "REQUIRED",
    "Envelope",
    "WrongAttributeError",
    "from_binary",
    "known_time",
    "read_envelope",
]

MAX_BYTES = 65_536
"""The largest event, in bytes of its structured form as received (CloudEvents 1.0 and the NL GOV profile)."""

REQUIRED = ("id", "source", "specversion", "type", "time")
"""Attributes that must be there, as strings that are not empty."""

_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:)([0-9]{2})(\.[0-9]+)?([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
# RFC 8141 without a fragment: a source is a system, and `#` parts source and key in a record id.
_URN = re.compile(
    r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[a-z0-9\-._~!$&'()*+,;=:@%][a-z0-9\-._~!$&'()*+,;=:@%/?]*",
    re.IGNORECASE,
)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_SECOND = 1_000_000
_MINUTE = 60 * _SECOND
_DAY = 86_400 * _SECOND


def known_time(text: str) -> int:
    """Microseconds since 1970-01-01T00:00:00Z of an RFC 3339 time with an offset.

    Digits after the sixth are cut off. A leap second, 23:59:60 in UTC, is the second after it.

    Raises
    ------
    ValueError
        When it is no such time.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError("no RFC 3339 time with an offset")
    leap = match[2] == "60"
    if leap:
        text = f"{match[1]}59{match[3] or ''}{match[4]}"
    micros = (dt.datetime.fromisoformat(text.upper()) - _EPOCH) // _MICROSECOND
    if not leap:
        return micros
    if micros % _DAY < _DAY - _SECOND:
        raise ValueError("a leap second is at 23:59:60 UTC")
    return micros + _SECOND


class Envelope(msgspec.Struct, frozen=True):
    """The attributes that the program reads, checked, and the data."""

    id: str
    source: str
    type: str
    known: int
    """`time`, in microseconds since 1970-01-01T00:00:00Z."""
    data: dict[str, Any]


class WrongAttributeError(ValueError):
    """A required attribute, or `data`, is absent (`missing`) or ill-formed; `name` says which."""

    def __init__(self, name: str, *, missing: bool = False) -> None:
        super().__init__(f"{name} is {'absent' if missing else 'ill-formed'}")
        self.name = name
        self.missing = missing


def read_envelope(event: Mapping[str, Any]) -> Envelope:
    """Check the envelope of a parsed event.

    Raises
    ------
    WrongAttributeError
        For the first of `id`, `source`, `specversion`, `type`, `time`, `data` that is not as it must be.
    """
    for name in REQUIRED:
        value = event.get(name)
        if type(value) is not str or not value:
            raise WrongAttributeError(name, missing=value is None)
    if not _is_urn(event["source"]):
        raise WrongAttributeError("source")
    if event["specversion"] != "1.0":
        raise WrongAttributeError("specversion")
    try:
        known = known_time(event["time"])
    except ValueError:
        raise WrongAttributeError("time") from None
    data = event.get("data")
    if type(data) is not dict:
        raise WrongAttributeError("data", missing=data is None)
    return Envelope(event["id"], event["source"], event["type"], known, data)


@lru_cache(4096)
def _is_urn(source: str) -> bool:
    return _URN.fullmatch(source) is not None


def from_binary(
    headers: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]], value: bytes | None
) -> bytes:
    """Structured JSON of a CloudEvent in binary mode, so that one path checks both.

    Parameters
    ----------
    headers
        Of the message: `ce_…` are attributes, `content-type` is `datacontenttype`; names in any case.
    value
        The data: JSON. With what is no JSON the result is none either, so it is refused as `malformed`;
        without a value it has no `data`.
    """
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    members = [
        msgspec.json.encode(attribute) + b":" + _json_string(content)
        for name, content in pairs
        if (attribute := _attribute(name.lower())) is not None
    ]
    if value:
        members.append(b'"data":' + _json(value))
    return b"{" + b",".join(members) + b"}"


def _attribute(header: str) -> str | None:
    """Name of the attribute that a header in lower case carries, if it carries one."""
    if header == "content-type":
        return "datacontenttype"
    return header[3:] if header.startswith("ce_") else None


def _json(value: bytes) -> bytes:
    """Return the value when it is JSON on its own, else what is JSON nowhere: no value may end its object."""
    try:
        msgspec.json.decode(value, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return b"!"
    return value


def _json_string(content: bytes | str) -> bytes:
    """Write a header's value as a JSON string; of bytes that are no UTF-8, what is JSON nowhere."""
    try:
        return msgspec.json.encode(content if isinstance(content, str) else content.decode())
    except UnicodeDecodeError:
        return b"!"
