"""The identity step on its own: one file of records, resolved whole, in memory.

The rows are read twice, to be compared and to be written, so that only what is compared of them is held. Keys, scores
and joining are those of the stream; how often names occur is counted over the file.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from sys import intern
from zlib import crc32

import polars as pl

from agents.candidates import Candidates, pairs, pairs_of, within
from graph.claims import ORGANISATION, PERSON
from graph.identity.adaptation import (
    DOOR_LIMIT,
    Pattern,
    adapted_to_firms,
    adapted_to_persons,
    door_keys,
    pattern,
    source_level,
)
from graph.identity.blocking import BLOCK_LIMIT, certain_keys, probable_keys
from graph.identity.clustering import Marks, cluster
from graph.identity.entity import Link, entity_id
from graph.identity.features import Features, features
from graph.identity.file_keys import file_keys
from graph.identity.frequencies import TermFrequencies
from graph.identity.matcher import Matcher, Score
from graph.identity.sources import SURE, Sources, learnt
from graph.identity.weights import Weights
from streams.records import RecordTable
from streams.records.output import Finding
from streams.records.reading import FileRecord, Reading
from streams.weights_file import load_weights

__all__ = ["CERTAIN", "JOINED", "Resolution", "resolve"]

JOINED = 0.9
"""Probability from which a link joins (architecture.md, "Identity that does not depend on order")."""

CERTAIN = "certain"
"""Why of a link that a register number makes."""

SINGLE, FIRST = "no other record", "first record"
"""Reasons of records that rest on no link."""

_ENGLISH = {
    "naam": "name", "geslachtsnaam": "name", "voornamen": "given names", "geboortedatum": "birth date", "adres": "address",
    "telefoon": "phone", "email": "email", "iban": "iban",
}  # fmt: skip

_NEARLY = 0.9999
"""The most that is told of a link that no register number makes."""

_ASKED = 2_000
"""Rows, roughly, whose pairs tell how the sources of a file list things."""

_WHOLE = 10_000_000
"""Bytes of a file up to which all its doors teach; of a larger one about as many."""

Told = Callable[[str, int, int], None]


@dataclass(slots=True)
class Resolution:
    """What was found about a file; rows are numbered from 0 in its order."""

    ids: list[str] = field(default_factory=list)
    features: list[Features] = field(default_factory=list)
    numbers: dict[int, frozenset[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    matchers: dict[str, Matcher] = field(default_factory=dict)
    paths: dict[int, tuple[str, tuple[Link, ...]]] = field(default_factory=dict)
    found: dict[int, Finding] = field(default_factory=dict)
    entities: int = 0
    pairs: int = 0

    def score(self, one: int, other: int) -> Score:
        """Compare two rows of one kind."""
        low, high = self.ordered(one, other)
        return self.matchers[self.features[one].kind].score(self.features[low], self.features[high])

    def ordered(self, one: int, other: int) -> tuple[int, int]:
        """Give two rows in the order of their ids, so that no comparison depends on the order of the file."""
        return (one, other) if self.ids[one] < self.ids[other] else (other, one)

    def findings(self) -> Iterator[Finding]:
        """Give what was found about each row, in the order of the file."""
        for row, record in enumerate(self.ids):
            yield self.found.get(row) or Finding(entity_id("", record), 1.0, SINGLE)


def resolve(table: RecordTable, told: Told, weights: Weights | None = None) -> Resolution:
    """Find which records of a file are one.

    The answer is a function of the set of records: their order in the file plays no part. Memory is some 2 kB a
    record; the time grows with the number of pairs under keys that at most `BLOCK_LIMIT` records carry.

    Raises
    ------
    Failure
        As `RecordTable.rows` and `Reading.records` say.
    """
    return _Job(table, told, weights or load_weights()).run()


class _Job:
    def __init__(self, table: RecordTable, told: Told, weights: Weights) -> None:
        self._table, self._told, self._weights = table, told, weights
        self._frequencies = TermFrequencies(weights)
        self._certain, self._probable, self._doors = Candidates(), Candidates(), Candidates()
        self._result = Resolution()
        self._first: dict[int, int] = {}
        self._alike: dict[int, list[int]] = {}
        self._records: dict[str, Counter[str]] = {PERSON: Counter(), ORGANISATION: Counter()}

    def run(self) -> Resolution:
        result = self._result
        self._read()
        self._frequencies.freeze()
        result.matchers = self._matchers()
        self._join([*self._certain_links(), *self._alike_links(), *self._probable_links()])
        return result

    def _read(self) -> None:
        result, size = self._result, self._table.size
        reading = Reading(self._table)
        for record in reading.records(lambda done: self._told("read", done, size)):
            self._take(len(result.ids), record)
        result.warnings = reading.warnings()

    def _take(self, row: int, record: FileRecord) -> None:
        made = features(record.kind, record.values)
        if record.source:
            made.source = intern(record.source)
            self._records[record.kind][made.source] += 1
        self._result.ids.append(record.id)
        self._result.features.append(made)
        self._frequencies.add(made)
        self._block(row, made)
        self._doors.add(row, (door for door in door_keys(made) if self._taught(door)))
        if numbers := certain_keys(record.kind, record.values):
            self._result.numbers[row] = frozenset(numbers)
            self._certain.add(row, numbers)

    def _block(self, row: int, made: Features) -> None:
        """Put a record under its keys, unless one was met that is compared alike: a firm with 400 equal rows is no hub."""
        seen = _compared(made)
        first = self._first.setdefault(hash(seen), row)
        if first == row or _compared(self._result.features[first]) != seen:
            self._probable.add(row, probable_keys(made) | file_keys(made))
        else:
            self._alike.setdefault(first, []).append(row)

    def _taught(self, door: str) -> bool:
        """Tell whether a door is among those that the weights are adapted by: all, or a share that its name decides."""
        return self._table.size < _WHOLE or not crc32(door.encode()) % (self._table.size // _WHOLE + 1)

    def _matchers(self) -> dict[str, Matcher]:
        """Make a matcher a kind; adapted to what stands at one door in this file."""
        made = self._result.features
        counts = Counter(one.kind for one in made)
        settings = {kind: self._weights.file(counts[kind]) for kind in (PERSON, ORGANISATION)}
        matchers = {
            kind: Matcher(self._weights, self._frequencies, setting) for kind, setting in settings.items()
        }
        self._sources = self._learn_sources(matchers)
        doors: dict[str, Counter[Pattern]] = {kind: Counter() for kind in matchers}
        for batch in pairs(self._doors.met().filter(pl.col("size") <= DOOR_LIMIT)):
            for one, other in starmap(self._result.ordered, batch):
                kind = made[one].kind
                levels = pattern(matchers[kind].at_door(made[one], made[other]))
                level = source_level(self._sources.get(kind), made[one], made[other])
                doors[kind][*levels, level] += 1
        return {
            kind: Matcher(
                adapt(self._weights, doors[kind], settings[kind].prior, self._sources.get(kind)),
                self._frequencies,
                settings[kind],
                self._sources.get(kind),
            )
            for kind, adapt in ((PERSON, adapted_to_persons), (ORGANISATION, adapted_to_firms))
        }

    def _learn_sources(self, matchers: dict[str, Matcher]) -> dict[str, Sources]:
        """Learn of each kind what its sources say, from a share of the rows that their ids decide."""
        told = {kind: records for kind, records in self._records.items() if len(records) > 1}
        if not told:
            return {}
        made, ids = self._result.features, self._result.ids
        share = len(made) // _ASKED + 1
        asked = {row for row, record in enumerate(ids) if not crc32(record.encode()) % share}
        sure: dict[str, Counter[tuple[str, str]]] = {kind: Counter() for kind in told}
        met = within(self._probable.met(again=True), BLOCK_LIMIT, len(made))
        for one, other in starmap(self._result.ordered, [*pairs_of(met, asked), *self._alike_pairs(asked)]):
            left, right = made[one], made[other]
            known = left.source and right.source and left.kind in told
            if known and matchers[left.kind].probability(left, right) >= SURE:
                sure[left.kind][left.source, right.source] += 1
        return {kind: learnt(records, sure[kind]) for kind, records in told.items()}

    def _alike_pairs(self, asked: set[int]) -> Iterator[tuple[int, int]]:
        """Give of each asked row that is compared alike with others its pair with the first of them."""
        for first, others in self._alike.items():
            yield from ((first, other) for other in others if other in asked)

    def _certain_links(self) -> Iterator[tuple[int, int, float]]:
        """Chain the rows under each register number: that says the same as all pairs."""
        numbers = self._result.numbers
        for _, rows in self._certain.met().sort("key", "row").group_by("key", maintain_order=True):
            for one, other in pairwise(rows["row"]):
                if not numbers[one].isdisjoint(numbers[other]):
                    yield one, other, 1.0

    def _alike_links(self) -> Iterator[tuple[int, int, float]]:
        """Join rows that are compared alike where that is enough to join them; else each meets others for itself."""
        ids, made = self._result.ids, self._result.features
        for first, others in self._alike.items():
            smallest = min((first, *others), key=ids.__getitem__)
            probability = self._result.matchers[made[first].kind].probability(made[first], made[first])
            for row in (first, *others):
                if row != smallest and probability >= JOINED:
                    yield smallest, row, probability
                elif row != first and probability < JOINED:
                    self._probable.add(row, probable_keys(made[row]) | file_keys(made[row]))

    def _probable_links(self) -> Iterator[tuple[int, int, float]]:
        made, numbers, nobody = self._result.features, self._result.numbers, frozenset[str]()
        probability = {kind: matcher.probability for kind, matcher in self._result.matchers.items()}
        met = within(self._probable.met(), BLOCK_LIMIT, len(made))
        total = int(met.select((pl.col("size") - 1).sum()).item() or 0) // 2
        for batch in pairs(met):
            for one, other in starmap(self._result.ordered, batch):
                scored = probability[made[one].kind](made[one], made[other])
                if scored >= JOINED and numbers.get(one, nobody).isdisjoint(numbers.get(other, nobody)):
                    yield one, other, scored
            self._result.pairs += len(batch)
            self._told("compare", self._result.pairs, total)
        self._told("compare", total, total)

    def _join(self, links: list[tuple[int, int, float]]) -> None:
        components = _Components(len(self._result.ids))
        for one, other, _ in links:
            components.join(one, other)
        grouped: dict[int, list[tuple[int, int, float]]] = {}
        for link in links:
            grouped.setdefault(components.root(link[0]), []).append(link)
        self._result.entities = len(self._result.ids)
        for together in grouped.values():
            self._cluster(together)

    def _cluster(self, links: list[tuple[int, int, float]]) -> None:
        ids = self._result.ids
        rows = {ids[row]: row for one, other, _ in links for row in (one, other)}
        named = [self._link(*link) for link in links]
        for members, tree in cluster(rows.keys(), named, (), self._marks(rows)):
            if len(members) > 1:
                self._result.entities -= len(members) - 1
                self._settle(members, tree, rows)

    def _link(self, one: int, other: int, probability: float) -> Link:
        low, high = sorted((self._result.ids[one], self._result.ids[other]))
        return Link(low, high, probability, CERTAIN if self._share(one, other) else "")

    def _share(self, one: int, other: int) -> bool:
        numbers = self._result.numbers
        return one in numbers and other in numbers and not numbers[one].isdisjoint(numbers[other])

    def _marks(self, rows: dict[str, int]) -> Marks:
        made = self._result.features
        marks: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
        for record, row in rows.items():
            found = list(made[row].numbers.items())
            source, sources = made[row].source, self._sources.get(made[row].kind)
            if sources is not None and source in sources.once:
                # Of a source that lists each thing once, each record contradicts the others.
                found.append((f"bron {source}", frozenset((record,))))
            if found:
                marks[record] = tuple(found)
        return marks

    def _settle(self, members: tuple[str, ...], tree: tuple[Link, ...], rows: dict[str, int]) -> None:
        """Walk from the smallest record outward; each record keeps the weakest link it came over."""
        entity = entity_id("", members[0])
        for member in members:
            self._result.paths[rows[member]] = (members[0], tree)
        self._result.found[rows[members[0]]] = Finding(entity, 1.0, FIRST)
        near: dict[str, list[tuple[str, Link]]] = {}
        for link in tree:
            near.setdefault(link.a, []).append((link.b, link))
            near.setdefault(link.b, []).append((link.a, link))
        walk: list[tuple[str, Link | None]] = [(members[0], None)]
        seen = {members[0]}
        while walk:
            record, weakest = walk.pop()
            for other, link in near[record]:
                if other not in seen:
                    seen.add(other)
                    weaker = link if weakest is None or link.probability < weakest.probability else weakest
                    self._result.found[rows[other]] = Finding(
                        entity, _told(weaker), self._reason(weaker, rows)
                    )
                    walk.append((other, weaker))

    def _reason(self, link: Link, rows: dict[str, int]) -> str:
        """Name the fields that speak for a link, the strongest first."""
        one, other = rows[link.a], rows[link.b]
        if link.why == CERTAIN:
            shared = self._result.numbers[one] & self._result.numbers[other]
            return ", ".join(sorted({key[1:].partition(":")[0] for key in shared}))
        score = self._result.score(one, other)
        ordered = sorted(
            (evidence for evidence in score.why if evidence.agree), key=lambda evidence: -evidence.weight
        )
        names = dict.fromkeys(_ENGLISH[evidence.field] for evidence in ordered if evidence.field in _ENGLISH)
        return ", ".join(names)


def _compared(made: Features) -> tuple[object, ...]:
    """Give what a comparison reads of a record."""
    names = tuple((one.ordered, one.joined, one.owner) for one in made.organisations)
    numbers = tuple(sorted((field, tuple(sorted(values))) for field, values in made.numbers.items()))
    contacts = (made.phones, made.emails, made.ibans)
    return (made.kind, made.source, made.persons, names, made.dates, made.addresses, contacts, numbers)


def _told(link: Link) -> float:
    """Give a probability that is 1 in four decimals for certain links alone."""
    return link.probability if link.why == CERTAIN else min(link.probability, _NEARLY)


class _Components:
    """Union-find over rows."""

    def __init__(self, count: int) -> None:
        self._root = list(range(count))

    def root(self, row: int) -> int:
        root = self._root
        while root[row] != row:
            root[row] = root[root[row]]
            row = root[row]
        return row

    def join(self, one: int, other: int) -> None:
        self._root[self.root(one)] = self.root(other)
