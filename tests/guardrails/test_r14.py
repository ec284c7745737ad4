"""R14: retention, with a frozen clock; the whole way stands in tests/cli/test_retention.py."""

import datetime as dt

import pytest

from screening.retention import POLICY, Item, Kept, is_due

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("kept", Kept)
def test_a_thing_is_due_the_day_after_its_term_and_not_before(kept: Kept) -> None:
    """Every kind has a term and a ground."""
    term = POLICY[kept]
    since = dt.date(2026, 1, 1)
    last = since + dt.timedelta(days=term.days)
    item = Item(kept, "x", since.isoformat())
    assert term.ground
    assert [is_due(item, day) for day in (since, last, last + DAY)] == [False, False, True]
