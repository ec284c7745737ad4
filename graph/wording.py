"""How sentences say days, numbers and amounts, in Dutch and in English."""

import re
from datetime import date
from functools import lru_cache

__all__ = ["DUTCH_MONTHS", "counted", "euros", "in_dutch", "in_english", "one_stop"]

DUTCH_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@lru_cache(maxsize=8_192)
def in_dutch(day: int) -> str:
    """Write a day (ordinal) as ``8 november 2021``, whatever the locale."""
    when = date.fromordinal(day)
    return f"{when.day} {DUTCH_MONTHS[when.month - 1]} {when.year}"


@lru_cache(maxsize=8_192)
def in_english(day: int) -> str:
    """Write a day (ordinal) as ``8 November 2021``, whatever the locale."""
    when = date.fromordinal(day)
    return f"{when.day} {_ENGLISH[when.month - 1]} {when.year}"


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun: ``1 plaats``, ``3 plaatsen``."""
    return f"{number} {one if number == 1 else many}"


def euros(amount: float) -> str:
    """Write whole euros the Dutch way: ``€ 25.000``."""
    return f"€ {amount:,.0f}".replace(",", ".")


def one_stop(text: str) -> str:
    """Give a text in which a sentence that ends in a name with a full stop of its own (``B.V.``) has no second one."""
    return _TWO_STOPS.sub(".", text)
