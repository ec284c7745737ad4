"""The dead letters on a real broker are listed and replayed through the gateway."""

import base64
import dataclasses

import msgspec
import pytest

from streams.deadletters import Dropped
from streams.letters import drop, letters, replay
from streams.settings import Settings
from tests.kafka.workers import KEYS, event, read, sent

pytestmark = pytest.mark.kafka


def test_letters_are_listed_by_address_and_replayed(cluster: Settings) -> None:
    """What is still wrong stays refused, what holds *** or is gone says so, and the letters stay."""
    assert letters(cluster) == []
    forbidden = event(1)
    forbidden["data"]["religie"] = "secret"
    sent(cluster, [event(2, type="nl.nobody.knows.v1"), b"no json", forbidden], path="in.ndjson")
    rows = letters(cluster)
    assert [(row.topic, row.offset, row.sealed is not None) for row in rows] == [
        ("in.ndjson", 0, False),
        ("in.ndjson", 1, True),
        ("in.ndjson", 2, False),
    ]
    words = list(replay(rows, cluster, KEYS))
    assert words == ["unknown_type", "malformed", "holds ***: cannot be replayed"]
    assert len(letters(cluster)) == 3
    assert read(cluster, "permits") == []
    drop(rows[:1], cluster, Dropped("i.manager", "De bron zendt dit niet meer.", "2026-01-01T00:00:00Z"))
    gone, *others = letters(cluster)
    assert msgspec.json.decode(gone.body)["bytes"] is None
    assert others == rows[1:]
    assert list(replay([gone], cluster, KEYS)) == ["was let go: cannot be replayed"]


def test_a_letter_that_is_right_by_now_is_sent(cluster: Settings) -> None:
    """A type that a newer release knows is accepted when its letter is replayed."""
    sent(cluster, [event(2, type="nl.nobody.knows.v1")])
    (row,) = letters(cluster)
    letter = msgspec.json.decode(row.body)
    letter["bytes"] = base64.b64encode(msgspec.json.encode(event(2))).decode()
    mended = dataclasses.replace(row, body=msgspec.json.encode(letter))
    assert list(replay([mended], cluster, KEYS)) == ["sent"]
    assert len(read(cluster, "permits")) == 1
