"""The three years that the town's systems report on."""

from __future__ import annotations

from datetime import date, timedelta

from demo.chance import Random

__all__ = ["ABOLISHED", "END", "START", "after", "days_between", "weekday"]

START = date(2019, 1, 1)
# Everything older is reported once, in the first load of the registers.
END = date(2021, 12, 31)
ABOLISHED = date(2020, 7, 1)
# From this day the town asks `apv_2_41b` where it asked `exploitatie_horeca` before.


def after(day: date, days: int) -> date:
    """Return the date so many days later (earlier, when negative)."""
    return day + timedelta(days=days)


def days_between(first: date, last: date) -> int:
    """Return the number of days from the first to the last."""
    return (last - first).days


def weekday(chance: Random, first: date, last: date) -> date:
    """Pick a working day between two dates, both included."""
    day = after(first, chance.randint(0, days_between(first, last)))
    return after(day, min(0, 4 - day.weekday()))
