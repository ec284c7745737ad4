"""Birth dates as they are written: whole, partial, swapped, in any usual order."""

import re
from functools import lru_cache

__all__ = ["SWAPPABLE", "digits", "swapped"]

_PARTS = re.compile(r"\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DUTCH = {"maa": 3, "mrt": 3, "mei": 5, "okt": 10}
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = 4
_FULL = 8
SWAPPABLE = 12
"""A day above this is no month, so day and month cannot have been swapped."""


@lru_cache(maxsize=65_536)
def digits(text: str) -> str:  # noqa: PLR0911 - a ladder of levels
    """Give ``YYYYMMDD``, ``YYYYMM`` or ``YYYY``; empty where no date can be read.

    ``DD-MM-YYYY`` is the order where the year stands last, but for a second part above 12.
    """
    if len(text) == 10 and text[4] == "-" == text[7]:
        # By far the most frequent form.
        return _made(text[:4], text[5:7], text[8:])
    text = text.strip().partition("T")[0]
    named = _WORD.search(text)
    parts = _PARTS.findall(text)
    if named is not None:
        return _with_month(named[0][:3].lower(), parts)
    if len(parts) == 1 and len(parts[0]) in {_YEAR, 6, _FULL}:
        return _made(parts[0][:4], parts[0][4:6], parts[0][6:])
    if len(parts) >= 3 and len(parts[0]) == _YEAR:
        return _made(*parts[:3])
    if len(parts) >= 3 and len(parts[2]) == _YEAR:
        day, month = parts[:2] if int(parts[1]) <= SWAPPABLE else parts[1::-1]
        return _made(parts[2], month, day)
    if len(parts) == 2:
        year, month = parts if len(parts[0]) == _YEAR else parts[::-1]
        return _made(year, month, "") if len(year) == _YEAR else ""
    return ""


def _with_month(name: str, parts: list[str]) -> str:
    """Read a date whose month is a word: the four digits are the year, others the day."""
    month = _DUTCH.get(name) or (_MONTHS.index(name) + 1 if name in _MONTHS else 0)
    year = next((part for part in parts if len(part) == _YEAR), "")
    day = next((part for part in parts if len(part) < 3), "")
    return _made(year, str(month), day)


def _made(year: str, month: str, day: str) -> str:
    if not year.isdigit() or int(year) == 0:
        return ""
    if not month.isdigit() or int(month) == 0:
        return year
    if not day.isdigit() or int(day) == 0:
        return year + month.zfill(2)
    return year + month.zfill(2) + day.zfill(2)


def swapped(date: str) -> str:
    """Give a full date with day and month swapped."""
    return date[:4] + date[6:] + date[4:6]
