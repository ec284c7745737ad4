"""Counting openings of flags by week."""

from streams.flag_weeks import Week, flags_per_week
from streams.store_rows import OpeningRow


def _opened(known: str, *, reopened: bool = False) -> OpeningRow:
    return OpeningRow("f:1", "0505", known, reopened)


def test_nothing_opened_is_no_week() -> None:
    """The empty case."""
    assert flags_per_week([]) == []


def test_new_and_reopened_are_counted_apart_by_iso_week() -> None:
    """The first days of January may be of the year before; Monday begins a week; order plays no part."""
    openings = [
        _opened("2021-01-04T00:00:00Z"),
        _opened("2021-01-03T23:59:59Z"),
        _opened("2021-01-10T12:00:00Z", reopened=True),
        _opened("2021-01-05T12:00:00Z"),
    ]
    assert flags_per_week(openings[::-1]) == [Week("2020-W53", 1, 0), Week("2021-W01", 2, 1)]
