"""Who a request is about: the records of one person in the stores, and candidates where only a name is known."""

from collections.abc import Iterator, Sequence

import msgspec

from agents.standing import Standing
from graph.claims import PERSON, record_id
from graph.identity.features import features
from graph.identity.matcher import Matcher
from graph.municipality import Municipality
from graph.rules import Rules
from streams.pseudonyms import Keys

__all__ = ["Candidate", "Subject", "Subjects"]

_LEAST = 0.01
"""Under it a record is nobody's candidate: a name that is common says less than that."""


class Subject(msgspec.Struct, frozen=True):
    """One person or organisation in one municipality: its entity and records, and those of them that were asked for."""

    gemeente: str
    entity: str
    records: tuple[str, ...]
    asked: tuple[str, ...]


class Candidate(msgspec.Struct, frozen=True):
    """A subject that may be the one asked for, and how probable that is."""

    subject: Subject
    probability: float
    why: list[str]


class Subjects:
    """Finds subjects; folds each municipality once, without evaluating rules."""

    def __init__(self, standing: Standing, rules: Rules, profile: str, gemeente: str | None = None) -> None:
        self._standing = standing
        self._rules = rules
        self._profile = profile
        self._towns: dict[str, Municipality] = {}
        self._wanted = [one for one in standing.municipalities() if gemeente in {None, one}]

    def towns(self) -> Iterator[Municipality]:
        """Give the municipalities that are looked in."""
        for gemeente in self._wanted:
            if gemeente not in self._towns:
                town = self._towns[gemeente] = self._standing.town(gemeente, self._rules, self._profile)
                town.fold(self._standing.statements(gemeente))
            yield self._towns[gemeente]

    def named(self, identifier: str) -> list[Subject]:
        """Give the subjects that a record id, a register number or a pseudonym names, by municipality."""
        found = {}
        for town in self.towns():
            for key in town.graph.named(identifier):
                subject = _subject(town, key, [record_id(key)])
                found[subject.gemeente, subject.entity] = subject
        return [found[name] for name in sorted(found)]

    def of_bsn(self, bsn: str, keys: Keys) -> list[Candidate]:
        """Give the subjects that carry this BSN's pseudonym; it was kept nowhere else."""
        found = []
        for town in self.towns():
            pseudonym = keys.pseudonym(town.gemeente, bsn)
            keyed = {town.graph.resolver.entity_of[key].id: key for key in town.graph.named(pseudonym)}
            found += [
                Candidate(_subject(town, key, []), 1.0, ["pseudoniem"]) for _, key in sorted(keyed.items())
            ]
        return found

    def of_name(self, name: str, born: str | None, most: int = 20) -> list[Candidate]:
        """Give those who may be a person of this name and birth date, the most probable first; O(records)."""
        asked = features(PERSON, [("naam", name), *([("geboortedatum", born)] if born is not None else [])])
        matcher = Matcher(self._rules.identity)
        found: list[Candidate] = []
        for town in self.towns():
            best: dict[str, Candidate] = {}
            for key, record in town.graph.resolver.records.items():
                if key[0] != PERSON:
                    continue
                score = matcher.score(asked, features(PERSON, record.pairs()))
                entity = town.graph.resolver.entity_of[key].id
                if score.probability >= max(_LEAST, best[entity].probability if entity in best else 0.0):
                    why = [one.field for one in score.why if one.agree]
                    best[entity] = Candidate(_subject(town, key, []), score.probability, why)
            found += best.values()
        return sorted(found, key=lambda one: (-one.probability, one.subject.entity))[:most]


def _subject(town: Municipality, key: str, asked: Sequence[str]) -> Subject:
    entity = town.graph.resolver.entity_of[key]
    return Subject(town.gemeente, entity.id, tuple(sorted(map(record_id, entity.records))), tuple(asked))
