"""When a structure became whole."""

from __future__ import annotations

from datetime import UTC, datetime

from demo.completion import completed, need
from demo.log import Told
from demo.sources import Source


def told(name: str, day: int, happened: int = 1) -> Told:
    """Make an event known on a day of June, of something that happened on another."""
    data = {"gebeurtenisdatum": f"2020-06-{happened:02d}"}
    return Told(Source.REGISTER, name, "nl.registers.x.v1", datetime(2020, 6, day, tzinfo=UTC), data)


def test_without_needs_nothing_is_whole() -> None:
    """A look-alike has none."""
    assert completed([]) is None


def test_the_last_of_all_that_is_needed_completes() -> None:
    """By when it was known, not by when it happened."""
    last = completed([need([told("a", 3, 3), told("b", 9, 2)]), need([told("c", 5, 5)])])
    assert last is not None
    assert (last.id, last.valid, last.known) == ("b", "2020-06-02", "2020-06-09T00:00:00Z")


def test_of_more_than_enough_the_earliest_do() -> None:
    """A fourth finding makes nothing whole that three did."""
    last = completed([need((told(str(day), day) for day in (8, 2, 6, 4)), 3)])
    assert last is not None
    assert last.id == "6"


def test_events_of_one_moment_are_ordered_by_id() -> None:
    """As the rules order them."""
    last = completed([need([told("b", 3), told("a", 3)])])
    assert last is not None
    assert last.id == "b"
