"""Seals: what goes in comes out with the same key alone."""

from hypothesis import given
from hypothesis import strategies as st

from streams.pseudonyms import Keys
from streams.sealing import opened, sealed

KEYS = Keys.load(None)
OTHER = Keys(1, 1, b"a" * 32, b"b" * 32)


@given(st.binary(max_size=300))
def test_a_seal_opens_with_its_key_alone(raw: bytes) -> None:
    """Another key opens nothing."""
    assert opened(sealed(raw, KEYS), KEYS) == raw
    assert opened(sealed(raw, KEYS), OTHER) is None


def test_a_changed_seal_does_not_open() -> None:
    """Neither shortened nor altered."""
    seal = sealed(b"not json", KEYS)
    assert b"json" not in seal
    assert opened(seal[:-1], KEYS) is None
    assert opened(seal[:-1] + bytes([seal[-1] ^ 1]), KEYS) is None
    assert opened(b"", KEYS) is None
