"""Days and instants."""

import datetime as dt

from graph.instants import END_OF_TIME, day_of, end_of_day, iso_day, iso_instant
from tests.graph.builders import day, instant


def test_the_day_of_an_instant_is_its_utc_day() -> None:
    """The first microsecond belongs to the day, that before it to the day before."""
    first = dt.date(1970, 1, 1).toordinal()
    assert [day_of(0), day_of(-1), day_of(86_400_000_000)] == [first, first - 1, first + 1]


def test_a_day_runs_through_its_last_microsecond() -> None:
    """An as-of date includes all that was known on it."""
    last = end_of_day(day(3))
    assert (day_of(last), day_of(last + 1)) == (day(3), day(4))


def test_instants_are_written_in_utc_with_a_fraction_only_where_there_is_one() -> None:
    """`2020-01-01T09:00:00Z`, and microseconds where the source had them."""
    assert iso_instant(instant(0)) == "2020-01-01T09:00:00Z"
    assert iso_instant(instant(0) + 1) == "2020-01-01T09:00:00.000001Z"


def test_days_are_written_as_dates() -> None:
    """Up to the last that there is."""
    assert [iso_day(day(0)), iso_day(END_OF_TIME)] == ["2020-01-01", "9999-12-31"]
