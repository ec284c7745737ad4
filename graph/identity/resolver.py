"""Which records are one entity: a function of the set of standing mentions and judgements, in no order.

Within a component of links the links are gone through as human "same", certain, probability descending, then the
pair of record ids; two records are joined unless two that were judged different would meet (architecture.md,
"Identity that does not depend on order"). Only components that a change touched are done again.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from graph.claims import ORGANISATION, PERSON, PLACE, Decision, Mention, Ref, record_id
from graph.identity.alarms import DIFFERENT_YET_CERTAIN, Alarm, alarms_of
from graph.identity.birth_dates import swapped
from graph.identity.blocking import ADDRESS, BLOCKING, CERTAIN, COMPARED, SHARED, block_keys
from graph.identity.clustering import Marks, cluster
from graph.identity.comparisons import JOINING, Comparisons
from graph.identity.entity import Entity, Link
from graph.identity.features import Features, features
from graph.identity.judgement import DIFFERENT, SAME, Judgements, moment
from graph.identity.matcher import Matcher, Score
from graph.identity.record import Record, Values

__all__ = ["Resolver"]

_REGISTER_NUMBERS = ("kvk:", "rsin:")
"""Identifiers that are record ids of their own in what we publish."""

_FULL = 8
"""Digits of a birth date known to the day."""


class Resolver:
    """Records, their blocks, and the entities they make up within one municipality."""

    def __init__(self, gemeente: str, matcher: Matcher) -> None:
        self.gemeente = gemeente
        self.records: dict[str, Record] = {}
        self.blocks: dict[str, set[str]] = {}
        self.entity_of: dict[str, Entity] = {}
        self.judgements = Judgements()
        self.comparisons = Comparisons(matcher)
        self._dirty: set[str] = set()
        self._changed: set[str] = set()

    def observe(self, mention: Mention, ref: Ref) -> bool:
        """Let a mention of a record stand; True where a reading of the record may differ by it."""
        record = self.records.get(mention.record)
        if record is None:
            record = self.records[mention.record] = Record(mention.record)
            self._dirty.add(record.key)
            record.observe(mention.values, ref)
            self._changed.add(record.key)
            self._reblock(record)
            return True
        settled = record.is_settled(mention.values, ref) if mention.values in record.groups else False
        before = self._last_said(record, mention.values) if settled else None
        fields = record.observe(mention.values, ref)
        if fields and not fields.isdisjoint(COMPARED):
            self._look_again(record, fields)
        return not settled or (before is not None and before != self._last_said(record, mention.values))

    def forget(self, mention: Mention, ref: Ref) -> bool:
        """Take a mention back; a record that nobody mentions any more is gone. True as in `observe`."""
        record = self.records[mention.record]
        before = self._last_said(record, mention.values)
        fields = record.forget(mention.values, ref)
        if not record.groups:
            # Some blocks follow from the key alone, so a record without values stands in them too.
            for key in record.blocks:
                self._leave(key, record.key)
            self._dirty.add(record.key)
            self._changed.add(record.key)
            del self.records[record.key]
        elif not fields.isdisjoint(COMPARED):
            self._look_again(record, fields)
        if fields or len(record.groups) > 1:
            return True
        return before is not None and before != self._last_said(record, mention.values)

    def _last_said(self, record: Record, values: Values) -> list[str] | None:
        """Give the last value that any record of an entity has of these fields; None where there is but one record.

        A repeated mention changes no reading of its own record, but may make it the last to speak.
        """
        entity = self.entity_of.get(record.key)
        if entity is None or len(entity.records) == 1:
            return None
        every = [known for key in entity.records if (known := self.records.get(key)) is not None]
        said = []
        for field, _ in values:
            if len({value for known in every for value in known.values(field)}) > 1:
                claims = (claim for known in every if (claim := known.latest(field)) is not None)
                said.append(max(claims)[2])
        return said

    def judge(self, decision: Decision, *, stands: bool) -> None:
        """Let a judgement on a pair of records stand, or take it back."""
        (self.judgements.add if stands else self.judgements.remove)(decision)
        for identifier in decision.records:
            self._dirty.update(self._resolve(identifier))

    def settle(self) -> tuple[list[Entity], list[Entity]]:
        """Do the touched components again; give the entities that are gone and those that are new."""
        if self._changed:
            changed = {record: self._features(record) for record in self._changed if record[0] != PLACE}
            self._dirty |= self.comparisons.renew(changed)
            self._changed.clear()
        if not self._dirty:
            return [], []
        seeds = self._dirty
        self._dirty = set()
        before: dict[str, Entity] = {}
        for record in seeds:
            if entity := self.entity_of.get(record):
                before[entity.key] = entity
        scope = {record for entity in before.values() for record in entity.records} | seeds
        after: list[Entity] = []
        done: set[str] = set()
        for seed in scope:
            if seed in done or seed not in self.records:
                continue
            component = self._component(seed)
            done |= component
            for record in component:
                if entity := self.entity_of.get(record):
                    before[entity.key] = entity
            after.extend(self._cluster(component))
        return self._replace(before, after)

    def _replace(self, before: dict[str, Entity], after: list[Entity]) -> tuple[list[Entity], list[Entity]]:
        kept = {entity.key for entity in after if before.get(entity.key) is entity}
        gone = [entity for key, entity in before.items() if key not in kept]
        born = [entity for entity in after if entity.key not in kept]
        for entity in gone:
            for record in entity.records:
                del self.entity_of[record]
        for entity in born:
            for record in entity.records:
                self.entity_of[record] = entity
        return gone, born

    def _features(self, key: str) -> Features | None:
        record = self.records.get(key)
        return None if record is None else features(key[0], record.pairs())

    def _look_again(self, record: Record, fields: set[str]) -> None:
        self._changed.add(record.key)
        if not fields.isdisjoint(BLOCKING):
            self._reblock(record)

    def _reblock(self, record: Record) -> None:
        keys = block_keys(record)
        if keys == record.blocks:
            return
        for key in record.blocks - keys:
            self._leave(key, record.key)
        for key in keys - record.blocks:
            members = self.blocks.setdefault(key, set())
            if key[0] == ADDRESS:
                # A second BAG object under one address unlinks that address from the first.
                self._dirty |= members
            members.add(record.key)
        record.blocks = keys
        self._dirty.add(record.key)

    def _leave(self, key: str, record: str) -> None:
        members = self.blocks[key]
        members.discard(record)
        if not members:
            del self.blocks[key]
        elif key[0] != SHARED:
            # Whoever met this record here may have been held together by it; the ids may move to another.
            self._dirty |= members

    def _resolve(self, identifier: str) -> Iterator[str]:
        """Give the records that a judged id stands for: a register number stands for the smallest that carries it."""
        if identifier.startswith(_REGISTER_NUMBERS):
            carriers = self.blocks.get(CERTAIN + identifier)
            if carriers:
                yield min(carriers)
            return
        for kind in (PERSON, ORGANISATION, PLACE):
            if kind + identifier in self.records:
                yield kind + identifier

    def last_judged(self, one: str, other: str) -> Decision | None:
        """Give the judgement that counts on two record keys, under whichever of their ids it was made."""
        return self._last_judged(one).get(other) if self.judgements else None

    def _judged(self, record: str) -> dict[str, str | None]:
        """Give what people last judged of this record and others; None where they are unsure."""
        return {
            other: decision.oordeel if decision.oordeel in {SAME, DIFFERENT} else None
            for other, decision in self._last_judged(record).items()
            if other != record and other[0] == record[0]
        }

    def _last_judged(self, record: str) -> dict[str, Decision]:
        """Give the judgement that counts on this record and each other.

        One pair may be judged under several ids, of its records and of the numbers that these carry: the last counts.
        """
        found: dict[str, Decision] = {}
        numbers = (key[1:] for key in self.records[record].blocks if key[1:].startswith(_REGISTER_NUMBERS))
        for identifier in (record_id(record), *numbers):
            for other_id, decision in self.judgements.partners(identifier):
                if record not in self._resolve(identifier):
                    continue
                for other in self._resolve(other_id):
                    known = found.get(other)
                    if known is None or moment(known) < moment(decision):
                        found[other] = decision
        return found

    def _component(self, seed: str) -> set[str]:
        found = {seed}
        stack = [seed]
        seen: set[str] = set()
        while stack:
            record = stack.pop()
            fresh: set[str] = set()
            for key in self.records[record].blocks:
                if key[0] != SHARED and key not in seen:
                    seen.add(key)
                    fresh |= self._certain_under(key)
            for other, probability in self.comparisons.edges(record).items():
                if probability >= JOINING:
                    fresh.add(other)
            if self.judgements:
                fresh.update(other for other, verdict in self._judged(record).items() if verdict == SAME)
            fresh -= found
            found |= fresh
            stack.extend(fresh)
        return found

    def _certain_under(self, key: str) -> set[str]:
        members = self.blocks[key]
        return _same_place(members) if key[0] == ADDRESS else members

    def _cluster(self, component: set[str]) -> list[Entity]:
        if len(component) == 1:
            return [self._entity(tuple(component), ())]
        judged = self._judged_pairs(component) if self.judgements else {}
        apart = {pair for pair, verdict in judged.items() if verdict == DIFFERENT}
        links = [Link(*pair, 1.0, "human") for pair, verdict in judged.items() if verdict == SAME]
        links += [Link(*pair, 1.0, "certain") for pair in self._certain_pairs(component, every=bool(apart))]
        links += self._probable_links(component)
        marks = self._marks(component) if len(component) > 2 else {}
        return [self._entity(records, tree) for records, tree in cluster(component, links, apart, marks)]

    def _probable_links(self, component: set[str]) -> list[Link]:
        return [
            Link(record, other, probability, "probable")
            for record in component
            for other, probability in self.comparisons.edges(record).items()
            if record < other and probability >= JOINING
        ]

    def _marks(self, component: set[str]) -> Marks:
        """Give what two records of one entity must not contradict each other in: register numbers, full birth dates."""
        marks: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
        typed = self.comparisons.matcher.setting.typed_dates
        for record in component:
            known = self.comparisons.features.get(record)
            if known is None:
                continue
            found = list(known.numbers.items())
            dates = {date for date in known.dates if len(date) == _FULL}
            if dates and not typed:
                found.append(("geboortedatum", frozenset(dates | set(map(swapped, dates)))))
            marks[record] = tuple(found)
        return marks

    def _judged_pairs(self, component: set[str]) -> dict[tuple[str, str], str]:
        return {
            (record, other): verdict
            for record in component
            for other, verdict in self._judged(record).items()
            if record < other and other in component and verdict is not None
        }

    def _certain_pairs(self, component: set[str], *, every: bool) -> list[tuple[str, str]]:
        """Give the certain links; a chain under each key says the same as all pairs, unless somebody bars one."""
        pairs: set[tuple[str, str]] = set()
        for key in {key for record in component for key in self.records[record].blocks}:
            if key[0] == CERTAIN:
                members = sorted(self.blocks[key])
            elif key[0] == ADDRESS:
                members = sorted(_same_place(self.blocks[key]))
            else:
                continue
            if every:
                pairs.update(combinations(members, 2))
            else:
                pairs.update(pairwise(members))
        return sorted(pairs)

    def _entity(self, records: tuple[str, ...], tree: tuple[Link, ...]) -> Entity:
        ids = {record_id(record) for record in records}
        for record in records:
            for key in self.records[record].blocks:
                # A number that two entities carry (a human said they differ) belongs to its smallest record.
                if key[1:].startswith(_REGISTER_NUMBERS) and min(self.blocks[key]) in records:
                    ids.add(key[1:])
        ordered = tuple(sorted(ids))
        known = self.entity_of.get(records[0])
        if known is not None and known.is_made_of(records, ordered, tree):
            return known
        return Entity(self.gemeente, records, ordered, tree)

    def alarms(self, entities: Iterable[Entity] | None = None) -> list[Alarm]:
        """Give what contradicts itself or what people judged, in order: among these entities, or among all."""
        among = set(self.entity_of.values()) if entities is None else set(entities)
        found = {alarm for entity in among if len(entity.records) > 1 for alarm in self._alarms_of(entity)}
        if self.judgements:
            found.update(alarm for entity in among for alarm in self._overruled(entity))
        return sorted(found)

    def _alarms_of(self, entity: Entity) -> Iterator[Alarm]:
        known = self.comparisons.features
        return alarms_of(
            entity,
            [self.records[record] for record in entity.records],
            [known[record] for record in entity.records if record in known],
        )

    def _overruled(self, entity: Entity) -> Iterator[Alarm]:
        """Give the certain links of an entity's records that a human "different" bars."""
        for one in entity.records:
            for other, verdict in self._judged(one).items():
                if verdict != DIFFERENT:
                    continue
                keys = self.records[one].blocks & self.records[other].blocks
                values = tuple(sorted(key[1:] for key in keys if key[0] == CERTAIN))
                if values:
                    first, second = sorted((one, other))
                    ids = (record_id(first), record_id(second))
                    yield Alarm(self.entity_of[first].id, DIFFERENT_YET_CERTAIN, values, ids)

    def doubts(self) -> Iterator[tuple[str, str, float]]:
        """Give the pairs of record keys that may be one, that nothing joined, and that nobody decided.

        Of two entities with several such pairs the most probable stands for all, then the first by key.
        """
        best: dict[tuple[str, str], tuple[float, str, str]] = {}
        for pair in self.comparisons.doubts():
            one, other = sorted(pair[:2])
            first, second = self.entity_of[one], self.entity_of[other]
            if first is second:
                continue
            ends = (min(first.key, second.key), max(first.key, second.key))
            found = (-pair[2], one, other)
            if ends not in best or found < best[ends]:
                best[ends] = found
        for probability, one, other in best.values():
            if not self._are_apart(self.entity_of[one], self.entity_of[other]):
                yield one, other, -probability

    def _are_apart(self, one: Entity, other: Entity) -> bool:
        """Tell whether people judged a record of the one different from a record of the other."""
        return bool(self.judgements) and any(
            verdict == DIFFERENT and judged in other.records
            for record in one.records
            for judged, verdict in self._judged(record).items()
        )

    def links(self) -> Iterator[tuple[str, str, bool, Score]]:
        """Give every scored pair: (a, b, joined, score); cost O(pairs)."""
        known = self.comparisons.features
        score = self.comparisons.matcher.score
        for one, other in self.comparisons.pairs():
            joined = self.entity_of[one] is self.entity_of[other]
            yield record_id(one), record_id(other), joined, score(known[one], known[other])


def _same_place(members: set[str]) -> set[str]:
    """Give those of one address that are one place: an address that fits two BAG objects is linked to neither."""
    objects = {member for member in members if member[1:].startswith("bag:")}
    return members if len(objects) <= 1 else set()
