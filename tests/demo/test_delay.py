"""How long it took to see a structure."""

from __future__ import annotations

from typing import Any

import pytest

from demo.completion import Completed
from demo.delay import Delay, Delays, delay
from demo.truth import Fate, Structure

WHOLE = Completed(source="s", id="1", valid="2020-06-01", known="2020-06-04T12:00:00Z")


def structure(completed: Completed | None = WHOLE) -> Structure:
    """Make a structure."""
    return Structure(
        id="a", kind="a", variant="a", fate=Fate.PLANTED, indicators=(), members=(), completed=completed
    )


def flag(known: str) -> dict[str, Any]:
    """Make a flag raised at a moment."""
    return {"id": "f", "raised": {"known": known}}


def test_both_delays_are_days() -> None:
    """From known to raised, and from the day it happened."""
    assert delay(structure(), flag("2020-06-05T00:00:00Z")) == Delay(0.5, 4.0)


def test_a_flag_before_the_last_fact_has_a_delay_below_zero() -> None:
    """It shows that truth and engine differ."""
    assert delay(structure(), flag("2020-06-02T12:00:00Z")).known == -2


def test_what_was_never_whole_has_no_delay() -> None:
    """A look-alike."""
    with pytest.raises(ValueError, match="never completed"):
        delay(structure(None), flag("2020-06-05T00:00:00Z"))


def test_only_what_was_found_counts() -> None:
    """Median and largest, or nothing."""
    flags = {"f": flag("2020-06-04T12:00:00Z"), "g": flag("2020-06-06T12:00:00Z")}
    assert Delays.of([structure()], {}, flags).known is None
    assert Delays.of([structure()], {"a": "g"}, flags).known == (2, 2)
    assert Delays.of([structure()], {"a": "f"}, flags).valid == (3, 3)
