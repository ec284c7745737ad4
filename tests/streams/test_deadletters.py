"""Dead letters: the contract's fields, and which can be sent again."""

import base64
import datetime as dt
import hashlib

import msgspec
import pytest

from streams.deadletters import DeadLetter, dead_letter, replayable
from streams.refusals import REASONS, Reason, refused

WHEN = dt.datetime(2026, 1, 2, 4, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def letter(kept: bytes | None, raw: bytes | str = b"raw") -> DeadLetter:
    """Refuse some bytes."""
    return dead_letter(
        refused("schema", "data.x", source="s", id="i", masked=kept), raw, "f.ndjson", 0, 7, WHEN
    )


def test_a_dead_letter_has_the_contracts_fields_in_order() -> None:
    """As JSON, with the time in UTC and the hash of what was received."""
    shown = msgspec.json.decode(msgspec.json.encode(letter(b"{}")))
    assert list(shown) == [
        *(
            "reason",
            "sentence",
            "about",
            "source",
            "id",
            "sha256",
            "bytes",
            "topic",
            "partition",
            "offset",
            "when",
        )
    ]
    assert shown["when"] == "2026-01-02T03:05:06Z"
    assert shown["sha256"] == hashlib.sha256(b"raw").hexdigest()
    assert base64.b64decode(shown["bytes"]) == b"{}"
    assert set(shown["sentence"]) == {"nl", "en"}


def test_a_hash_may_stand_for_bytes_that_are_gone() -> None:
    """The screen knows the origin's hash only."""
    assert letter(b"{}", "ab" * 32).sha256 == "ab" * 32


@pytest.mark.parametrize(("kept", "again"), [(None, None), (b'{"bsn":"***"}', None), (b"{}", b"{}")])
def test_what_was_masked_cannot_be_sent_again(kept: bytes | None, again: bytes | None) -> None:
    """Nor what was not kept."""
    assert replayable(letter(kept)) == again


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("about", [None, "data.betrokkenen[1].persoon", "data.a b: secret"])
def test_every_reason_has_a_sentence_in_both_languages(reason: Reason, about: str | None) -> None:
    """Ended by a full stop; an odd path is cut, so that no value can hide in it."""
    one = refused(reason, about)
    for sentence in (one.nl, one.en):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "secret" not in sentence
