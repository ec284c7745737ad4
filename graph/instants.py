"""Days and instants as integers: proleptic ordinals and microseconds since 1970, UTC."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

__all__ = ["END_OF_TIME", "MONTH", "YEAR", "day_of", "end_of_day", "iso_day", "iso_instant"]

MONTH = 30.44
"""Days in a month (rules.md section 1)."""

YEAR = 365
"""Days in a year (rules.md section 1)."""

END_OF_TIME = date.max.toordinal()
"""The day that stands for an open end; later than every day a source can name."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MICROSECONDS_A_DAY = 86_400_000_000


def day_of(known: int) -> int:
    """Give the UTC day (ordinal) of an instant in microseconds since 1970."""
    return known // _MICROSECONDS_A_DAY + _EPOCH_DAY


def end_of_day(day: int) -> int:
    """Give the last microsecond of a day: an as-of date runs through its end."""
    return (day - _EPOCH_DAY + 1) * _MICROSECONDS_A_DAY - 1


@lru_cache(maxsize=65_536)
def iso_day(day: int) -> str:
    """Write a day as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def iso_instant(known: int) -> str:
    """Write an instant as ``2021-11-10T09:12:33Z``, with a fraction only where there is one."""
    return (_EPOCH + timedelta(microseconds=known)).isoformat().replace("+00:00", "Z")
