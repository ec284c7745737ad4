"""New flags a week."""

from __future__ import annotations

from demo.weeks import per_week


def test_weeks_without_flags_are_counted_too() -> None:
    """Across the end of a year; what is older is left out."""
    flags = [
        {"raised": {"known": f"{day}T10:00:00Z"}}
        for day in ("2020-12-31", "2021-01-03", "2021-01-11", "2020-06-01")
    ]
    assert per_week([], 3) == {}
    assert per_week(flags, 3) == {"2020-W53": 2, "2021-W01": 0, "2021-W02": 1}
