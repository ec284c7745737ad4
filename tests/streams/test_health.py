"""Live and ready are two questions, and a stuck process is seen."""

import gc

import pytest
from prometheus_client import REGISTRY

from streams.health import Health, watch_collections


class Clock:
    """A clock that the test moves."""

    now = 100.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock at a known moment."""
    return Clock()


def test_silence_is_stuck_and_a_beat_is_life(clock: Clock) -> None:
    """A loop that does not turn shows within the bound, and not before."""
    health = Health(10, clock)
    clock.now += 10
    assert not health.stuck()
    clock.now += 1
    assert health.stuck() == "no sign of life for 11 s"
    health.beat()
    assert not health.stuck()


def test_a_batch_that_never_ends_is_stuck_though_the_loop_turns(clock: Clock) -> None:
    """One that waits for ever beside a turning loop is no life."""
    health = Health(10, clock)
    with health.working("screen"):
        for _ in range(11):
            clock.now += 1
            health.beat()
        assert health.stuck() == "one batch of screen in hand for 11 s"
    assert not health.stuck()


def test_a_batch_that_fails_is_no_longer_in_hand(clock: Clock) -> None:
    """Whatever ended it."""
    health = Health(10, clock)
    with pytest.raises(ValueError, match="x"), health.working("intake"):
        raise ValueError("x")
    clock.now += 9
    assert not health.stuck()


def test_collections_are_measured_until_told_to_stop() -> None:
    """By generation."""

    def counted() -> float:
        return REGISTRY.get_sample_value("dwarsverband_gc_pause_seconds_count", {"generation": "2"}) or 0.0

    before = counted()
    stop = watch_collections()
    gc.collect()
    assert counted() == before + 1
    stop()
    gc.collect()
    assert counted() == before + 1
