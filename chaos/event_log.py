"""The log that every scenario plays: some towns whose events touch each other, with doubles, conflicts and poison in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import msgspec

from streams.gateway import Accepted, Gateway
from streams.partitions import partition_of
from streams.pseudonyms import Keys
from tests.oracle.logs import make_log

__all__ = ["SEEDS", "Message", "flood_of_poison", "made"]

TOWNS = ("0363", "0599", "0505", "0772", "0344", "0014", "0034", "0080", "0106", "0141", "0193", "0200")
# In six partitions of the eight; two stay empty, as some are somewhere.

SEEDS = range(36)
# Some 1,800 events: small enough for a scenario a minute, and flags open and close in them all the time.

DOUBLED, POISONED, CONFLICTING = 0.1, 40, 6


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a supplier sends it, past our gateway."""

    topic: str
    gemeente: str
    value: bytes
    identity: tuple[str, str, str] | None
    """gemeente, source and id of an event that must be stored; None where it must be refused."""

    @property
    def partition(self) -> int:
        """Where it goes, by the published table."""
        return partition_of(self.gemeente)


def made(seed: int, seeds: range = SEEDS) -> list[Message]:
    """Make the log: shuffled, because its order must make no difference. Equal seeds, equal logs."""
    chance = random.Random(seed)
    events = [one for number in seeds for one in _events(number)]
    events += chance.choices(events, k=int(len(events) * DOUBLED))
    chance.shuffle(events)
    messages = [_message(one) for one in events]
    wrong = flood_of_poison(POISONED, "poison")
    for place, one in zip(sorted(chance.sample(range(len(messages)), len(wrong))), wrong, strict=True):
        messages.insert(place, one)
    # After the event whose identity they take: in one partition the first that comes stands.
    messages += [_conflict(one) for one in chance.sample(events, CONFLICTING)]
    return messages


def _events(seed: int) -> list[dict[str, Any]]:
    """Give one small log, moved into one of the towns; a desk's decisions stay out."""
    gemeente = TOWNS[seed % len(TOWNS)]
    return [
        {**one, "id": f"{seed}-{one['id']}", "data": _moved(one["data"], seed, gemeente)}
        for one in make_log(seed)
        if ".screening." not in one["type"]
    ]


def _moved(data: dict[str, Any], seed: int, gemeente: str) -> dict[str, Any]:
    """Put an event's content into a town; what it corrects or retracts is of its own log."""
    names: dict[str, Any] = {
        name: f"{seed}-{data[name]}" for name in ("corrigeert", "herroept") if name in data
    }
    return {**data, **names, "gemeente": gemeente}


def _message(event: dict[str, Any]) -> Message:
    checked = Gateway(Keys.load(None)).check(msgspec.json.encode(event))
    if not isinstance(checked, Accepted):
        raise TypeError(f"the log holds an event that is refused: {checked.reason}")
    found = checked.event
    return Message(
        found.topic, found.gemeente, msgspec.json.encode(event), (found.gemeente, found.source, found.id)
    )


def _conflict(event: dict[str, Any]) -> Message:
    """Take the identity of an event with another content."""
    other = {**event, "data": {**event["data"], "gebeurtenisdatum": "1999-12-31"}}
    return replace(_message(other), identity=None)


def flood_of_poison(number: int, name: str) -> list[Message]:
    """Make messages that must be refused, of four kinds: no JSON, a type nobody knows, no content, a number that is none."""
    kinds = (_no_json, _unknown_type, _no_content, _wrong_number)
    numbers = count()
    return [kinds[one % len(kinds)](f"{name}-{next(numbers)}") for one in range(number)]


def _no_json(name: str) -> Message:
    return Message("permits", TOWNS[0], f"{{broken {name}".encode(), None)


def _unknown_type(name: str) -> Message:
    return _poison(name, type="nl.nobody.knows.v1")


def _no_content(name: str) -> Message:
    return _poison(name, data={})


def _wrong_number(name: str) -> Message:
    return _poison(name, data={**_CONTENT, "persoon": {"bsn": "123456789"}})


_CONTENT: dict[str, Any] = {"gemeente": TOWNS[1], "gebeurtenisdatum": "2021-11-08", "zaaknummer": "Z-1"}


def _poison(name: str, **changes: Any) -> Message:
    event = {
        "specversion": "1.0",
        "id": name,
        "source": "urn:nld:oin:00000001850000002000:systeem:vth",
        "type": "nl.vergunningen.aanvraag-ontvangen.v1",
        "time": "2021-11-10T09:12:33Z",
        "data": _CONTENT,
    }
    return Message("permits", TOWNS[1], msgspec.json.encode({**event, **changes}), None)
