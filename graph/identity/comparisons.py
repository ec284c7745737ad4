"""Which records are compared with which, and how far they agree: a function of the set of records, kept current.

Two records are compared where they meet under a probable key that counts (`blocking`). What was compared is not compared
again until one of the two changes, or a key begins or stops to count. What is certain is not scored.
"""

from collections.abc import Iterator
from itertools import combinations

from graph.identity.blocking import BLOCK_LIMIT, probable_keys
from graph.identity.features import Features
from graph.identity.matcher import Matcher

__all__ = ["DOUBT", "JOINING", "Comparisons"]

JOINING = 0.9
"""Probability from which a link joins (rules.md section 4)."""

DOUBT = 0.5
"""Probability from which a pair that is not joined is worth a look; what is less is not kept."""

_NO_EDGES: dict[str, float] = {}


class Comparisons:
    """Features of records by key, the blocks they stand in, and the probabilities of at least `DOUBT`."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.features: dict[str, Features] = {}
        self._edges: dict[str, dict[str, float]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[str, str | set[str]] = {}
        """One record, or the set of several: most keys are carried by one record alone."""
        self._flooded: set[str] = set()
        """Keys that more records carry than count."""
        self.doubtful = 0
        """Pairs of at least `DOUBT` that do not join."""

    def edges(self, record: str) -> dict[str, float]:
        """Give the records that this one may be, and how probable it is."""
        return self._edges.get(record, _NO_EDGES)

    def renew(self, changed: dict[str, Features | None]) -> set[str]:
        """Take in records that are new, changed, or gone (None); give all whose joining links may differ by it."""
        moved: set[str] = set()
        touched: set[str] = set()
        for record, features in changed.items():
            self._cut(record, moved)
            touched |= self._place(record, features)
        opened = self._flood(touched, moved)
        compared: set[tuple[str, str]] = set()
        bars, known = self.matcher.contradiction, self.features
        for record, features in changed.items():
            if features is not None:
                for other in self._met(self._keys[record], record):
                    # Most that meet are told apart at once; what bars a link spares the comparing.
                    if (other not in changed or record < other) and bars(features, known[other]) is None:
                        self._compare(record, other, moved)
        for key in opened:
            for one, other in combinations(sorted(self._members(key)), 2):
                if one not in changed and other not in changed and (one, other) not in compared:
                    compared.add((one, other))
                    if other not in self.edges(one):
                        self._compare(one, other, moved)
        return moved

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give every pair that is compared, each once, in order; cost O(pairs)."""
        for record, left in sorted(self.features.items()):
            for other in sorted(self._met(self._keys[record], record)):
                if record < other and left.certain.isdisjoint(self.features[other].certain):
                    yield record, other

    def doubts(self) -> Iterator[tuple[str, str, float]]:
        """Give the pairs that may be one and are not joined for it, each once."""
        for one, edges in self._edges.items():
            for other, probability in edges.items():
                if one < other and probability < JOINING:
                    yield one, other, probability

    def _place(self, record: str, features: Features | None) -> set[str]:
        """Put a record into its blocks; give the keys under which somebody came or went."""
        before = set(self._keys.pop(record, ()))
        now: set[str] = set()
        if features is None:
            self.features.pop(record, None)
        else:
            self.features[record] = features
            now = probable_keys(features)
            self._keys[record] = tuple(now)
        blocks = self._blocks
        for key in now - before if before else now:
            members = blocks.setdefault(key, record)
            if members is record:
                continue
            if isinstance(members, set):
                members.add(record)
            else:
                blocks[key] = {members, record}
        for key in before - now:
            members = blocks[key]
            if not isinstance(members, set):
                del blocks[key]
                continue
            members.discard(record)
            if len(members) == 1:
                blocks[key] = next(iter(members))
        return before ^ now if before else now

    def _members(self, key: str) -> set[str]:
        members = self._blocks.get(key)
        if isinstance(members, set):
            return members
        return set() if members is None else {members}

    def _flood(self, touched: set[str], moved: set[str]) -> list[str]:
        """Take back what keys alone gave that stopped counting; give those that count again."""
        opened: list[str] = []
        for key in touched:
            members = self._blocks.get(key)
            floods = isinstance(members, set) and len(members) > BLOCK_LIMIT
            if floods and key not in self._flooded:
                self._flooded.add(key)
                self._take_back(key, moved)
            elif not floods and key in self._flooded:
                self._flooded.discard(key)
                opened.append(key)
        return opened

    def _take_back(self, key: str, moved: set[str]) -> None:
        members = self._members(key)
        for one in members:
            for other in [other for other in self.edges(one) if other in members]:
                shared = set(self._keys[one]).intersection(self._keys[other])
                if one < other and not any(len(self._members(each)) <= BLOCK_LIMIT for each in shared):
                    self._unlink(one, other, moved)

    def _met(self, keys: tuple[str, ...], record: str) -> set[str]:
        found: set[str] = set()
        for key in keys:
            members = self._blocks[key]
            if isinstance(members, set) and len(members) <= BLOCK_LIMIT:
                found |= members
        found.discard(record)
        return found

    def _compare(self, one: str, other: str, moved: set[str]) -> None:
        left, right = self.features[one], self.features[other]
        if left.certain and right.certain and not left.certain.isdisjoint(right.certain):
            return
        probability = self.matcher.probability_if_likely(left, right)
        if probability >= DOUBT:
            self._edges.setdefault(one, {})[other] = probability
            self._edges.setdefault(other, {})[one] = probability
            if probability >= JOINING:
                moved.add(one)
                moved.add(other)
            else:
                self.doubtful += 1

    def _unlink(self, one: str, other: str, moved: set[str]) -> None:
        probability = self._edges[one].pop(other)
        del self._edges[other][one]
        if probability >= JOINING:
            moved.add(one)
            moved.add(other)
        else:
            self.doubtful -= 1

    def _cut(self, record: str, moved: set[str]) -> None:
        for other in tuple(self.edges(record)):
            self._unlink(record, other, moved)
        self._edges.pop(record, None)
