"""The yardstick log: one seeded stream of events on so many entities, against which everything is measured.

    python benchmarks/yardstick.py --entities 100000 -o yardstick.ndjson

Life goes on in it from the first line to the last: households come to live somewhere, firms are founded, and meanwhile permits,
subsidies, inspections, moves, leases, loans, signals, corrections and retractions concern who is there already, those of old
more often than newcomers. Every person, firm and place is a function of its number, so the log is written as a stream, with the
same small memory at any size. It is written in order of `time`; all of it lies in one municipality, the hardest case.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from demo.chance import Random, chance
from demo.facts import inspections, permits, register, signals, subsidies
from demo.firms import TRADES, Firm
from demo.log import Data, Log, Told
from demo.names import ADJECTIVES, ENDS, GIVEN, NOUNS, PREFIXES, STEMS
from demo.people import Person
from demo.places import HOME, HORECA, OFFICE, SHOP, WORKS, Place
from demo.sources import Source

__all__ = ["Tally", "Yardstick", "main"]

START = datetime(2019, 1, 1, 8, tzinfo=UTC)
PACE = 3 * 365 * 86_400
# Seconds that the log covers, whatever its size: a larger log is a larger town, not a longer time.
EVENTS_AN_ENTITY = 3.2
# What the mix below comes to; only the pace of `time` rests on it.
STORIES = {
    "household": 18, "firm": 8, "inspection": 20, "permit": 12, "subsidy": 10, "signal": 14, "move": 8,
    "lease": 3, "loan": 1, "closure": 0.2, "correction": 1, "retraction": 0.5, "duplicate": 0.5,
}  # fmt: skip
# Stories told, as shares; a household is two residents on average, a firm some seven events.
LANDLORD_EVERY = 40
# One firm in so many lets to others: so there are landlords of every size, hubs among them.
APART = (0.0047, 0.0028)
# Degrees between streets, some 310 metres each way: 600 addresses a square kilometre, at any size.
STREET, LETTERS = 60, 18
# Houses in a street; letters of a postcode without those that no postcode has.


@dataclass(slots=True)
class Tally:
    """What is in the log."""

    entities: int = 0
    events: int = 0
    size: int = 0
    mentions: int = 0
    first: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    _seen: set[int] = field(default_factory=set)

    def count(self, body: bytes, told: Told) -> None:
        """Count an event, its mentions of records, and which of these were never mentioned before."""
        self.events += 1
        self.size += len(body) + 1
        self.topics[told.source.domain] += 1
        for record in _mentions(told.source, told.data):
            self.mentions += 1
            if (key := hash(record)) not in self._seen:
                self._seen.add(key)
                self.first += 1

    def lines(self) -> Iterator[str]:
        """Yield what to print."""
        yield f"{self.entities:,} entities, {self.events:,} events, {self.size / self.events:,.0f} bytes an event"
        share = self.first / self.mentions
        yield f"{self.mentions / self.events:.2f} mentions of records an event, {share:.1%} of them first seen"
        yield "  ".join(f"{topic} {count / self.events:.1%}" for topic, count in sorted(self.topics.items()))


class Yardstick(Log):
    """A log that is handed on line by line as it is told, and forgets what it told long ago."""

    def __init__(self, seed: int, entities: int) -> None:
        super().__init__(seed)
        self.told = deque(maxlen=500)
        self.tally = Tally()
        self._entities = entities
        self._seed = seed
        self._chance: Random = chance(seed, "yardstick")
        self._lines: list[bytes] = []
        self._now = START
        self._step = PACE / (entities * EVENTS_AN_ENTITY)
        self._people, self._firms, self._places = 0, 0, 0

    def events(self) -> Iterator[bytes]:
        """Yield the lines, without line ends, until there are so many entities."""
        stories: dict[str, Callable[[], None]] = {name: getattr(self, f"_{name}") for name in STORIES}
        names, shares = list(STORIES), list(STORIES.values())
        for _ in range(3):
            self._household()
            self._firm()
        while self._people + self._firms + self._places < self._entities:
            for name in self._chance.choices(names, shares, k=200):
                stories[name]()
            yield from self._lines
            self._lines.clear()
        self.tally.entities = self._people + self._firms + self._places

    def put(self, body: bytes | Data, arrived: datetime) -> None:
        """Hand a line on."""
        del arrived
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        self._lines.append(raw)
        self.tally.count(raw, self.told[-1])

    def _logged(self, day: date) -> datetime:
        """Let time go on; a fact is logged now, whenever it was."""
        del day
        self._now += timedelta(seconds=self._step * 2 * self._chance.random())
        return self._now

    def _office(self, day: date) -> datetime:
        """Let time go on for corrections and retractions too."""
        return self._logged(day)

    # Who and what there is: each a function of its number.

    def _mix(self, number: int, salt: int) -> int:
        """Return a number that looks like chance, the same for the same town and number (Knuth's multiplicative hash)."""
        mixed = (number * 2_654_435_761 + salt * 40_503 + self._seed * 97) & 0xFFFFFFFF
        return (mixed ^ (mixed >> 15)) * 2_246_822_519 & 0xFFFFFFFF

    def place_of(self, number: int) -> Place:
        """Give the address of a number."""
        street, house = divmod(number, STREET)
        district, letters = divmod(street, LETTERS * LETTERS)
        first, second = divmod(letters, LETTERS)
        use = (HOME, HOME, HOME, SHOP, HORECA, WORKS, OFFICE)[self._mix(number, 1) % 7]
        east, north = _unfolded(street)
        point = (round(4 + east * APART[0] + house * 0.00004, 6), round(53.4 + north * APART[1], 6))
        return Place(
            number,
            f"{STEMS[street % 40]}{ENDS[street // 40 % 15]}straat {street}",
            house + 1,
            f"{8900 + district}{chr(65 + first)}{chr(65 + second)}",
            use,
            50 + self._mix(number, 2) % 400,
            f"Wijk {street // 100}",
            point,
        )

    def person_of(self, number: int) -> Person:
        """Give the person of a number."""
        mixed = self._mix(number, 3)
        born = date(1935 + mixed % 68, 1 + mixed // 68 % 12, 1 + mixed // 816 % 28)
        surname = STEMS[mixed // 97 % 40] + ENDS[mixed // 3_881 % 15]
        given = f"{GIVEN[mixed // 7 % 100]} {GIVEN[number % 100]}"
        return Person(
            number, given, PREFIXES[mixed // 11 % 11], surname, born, None, self.place_of(number // 2)
        )

    def firm_of(self, number: int) -> Firm:
        """Give the firm of a number."""
        mixed = self._mix(number, 4)
        form = ("bv", "bv", "eenmanszaak", "stichting")[mixed % 4]
        trade = TRADES[
            ("cafe", "restaurant", "kapper", "winkel", "garage", "opslag", "kantoor")[mixed // 4 % 7]
        ]
        name = f"{trade.word} {ADJECTIVES[mixed // 28 % 40]} {NOUNS[mixed // 1_120 % 60]} {number}"
        place = self.place_of(mixed % (number * 2 + 1))
        return Firm(number, name, form, trade, place, None if form == "eenmanszaak" else _rsin(number))

    def _old(self, count: int) -> int:
        """Pick a number that exists, a low one more often."""
        return int(count * self._chance.random() ** 1.25)

    def _known_firm(self) -> Firm:
        return self.firm_of(self._old(self._firms))

    def _leader(self, firm: Firm) -> Person:
        """Return who leads a firm: one in eight leads the firm before it too."""
        own = firm.number if firm.number % 8 else max(0, firm.number - 1)
        return self.person_of(self._mix(own, 5) % (own * 3 + 2))

    def _today(self) -> date:
        return self._now.date()

    # Stories.

    def _household(self) -> None:
        place = self.place_of(self._places)
        self._places += 1
        for _ in range(self._chance.choice((1, 2, 2, 3))):
            register.move_in(self, self.person_of(self._people), place, self._today())
            self._people += 1

    def _firm(self) -> None:
        firm = self.firm_of(self._firms)
        self._firms += 1
        leader = self._leader(firm)
        holders = [(leader, 100.0)] if firm.form == "bv" else []
        register.found(self, firm, self._today(), [leader], holders)
        if firm.number > LANDLORD_EVERY:
            register.lease(self, firm, self._landlord(), firm.place, self._today(), 90 * firm.place.area)
        self._permit_of(firm)

    def _landlord(self) -> Firm:
        return self.firm_of(self._old(self._firms // LANDLORD_EVERY + 1) * LANDLORD_EVERY)

    def _permit(self) -> None:
        self._permit_of(self._known_firm())

    def _permit_of(self, firm: Firm) -> None:
        kind = self._chance.choice(("alcoholwet", "apv_2_41b", "omgeving_bouw"))
        roles = [permits.Role("leidinggevende", self._leader(firm))]
        case = permits.apply(self, kind, firm, firm.place, self._today(), roles)
        outcome = "refused" if self._chance.random() < 0.02 else "granted"
        permits.decide(self, case, outcome, self._today())

    def _inspection(self) -> None:
        firm = self._known_firm()
        if self._chance.random() < 0.1:
            what = inspections.finding("administratie")
            visit = inspections.inspect(self, firm.place, firm, self._today(), "overtreding", what)
            if self._chance.random() < 0.4:
                inspections.fine(self, visit, self._today(), 1_000)
        else:
            inspections.inspect(self, firm.place, firm, self._today())

    def _closure(self) -> None:
        firm = self._known_firm()
        visit = inspections.inspect(self, firm.place, firm, self._today(), "ernstige_overtreding")
        inspections.close(self, visit, self._today(), self._today() + timedelta(days=90))

    def _subsidy(self) -> None:
        firm = self._known_firm()
        scheme = sorted(subsidies.SCHEMES)[
            (firm.number + (self._chance.random() < 0.2)) % len(subsidies.SCHEMES)
        ]
        amount = f"{100 * self._chance.randint(5, 400)}.00"
        grant = subsidies.ask(self, scheme, firm, firm.place, self._today(), amount)
        subsidies.give(self, grant, self._today())
        subsidies.pay(self, grant, self._today())

    def _signal(self) -> None:
        place = self.place_of(self._old(self._places))
        signals.report(self, place, self._today(), "overlast", "bewoner", "C")

    def _move(self) -> None:
        who = self.person_of(self._old(self._people))
        register.move_in(self, who, self.place_of(self._old(self._places)), self._today())

    def _lease(self) -> None:
        firm = self._known_firm()
        register.lease(self, firm, self._landlord(), firm.place, self._today(), 95 * firm.place.area)

    def _loan(self) -> None:
        register.lend(self, self._known_firm(), self._landlord(), 25_000, self._today(), "bank")

    def _correction(self) -> None:
        named = self._chance.choice(self.told)
        if not named.type.endswith("gebeurtenis-herroepen.v1"):
            self.correct(named, self._today(), toelichting="Verbeterd.")

    def _retraction(self) -> None:
        self.retract(self._chance.choice(self.told), self._today())

    def _duplicate(self) -> None:
        if self._lines:
            self.put(self._lines[-1], self._now)


def _unfolded(number: int) -> tuple[int, int]:
    """Lay numbers out on a plane along a Morton curve: so many first ones always fill a block about as wide as high."""
    east = north = 0
    for bit in range(12):
        east |= (number >> 2 * bit & 1) << bit
        north |= (number >> 2 * bit + 1 & 1) << bit
    return east, north


def _rsin(number: int) -> str | None:
    """Return a number that passes the elfproef, but for one in eleven that cannot."""
    first = 80_000_000 + number
    check = (
        sum(int(digit) * weight for digit, weight in zip(str(first), (9, 8, 7, 6, 5, 4, 3, 2), strict=True))
        % 11
    )
    return None if check == 10 else f"{first}{check}"


def _mentions(source: Source, data: dict[str, Any]) -> Iterator[str]:
    """Yield the records that an event mentions: parties, and its place by object or else by address."""
    for holder in (data, *data.get("betrokkenen", ())):
        for kind in ("persoon", "organisatie"):
            if kind in holder:
                yield f"{source.short}#{holder[kind]['sleutel']}"
    if place := data.get("locatie"):
        yield place.get("adresseerbaarObject") or f"{place['postcode']}|{place['huisnummer']}"


def main() -> None:
    """Write a yardstick log, or only count it, and print what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entities", type=int, default=10_000, help="10000, 100000 or 1000000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "-o", "--output", type=Path, help="where to write; without it the log is only counted"
    )
    chosen = parser.parse_args()
    begun = time.monotonic()
    yardstick = Yardstick(chosen.seed, chosen.entities)
    if chosen.output is None:
        for _ in yardstick.events():
            pass
    else:
        with chosen.output.open("wb") as file:
            file.writelines(line + b"\n" for line in yardstick.events())
    for line in yardstick.tally.lines():
        print(line)
    print(f"written in {time.monotonic() - begun:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
