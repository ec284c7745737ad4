"""Amounts of money as integers."""

__all__ = ["cents"]


def cents(amount: str | None) -> int | None:
    """Give an amount ("85000.00") in cents."""
    return None if amount is None else int(amount.replace(".", ""))
