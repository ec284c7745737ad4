"""The engine and the oracle read the same logs, drawn at random, and must find the same."""

import random

import pytest

from tests.oracle.accepting import accepted
from tests.oracle.engine import apply, disagreements, distinct, rows, started
from tests.oracle.logs import GEMEENTE, make_log

SEEDS = range(400)
"""Logs that each run compares. About a quarter of them holds a flag."""


@pytest.mark.parametrize("chunk", range(0, len(SEEDS), 50))
def test_engine_and_oracle_agree(chunk: int) -> None:
    """On every log: the same entities, registered relations and flags, each since the same event."""
    found = {s: disagreements(make_log(s), GEMEENTE) for s in SEEDS[chunk : chunk + 50]}
    assert {s: d for s, d in found.items() if d} == {}


def test_they_agree_on_views_of_the_past() -> None:
    """With today fixed on an earlier day, what is dated later is not there for either."""
    for seed in SEEDS[:60]:
        today = random.Random(seed).randrange(736_700, 738_300)
        assert disagreements(make_log(seed), GEMEENTE, today) == []


@pytest.mark.parametrize("seed", SEEDS[100:160])
def test_order_and_batches_make_no_difference(seed: int) -> None:
    """Shuffled and in batches of any size the engine ends where one batch in order ends."""
    events = distinct(accepted(make_log(seed))[0])
    once, batched = started(GEMEENTE), started(GEMEENTE)
    apply(once, events)
    rng = random.Random(seed)
    rng.shuffle(events)
    while events:
        size = rng.choice([1, 1, 2, 5, 20])
        apply(batched, events[:size])
        events = events[size:]
    assert rows(batched) == rows(once)


@pytest.mark.parametrize("seed", SEEDS[160:200])
def test_who_follows_the_changes_holds_the_standing_flags(seed: int) -> None:
    """What each batch raises and withdraws adds up to what stands; a flag merges into one that stands."""
    events = distinct(accepted(make_log(seed))[0])
    random.Random(seed).shuffle(events)
    engine, published = started(GEMEENTE), set[str]()
    for start in range(0, len(events), 4):
        changes = apply(engine, events[start : start + 4])
        published -= {flag for flag, _ in changes.withdrawn}
        published |= {flag.id for flag in changes.raised}
        assert published == set(engine.flags)
        merged = {reason.removeprefix("merged:") for _, reason in changes.withdrawn if ":" in reason}
        assert merged <= published
