"""The envelope: RFC 3339 times, URNs, required attributes, and binary mode."""

from typing import Any

import msgspec
import pytest

from streams.envelope import WrongAttributeError, from_binary, known_time, read_envelope

EVENT: dict[str, Any] = {
    "specversion": "1.0",
    "id": "e1",
    "source": "urn:nld:oin:00000001850000002000:systeem:vth",
    "type": "nl.vergunningen.aanvraag-ontvangen.v1",
    "time": "2021-11-10T09:12:33Z",
    "data": {},
}


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T23:59:59.5Z", -500_000),
        ("1970-01-01t00:00:00.123456789z", 123_456),
        ("1972-06-30T23:59:60Z", 78_796_800_000_000),
        ("1972-07-01T01:59:60.25+02:00", 78_796_800_250_000),
        ("0001-01-01T00:00:00+12:00", -62_135_640_000_000_000),
    ],
)
def test_a_time_is_microseconds_since_1970(text: str, micros: int) -> None:
    """Offsets, fractions and leap seconds come out as one count."""
    assert known_time(text) == micros


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-11-10",
        "2021-11-10T09:12:33",
        "2021-11-10 09:12:33Z",
        "2021-11-10T09:12Z",
        "2021-11-10T24:00:00Z",
        "2021-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2021-11-10T09:12:60Z",
        "2021-11-10T09:12:33+24:00",
        "2021-11-10T09:12:33+01:60",
        "2021-11-10T09:12:33+0100",
        "2021-11-10T09:12:33Z\n",
        "2021-11-10T09:12:33.Z",
        "٢٠٢١-11-10T09:12:33Z",
    ],
)
def test_what_is_no_rfc_3339_time_with_an_offset_is_refused(text: str) -> None:
    """No offset, no such day, no such hour, no such form."""
    with pytest.raises(ValueError, match=r".*"):
        known_time(text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (name, wrong)
            for name in ("id", "source", "specversion", "type", "time")
            for wrong in (None, "", 1)
        ),
        ("specversion", "0.3"),
        ("source", "https://example.nl/vth"),
        ("source", "urn:x:y"),
        ("source", "urn:nld:"),
        ("source", "urn:nld:a b"),
        ("source", "urn:nld:a#b"),
        ("time", "yesterday"),
        ("data", None),
        ("data", []),
        ("data", "{}"),
    ],
)
def test_an_ill_formed_attribute_is_named(name: str, value: object) -> None:
    """The error says which attribute it is."""
    with pytest.raises(WrongAttributeError) as caught:
        read_envelope(EVENT | {name: value})
    assert caught.value.name == name


@pytest.mark.parametrize(
    "source", ["urn:nld:oin:1", "URN:NLD:kvk:69599084", "urn:uuid:6e8bc430", "urn:nld:x?=q"]
)
def test_any_urn_is_a_source(source: str) -> None:
    """OIN is preferred, not required."""
    assert read_envelope(EVENT | {"source": source}).source == source


def test_binary_mode_gives_the_same_event() -> None:
    """Headers become attributes, the value becomes data."""
    headers = {f"ce_{name}": value.encode() for name, value in EVENT.items() if name != "data"}
    raw = from_binary(
        {**headers, "Content-Type": b"application/json", "traceparent": b"x"}, b'{"a": "\xc3\xa9"}'
    )
    assert msgspec.json.decode(raw) == EVENT | {"datacontenttype": "application/json", "data": {"a": "é"}}


@pytest.mark.parametrize("value", [b'{},"type":"x"', b"{", b"\xff", b"[" * 5000])
def test_a_binary_value_cannot_leave_its_place(value: bytes) -> None:
    """What is no JSON by itself makes no event."""
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        msgspec.json.decode(from_binary([("ce_id", b"e1")], value))


def test_a_header_that_is_no_utf_8_makes_no_event() -> None:
    """No guess at another encoding."""
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(from_binary([("ce_id", b"\xff")], b"{}"))


@pytest.mark.parametrize("value", [None, b""])
def test_a_binary_message_without_a_value_has_no_data(value: bytes | None) -> None:
    """So it is refused for its envelope, not as unreadable."""
    assert msgspec.json.decode(from_binary([("ce_id", b"e1")], value)) == {"id": "e1"}
