"""Seals bytes that nobody could read, so that they are kept for 30 days, replayable but not shown.

Encryption with a synthetic nonce (as in RFC 5297's SIV, built of what Python brings): the nonce is the HMAC of
the bytes, so equal bytes make equal seals and a changed seal does not open. The keystream is SHAKE-256 over key
and nonce. The SHA-256 that stands beside it in the dead letter tells as much about equality.
"""

import hashlib
import hmac

from streams.pseudonyms import Keys

__all__ = ["opened", "sealed"]

_NONCE = 32
"""Bytes of HMAC-SHA-256 that go before the encrypted bytes; they are nonce and proof at once."""


def sealed(raw: bytes, keys: Keys) -> bytes:
    """Encrypt: 32 bytes longer than what went in."""
    nonce = hmac.digest(_key(keys, "proof"), raw, "sha256")
    return nonce + _streamed(raw, _key(keys, "stream"), nonce)


def opened(seal: bytes, keys: Keys) -> bytes | None:
    """Decrypt; None when another key made the seal or it was changed."""
    nonce = seal[:_NONCE]
    raw = _streamed(seal[_NONCE:], _key(keys, "stream"), nonce)
    return raw if hmac.compare_digest(nonce, hmac.digest(_key(keys, "proof"), raw, "sha256")) else None


def _key(keys: Keys, use: str) -> bytes:
    return hmac.digest(keys.secret, f"seal|{use}".encode(), "sha256")


def _streamed(text: bytes, key: bytes, nonce: bytes) -> bytes:
    stream = hashlib.shake_256(key + nonce).digest(len(text))
    return (int.from_bytes(text) ^ int.from_bytes(stream)).to_bytes(len(text))
