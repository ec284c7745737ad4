"""Keyed names of records: what may stand in an audit line or a decision after the record itself is erased.

A record's own id may be the source's key of a person. Its token is made with the municipality's key, so that whoever
holds the key can tell that a record is meant when he has it before him, and nobody can read it back.
"""

import hashlib
import hmac
import re

from streams.pseudonyms import Keys

__all__ = ["TOKEN", "identity_token", "identity_tokens", "record_token", "record_tokens"]

TOKEN = re.compile(r"t[0-9]+:[0-9a-f]{32}")
"""The form of a token: version of the key, 128 bits of HMAC-SHA-256."""

_HEX_DIGITS = 32


def record_token(keys: Keys, gemeente: str, record: str) -> str:
    """Give the token of a record id (`source#sleutel`, `kvk:…`, a pseudonym) in one municipality, by the newest key."""
    return record_tokens(keys, gemeente, record)[0]


def record_tokens(keys: Keys, gemeente: str, record: str) -> list[str]:
    """Give the tokens of a record by every key that there is, newest first."""
    return [
        f"t{version}:{_mac(secret, f'record|{gemeente}|{record}')}" for version, secret in _versions(keys)
    ]


def identity_token(keys: Keys, gemeente: str, source: str, event_id: str) -> bytes:
    """Give 16 bytes by which an erased event is known again when it is sent once more, by the newest key."""
    return identity_tokens(keys, gemeente, source, event_id)[0]


def identity_tokens(keys: Keys, gemeente: str, source: str, event_id: str) -> list[bytes]:
    """Give these bytes by every key that there is, newest first."""
    return [
        bytes.fromhex(_mac(secret, f"event|{gemeente}|{source}|{event_id}")) for _, secret in _versions(keys)
    ]


def _versions(keys: Keys) -> list[tuple[int, bytes]]:
    return [(keys.version, keys.secret), *keys.earlier]


def _mac(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:_HEX_DIGITS]
