"""Keyed names of records: what may stand in an audit line or a decision after the record itself is erased.

A record's own id may be the source's key of a person. Its token is made with the municipality's key, so that whoever
holds the key can tell that a record is meant when he has it before him, and nobody can read it back.
"""

import hashlib
import hmac
import re

from streams.pseudonyms import Keys

__all__ = ["TOKEN", "identity_token", "record_token"]

TOKEN = re.compile(r"t[0-9]+:[0-9a-f]{32}")
"""The form of a token: version of the key, 128 bits of HMAC-SHA-256."""

_HEX_DIGITS = 32


def record_token(keys: Keys, gemeente: str, record: str) -> str:
    """Give the token of a record id (`source#sleutel`, `kvk:…`, a pseudonym) in one municipality."""
    return f"t{keys.version}:{_mac(keys, f'record|{gemeente}|{record}')}"


def identity_token(keys: Keys, gemeente: str, source: str, event_id: str) -> bytes:
    """Give 16 bytes by which an erased event is known again when it is sent once more."""
    return bytes.fromhex(_mac(keys, f"event|{gemeente}|{source}|{event_id}"))


def _mac(keys: Keys, text: str) -> str:
    return hmac.new(keys.secret, text.encode(), hashlib.sha256).hexdigest()[:_HEX_DIGITS]
