"""Dead letters: the record of a message that was refused, as contracts.md section 5 has it."""

import base64
import binascii
import datetime as dt
import hashlib

import msgspec
from msgspec import Struct

from streams.masking import MASK
from streams.refusals import Reason, Refused

__all__ = ["DeadLetter", "Dropped", "Sentence", "dead_letter", "emptied", "let_go", "replayable"]


class Sentence(Struct, frozen=True):
    """One sentence in both languages."""

    nl: str
    en: str


class Dropped(Struct, frozen=True):
    """That somebody let a dead letter go: who, why, when."""

    by: str
    reason: str
    when: str


class DeadLetter(Struct, frozen=True):
    """One refused message; its fields are those of the contract."""

    reason: Reason
    sentence: Sentence
    about: str | None
    """Path of the field."""
    source: str | None
    id: str | None
    sha256: str
    """Of the bytes as received, without line end; hexadecimal."""
    bytes: str | None
    """Base64; forbidden values and BSNs are `***`. None: unreadable, kept elsewhere under seal."""
    topic: str
    """Embedded: the path as given."""
    partition: int
    offset: int
    """Embedded: the zero-based number of the line."""
    when: str
    dropped: Dropped | msgspec.UnsetType = msgspec.UNSET
    """Set where it was let go: nothing of what it held is kept, and it is not replayed."""


def dead_letter(
    refused: Refused,
    raw: bytes | str,
    topic: str,
    partition: int,
    offset: int,
    when: dt.datetime,
) -> DeadLetter:
    """Record a refused message.

    Parameters
    ----------
    refused
        Why, with what may be kept.
    raw
        The bytes as received, or, where only that is known any more, their SHA-256 in hexadecimal.
    topic, partition, offset
        Where it came from.
    when
        When it was refused, with a time zone.
    """
    return DeadLetter(
        refused.reason,
        Sentence(refused.nl, refused.en),
        refused.about,
        refused.source,
        refused.id,
        raw if isinstance(raw, str) else hashlib.sha256(raw).hexdigest(),
        None if refused.masked is None else base64.b64encode(refused.masked).decode(),
        topic,
        partition,
        offset,
        when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def replayable(letter: DeadLetter) -> bytes | None:
    """Bytes to send again, or None where the letter shows none, or something in it was masked."""
    if letter.bytes is None:
        return None
    try:
        kept = base64.b64decode(letter.bytes, validate=True)
    except binascii.Error:
        return None
    return None if MASK.encode() in kept else kept


def emptied(letter: bytes) -> bytes:
    """Give a letter as JSON without what it held and who sent it: that it was refused, and why, stays."""
    return msgspec.json.encode(msgspec.json.decode(letter) | {"bytes": None, "source": None, "id": None})


def let_go(letter: bytes, dropped: Dropped) -> bytes:
    """Give a letter as JSON after somebody let it go; its address and reason stay, so that nobody finds it anew."""
    return msgspec.json.encode(msgspec.json.decode(emptied(letter)) | {"dropped": dropped})
