"""Dead letters as the store keeps them, whoever refused: the gateway, a reader, or the screen (`conflict`)."""

import datetime as dt

import msgspec

from streams.deadletters import dead_letter
from streams.journal import Origin
from streams.masking import masked_body
from streams.refusals import Refused, refused
from streams.store_rows import DeadLetterRow

__all__ = ["conflict_letter", "letter_row"]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def letter_row(why: Refused, origin: Origin, at: int, sealed: bytes | None = None) -> DeadLetterRow:
    """Make the dead letter of a refused message.

    Parameters
    ----------
    at
        When it was refused, microseconds since 1970 UTC.
    sealed
        The bytes of a message that nobody could read, under seal.
    """
    when = EPOCH + dt.timedelta(microseconds=at)
    letter = dead_letter(why, origin.sha256, origin.topic, origin.partition, origin.offset, when)
    body = msgspec.json.encode(letter)
    return DeadLetterRow(origin.topic, origin.partition, origin.offset, origin.sha256, body, at, sealed)


def conflict_letter(body: bytes, origin: Origin, at: int) -> DeadLetterRow:
    """Make the dead letter of an event whose identity is taken by another content.

    The journal holds the pseudonymised event alone, so a BSN's place is masked in it, as the gateway would.
    """
    event = msgspec.json.decode(body)
    why = refused("conflict", "id", source=event["source"], id=event["id"], masked=masked_body(body))
    return letter_row(why, origin, at)
