"""The yardstick log: seeded, streamed, of the size asked, and all of it acceptable."""

from __future__ import annotations

import msgspec

from benchmarks.yardstick import Yardstick
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys


def test_the_same_seed_gives_the_same_log() -> None:
    """Two measurements measure the same."""
    assert list(Yardstick(1, 300).events()) == list(Yardstick(1, 300).events())
    assert list(Yardstick(2, 300).events()) != list(Yardstick(1, 300).events())


def test_every_event_is_accepted_in_order_of_time() -> None:
    """What is measured is the screening of good events."""
    gateway = Gateway(Keys.load(None))
    lines = list(Yardstick(1, 2_000).events())
    assert all(isinstance(gateway.check(line), Accepted) for line in lines)
    events = [msgspec.json.decode(line) for line in lines]
    times = [event["time"] for event in {event["id"]: event for event in events}.values()]
    assert times == sorted(times)
    assert len({event["type"].split(".")[1] for event in events}) == 5


def test_the_tally_counts_what_is_in_it() -> None:
    """So many entities as asked, within one handful of stories; first-seen records are a share of all mentions."""
    yardstick = Yardstick(1, 2_000)
    lines = list(yardstick.events())
    assert 2_000 <= yardstick.tally.entities < 2_500
    assert yardstick.tally.events == len(lines)
    assert 0 < yardstick.tally.first < yardstick.tally.mentions


def test_the_same_firm_stands_at_the_same_place_and_under_the_same_leader_for_ever() -> None:
    """Every firm is a function of its number, whatever the log has come to."""
    yardstick = Yardstick(1, 2_000)
    before = [yardstick.firm_of(number) for number in range(50)]
    leaders = [yardstick._leader(firm) for firm in before]
    list(yardstick.events())
    assert [yardstick.firm_of(number) for number in range(50)] == before
    assert [yardstick._leader(firm) for firm in before] == leaders
