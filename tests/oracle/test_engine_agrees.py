"""The engine and the oracle read the same logs, drawn at random, and must find the same."""

import random

import pytest

from tests.oracle.accepting import accepted
from tests.oracle.engine import apply, disagreements, rows, started
from tests.oracle.logs import GEMEENTE, make_log

SEEDS = range(400)
"""Logs that each run compares. About a quarter of them holds a flag."""

WAITING = frozenset(
    {2, 15, 74, 84, 122, 143, 185, 194, 199, 233, 263, 269, 270, 281, 308, 327, 336, 364, 395}
)
"""Those of them that meet a defect which test_known_defects.py holds down; they come back with its repair."""


@pytest.mark.parametrize("chunk", range(0, len(SEEDS), 50))
def test_engine_and_oracle_agree(chunk: int) -> None:
    """On every log: the same entities, registered relations and flags, each since the same event."""
    found = {s: disagreements(make_log(s), GEMEENTE) for s in SEEDS[chunk : chunk + 50] if s not in WAITING}
    assert {s: d for s, d in found.items() if d} == {}


def test_they_agree_on_views_of_the_past() -> None:
    """With today fixed on an earlier day, what is dated later is not there for either."""
    for seed in set(SEEDS[:60]) - WAITING:
        today = random.Random(seed).randrange(736_700, 738_300)
        assert disagreements(make_log(seed), GEMEENTE, today) == []


@pytest.mark.parametrize("seed", SEEDS[100:160])
def test_order_and_batches_make_no_difference(seed: int) -> None:
    """Shuffled and in batches of any size the engine ends where one batch in order ends."""
    events, _ = accepted(make_log(seed))
    once, batched = started(GEMEENTE), started(GEMEENTE)
    apply(once, events)
    rng = random.Random(seed)
    rng.shuffle(events)
    while events:
        size = rng.choice([1, 1, 2, 5, 20])
        apply(batched, events[:size])
        events = events[size:]
    assert rows(batched) == rows(once)
