"""`--as-of VALID[,KNOWN]`: a day to look at, and a day up to which things were known."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self

from streams.errors import WrongUse

__all__ = ["AsOf"]

EPOCH = dt.date(1970, 1, 1)
MICROSECONDS_A_DAY = 86_400_000_000

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AsOf:
    """`valid` as `date.toordinal()`; `known` the last microsecond (since 1970 UTC) that counts, None: all."""

    valid: int
    known: int | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the option; a date runs through the end of that day, UTC.

        Raises
        ------
        WrongUse
            When a date is none.
        """
        valid, comma, known = text.partition(",")
        day = _day(valid, text)
        if not comma:
            return cls(day.toordinal(), None)
        days = (_day(known, text) - EPOCH).days + 1
        return cls(day.toordinal(), days * MICROSECONDS_A_DAY - 1)


def _day(text: str, whole: str) -> dt.date:
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongUse(f"--as-of {whole}: must be a date (YYYY-MM-DD), or two with a comma between")
