"""Days in legal terms: the holidays of the Algemene termijnenwet, and the day on which a term ends by it."""

import datetime as dt
from functools import lru_cache

import holidays

__all__ = ["end_of_term", "is_legal_holiday", "is_working_day"]

_BY_ACT = frozenset(
    {
        "Nieuwjaarsdag",
        "Goede vrijdag",
        "Tweede paasdag",
        "Koningsdag",
        "Koninginnedag",
        "Bevrijdingsdag",
        "Hemelvaartsdag",
        "Tweede pinksterdag",
        "Eerste kerstdag",
        "Tweede kerstdag",
    }
)
"""Article 3 of the act: 5 May counts every year, Good Friday is treated alike; by their names in the library."""

DECREED: frozenset[dt.date] = frozenset({dt.date(2022, 5, 27), dt.date(2023, 5, 19), dt.date(2024, 5, 10)})
"""Days treated alike by royal decree (article 3 paragraph 3), as far as known to us: the days after Ascension."""

LONGEST_WEEKS = 12
"""The act holds for no term of more than twelve weeks (article 4 under a)."""

_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=128)
def _holidays(year: int) -> frozenset[dt.date]:
    found = holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return frozenset(day for day, name in found.items() if not _BY_ACT.isdisjoint(name.split("; ")))


def is_legal_holiday(day: dt.date) -> bool:
    """Tell whether the act counts a day as a generally recognised holiday."""
    return day in _holidays(day.year) or day in DECREED


def is_working_day(day: dt.date) -> bool:
    """Tell whether a term may end on a day: no Saturday, Sunday or holiday."""
    return day.weekday() < dt.date(2024, 1, 6).weekday() and not is_legal_holiday(day)


def end_of_term(begin: dt.date, weeks: int, stopped: dt.timedelta = dt.timedelta()) -> dt.date:
    """Give the last day of a term in weeks that began on a day, with the days on which it stood still added.

    It moves to the next day that is no Saturday, Sunday or holiday (article 1), unless the term is longer than the act
    holds for.
    """
    end = begin + dt.timedelta(weeks=weeks) + stopped
    if weeks <= LONGEST_WEEKS:
        while not is_working_day(end):
            end += _DAY
    return end
