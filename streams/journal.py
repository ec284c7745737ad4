"""One journal message: an accepted event, whole, and where it came from."""

from hashlib import sha256

import msgspec

from streams.errors import Stop

__all__ = ["JournalRecord", "Origin", "decode", "digest_of", "encode", "encode_erased", "is_case_decision"]


class Origin(msgspec.Struct, frozen=True):
    """Where a message stood when it reached us: the address of its dead letter, should it become one.

    Embedded, `topic` is the path as given, `partition` 0 and `offset` the zero-based line number.
    `sha256` is that of the bytes as received, without line end, in hexadecimal.
    """

    topic: str
    partition: int
    offset: int
    sha256: str


class JournalRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """An accepted event as canonical JSON (kept byte for byte) and its origin."""

    event: msgspec.Raw
    origin: Origin
    erased: str = ""
    """Token (hexadecimal) of an event that lost something, or all, to an erasure: sent again it is a duplicate."""

    @property
    def kept(self) -> bool:
        """Whether anything of the event is left; its place in the journal always is."""
        return bytes(self.event) != b"null"

    @property
    def body(self) -> bytes:
        """The canonical JSON of the pseudonymised event."""
        return bytes(self.event)


_CASE_DECISIONS = (b'"nl.screening.advies-ondertekend.v1"', b'"nl.screening.dossier-aangevuld.v1"')

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(JournalRecord)


def encode(body: bytes, origin: Origin) -> bytes:
    """Write one journal message; `body` is the canonical JSON that the gateway made."""
    return _encoder.encode(JournalRecord(msgspec.Raw(body), origin))


def encode_erased(body: bytes | None, origin: Origin, erased: str) -> bytes:
    """Write the message of an event that lost something to an erasure; None: all of it."""
    return _encoder.encode(JournalRecord(msgspec.Raw(body or b"null"), origin, erased))


def is_case_decision(message: bytes) -> bool:
    """Tell whether a message is a decision on a case: it is about what stands after all that came before it."""
    return any(word in message for word in _CASE_DECISIONS)


def decode(message: bytes) -> JournalRecord:
    """Read one journal message.

    Raises
    ------
    Stop
        When the message is no journal message: the journal is written by intake alone, so a foreign message
        means that something is wrong which must not be skipped.
    """
    try:
        return _decoder.decode(message)
    except msgspec.DecodeError as error:
        raise Stop(f"the journal holds a message that is no journal record: {error}") from error


def digest_of(body: bytes) -> bytes:
    """Return the digest of an event's content, by which a duplicate is told from a conflict."""
    return sha256(body).digest()
