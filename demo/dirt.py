"""What no log is without: messages to refuse, doubles, corrections, retractions and late arrivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec

from demo.chance import Random
from demo.log import Data, Line, Told, envelope
from demo.period import END, after
from demo.places import GEMEENTE
from demo.world import World

__all__ = ["DUPLICATES", "soil"]

DUPLICATES, LATE, CORRECTED, RETRACTED = 60, 150, 35, 18
BAD_BSN = "999990018"
# One more than a number that passes the elfproef: it never does.


def soil(world: World) -> dict[str, int]:
    """Soil the log; return how many messages must be refused, by reason."""
    random = world.part("dirt")
    ordinary = _ordinary(world)
    _take_back(world, random, ordinary)
    _delay(world, random)
    _double(world, random, ordinary)
    return dict(sorted(_spoil(world, random, ordinary).items()))


def _ordinary(world: World) -> list[Told]:
    """Return the events that belong to no structure, one may meddle with, and arrive well before the end.

    Those that were told while the structures were planted come first in the log, `world.planted` of them.
    """
    quiet = {"melding-ontvangen", "bewoning-begonnen", "subsidie-betaald", "subsidie-vastgesteld"}
    last = datetime.combine(after(END, -60), time.min, UTC)
    return [
        told
        for told in world.log.told[world.planted :]
        if told.type.split(".")[2] in quiet and told.logged < last
    ]


def _take_back(world: World, random: Random, ordinary: list[Told]) -> None:
    """Correct and retract what no structure rests on."""
    for told in random.sample(ordinary, CORRECTED):
        world.log.correct(
            told, after(told.logged.date(), random.randint(1, 40)), toelichting="Verschreven, hier verbeterd."
        )
    signals = [told for told in ordinary if told.type.startswith("nl.meldingen.")]
    for told in random.sample(signals, RETRACTED):
        world.log.retract(told, after(told.logged.date(), random.randint(1, 40)))


def _delay(world: World, random: Random) -> None:
    """Let some messages arrive days after they were logged."""
    for index in random.sample(range(len(world.log.lines)), LATE):
        line = world.log.lines[index]
        arrived = min(
            line.arrived + timedelta(days=random.randint(1, 25)), datetime.combine(END, time(23, 59), UTC)
        )
        world.log.lines[index] = Line(max(line.arrived, arrived), line.order, line.body)


def _double(world: World, random: Random, ordinary: list[Told]) -> None:
    """Send some messages twice."""
    for told in random.sample(ordinary, DUPLICATES):
        world.log.put(envelope(told), told.logged + timedelta(days=40))


def _spoil(world: World, random: Random, ordinary: list[Told]) -> Counter[str]:
    """Send messages that must be refused: each an ordinary one with one thing wrong."""
    wrong: Counter[str] = Counter()
    for reason, spoilers in SPOILERS.items():
        for number, spoiler in enumerate(spoilers):
            told = random.choice([told for told in ordinary if told.type.startswith("nl.registers.")])
            event = msgspec.json.decode(msgspec.json.encode(envelope(told)))
            if reason != "conflict":
                event["id"] = f"fout-{reason}-{number}"
            world.log.put(spoiler(event), told.logged + timedelta(days=45))
            wrong[reason] += 1
    return wrong


Spoiler = Callable[[dict[str, Any]], bytes | Data]


def _cut(event: Data) -> bytes:
    """Break off in the middle."""
    return msgspec.json.encode(event)[:-40]


def _latin(event: Data) -> bytes:
    """Send another encoding than UTF-8."""
    return msgspec.json.encode(event).replace(GEMEENTE.encode(), b"caf\xe9")


def _listed(event: Data) -> bytes:
    """Send a list where an object belongs."""
    return msgspec.json.encode([event])


def _without(*path: str) -> Spoiler:
    """Leave a field out."""

    def spoil(event: Data) -> Data:
        _at(event, path[:-1]).pop(path[-1])
        return event

    return spoil


def _with(value: object, *path: str) -> Spoiler:
    """Put a value in a field."""

    def spoil(event: Data) -> Data:
        _at(event, path[:-1])[path[-1]] = value
        return event

    return spoil


def _at(event: Data, path: tuple[str, ...]) -> Data:
    """Return the object at a path."""
    inner = event
    for name in path:
        inner = inner[name]
    return inner


SPOILERS: dict[str, tuple[Spoiler, ...]] = {
    "malformed": (_cut, _cut, _cut, _latin, _latin, _listed),
    "schema": (
        _without("data", "gebeurtenisdatum"),
        _without("data", "gemeente"),
        _without("time"),
        _without("data", "persoon", "sleutel"),
        _with("2020-02-30", "data", "gebeurtenisdatum"),
        _with("gisteren", "time"),
        _with("0.3", "specversion"),
        _with("twaalf", "data", "locatie", "huisnummer"),
        _with([{"rol": "kennis", "persoon": {"sleutel": "x"}}], "data", "betrokkenen"),
    ),
    "forbidden": (
        _with("verzonnen", "data", "persoon", "nationaliteit"),
        _with("Nergenshuizen", "data", "persoon", "geboorteplaats"),
        _with(None, "data", "persoon", "geboorteland"),
        _with(True, "data", "uitkeringsgerechtigd"),
        _with("999990019", "subject"),
    ),
    "identifier": (
        _with(BAD_BSN, "data", "persoon", "bsn"),
        _with("9901990000000001", "data", "locatie", "adresseerbaarObject"),
        _with("0099 AB", "data", "locatie", "postcode"),
        _with({"sleutel": "x", "kvk": "1234567"}, "data", "organisatie"),
        _with({"sleutel": "x", "rsin": "123456789"}, "data", "organisatie"),
    ),
    "unknown_type": (
        _with("nl.registers.huwelijk-gesloten.v1", "type"),
        _with("nl.screening.oordeel-gegeven.v1", "type"),
        _with("nl.registers.bewoning-begonnen.v9", "type"),
    ),
    "purpose": (_with("bibob", "data", "doelbinding"), _with("nieuwsgierigheid", "data", "doelbinding")),
    "conflict": (
        _with("Met terugwerkende kracht anders.", "data", "toelichting"),
        _with("Nog eens anders.", "data", "toelichting"),
        _with("2018-01-01", "data", "gebeurtenisdatum"),
    ),
    "too_large": (_with("z" * 70_000, "data", "toelichting"),),
}
