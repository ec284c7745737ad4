"""Amounts of money."""

import pytest

from streams.claims.amounts import cents


@pytest.mark.parametrize(
    ("amount", "found"), [(None, None), ("0.00", 0), ("85000.00", 8_500_000), ("0.05", 5)]
)
def test_an_amount_is_cents(amount: str | None, found: int | None) -> None:
    """Exactly; no amount is none."""
    assert cents(amount) == found
