"""Which records are one entity: a function of the set of standing mentions and judgements, in no order.

Within a component of links the links are gone through as human "same", certain, probability descending, then the
pair of record ids; two records are joined unless two that were judged different would meet (architecture.md,
"Identity that does not depend on order"). Only components that a change touched are done again.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from graph.claims import ORGANISATION, PERSON, PLACE, Decision, Mention, Ref, record_id
from graph.identity import organisation_names
from graph.identity.blocking import (
    ADDRESS,
    BLOCK_LIMIT,
    BLOCKING,
    CERTAIN,
    PROBABLE,
    SHARED,
    block_keys,
    is_full_date,
)
from graph.identity.entity import Entity, Link
from graph.identity.judgement import DIFFERENT, SAME, Judgements
from graph.identity.record import Record

__all__ = ["NAME_ALONE", "PROBABILITY", "Resolver"]

PROBABILITY = 0.95
"""Of an equal normalised name with an equal address or full birth date, until weights are trained."""

NAME_ALONE = 0.7
"""Of an equal normalised name of two organisations and nothing else: listed, joins nothing."""

_CONTRADICTING = {ORGANISATION: ("kvk", "rsin"), PERSON: ("pseudoniem", "geboortedatum"), PLACE: ()}
"""Fields that bar a probable link where both records know them and share no value."""

_REGISTER_NUMBERS = ("kvk:", "rsin:")
"""Identifiers that are record ids of their own in what we publish."""


class Resolver:
    """Records, their blocks, and the entities they make up within one municipality."""

    def __init__(self, gemeente: str) -> None:
        self.gemeente = gemeente
        self.records: dict[str, Record] = {}
        self.blocks: dict[str, set[str]] = {}
        self.entity_of: dict[str, Entity] = {}
        self.judgements = Judgements()
        self._dirty: set[str] = set()

    def observe(self, mention: Mention, ref: Ref) -> bool:
        """Let a mention of a record stand; True where a reading of the record may differ by it."""
        record = self.records.get(mention.record)
        if record is None:
            record = self.records[mention.record] = Record(mention.record)
            self._dirty.add(record.key)
        settled = record.is_settled(mention.values, ref) if mention.values in record.groups else False
        fields = record.observe(mention.values, ref)
        if len(record.groups) == 1 or not fields.isdisjoint(BLOCKING):
            self._reblock(record)
        return not settled

    def forget(self, mention: Mention, ref: Ref) -> bool:
        """Take a mention back; a record that nobody mentions any more is gone. True as in `observe`."""
        record = self.records[mention.record]
        fields = record.forget(mention.values, ref)
        if not record.groups:
            # Some blocks follow from the key alone, so a record without values stands in them too.
            for key in record.blocks:
                self._leave(key, record.key)
            self._dirty.add(record.key)
            del self.records[record.key]
        elif not fields.isdisjoint(BLOCKING):
            self._reblock(record)
        return bool(fields) or len(record.groups) > 1

    def judge(self, decision: Decision, *, stands: bool) -> None:
        """Let a judgement on a pair of records stand, or take it back."""
        (self.judgements.add if stands else self.judgements.remove)(decision)
        for identifier in decision.records:
            self._dirty.update(self._resolve(identifier))

    def settle(self) -> tuple[list[Entity], list[Entity]]:
        """Do the touched components again; give the entities that are gone and those that are new."""
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

    def _reblock(self, record: Record) -> None:
        keys = block_keys(record)
        if keys == record.blocks:
            return
        for key in record.blocks - keys:
            self._leave(key, record.key)
        for key in keys - record.blocks:
            members = self.blocks.setdefault(key, set())
            if len(members) == BLOCK_LIMIT and key[0] == PROBABLE:
                self._dirty |= members
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
        elif key[0] != SHARED and (key[0] != PROBABLE or len(members) <= BLOCK_LIMIT):
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

    def _judged(self, record: str) -> Iterator[tuple[str, str]]:
        """Give (other record, verdict) for all judgements that concern this record."""
        numbers = (key[1:] for key in self.records[record].blocks if key[1:].startswith(_REGISTER_NUMBERS))
        for identifier in (record_id(record), *numbers):
            for other_id, verdict in self.judgements.partners(identifier):
                if record in self._resolve(identifier):
                    yield from (
                        (other, verdict)
                        for other in self._resolve(other_id)
                        if other != record and other[0] == record[0]
                    )

    def _component(self, seed: str) -> set[str]:
        found = {seed}
        stack = [seed]
        seen: set[str] = set()
        while stack:
            record = stack.pop()
            for key in self.records[record].blocks:
                if key in seen:
                    continue
                fresh = self._joined_under(key, record) - found
                if key[0] == CERTAIN:
                    seen.add(key)
                found |= fresh
                stack.extend(fresh)
            if self.judgements:
                for other, verdict in self._judged(record):
                    if verdict == SAME and other not in found:
                        found.add(other)
                        stack.append(other)
        return found

    def _joined_under(self, key: str, record: str) -> set[str]:
        members = self.blocks[key]
        if len(members) == 1:
            return members
        if key[0] == CERTAIN:
            return members
        if key[0] == SHARED:
            return set()
        if key[0] == ADDRESS:
            return _same_place(members)
        if len(members) > BLOCK_LIMIT:
            return set()
        return {other for other in members if other != record and not self._contradict(record, other)}

    def _contradict(self, one: str, other: str) -> bool:
        left, right = self.records[one], self.records[other]
        for field in _CONTRADICTING[one[0]]:
            here, there = set(left.values(field)), set(right.values(field))
            if field == "geboortedatum":
                here = {date for date in here if is_full_date(date)}
                there = {date for date in there if is_full_date(date)}
            if here and there and not here & there:
                return True
        return False

    def _cluster(self, component: set[str]) -> list[Entity]:
        if len(component) == 1:
            return [self._entity(tuple(component), ())]
        judged = self._judged_pairs(component) if self.judgements else {}
        apart = {pair for pair, verdict in judged.items() if verdict == DIFFERENT}
        union = _Clusters(component, apart)
        for pair in sorted(pair for pair, verdict in judged.items() if verdict == SAME):
            union.join(Link(*pair, 1.0, "human"))
        for one, other in self._certain_pairs(component, every=bool(apart)):
            union.join(Link(one, other, 1.0, "certain"))
        for one, other in self._probable_pairs(component):
            union.join(Link(one, other, PROBABILITY, "name"))
        return [self._entity(records, tree) for records, tree in union.clusters()]

    def _judged_pairs(self, component: set[str]) -> dict[tuple[str, str], str]:
        return {
            (min(record, other), max(record, other)): verdict
            for record in component
            for other, verdict in self._judged(record)
            if other in component
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

    def _probable_pairs(self, component: set[str]) -> list[tuple[str, str]]:
        return sorted(
            {
                (min(record, other), max(record, other))
                for record in component
                for key in self.records[record].blocks
                if key[0] == PROBABLE
                for other in self._joined_under(key, record)
                if other != record
            }
        )

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

    def links(self) -> Iterator[tuple[str, str, float, bool, list[tuple[str, bool, float]]]]:
        """Give every scored pair: (a, b, probability, joined, [(field, agrees, weight)]); cost O(pairs)."""
        met: dict[tuple[str, str], set[str]] = {}
        for key, members in self.blocks.items():
            if key[0] == PROBABLE and 1 < len(members) <= BLOCK_LIMIT:
                for pair in combinations(sorted(members), 2):
                    met.setdefault(pair, set()).add(key.split("|", 3)[2])
        scored = {
            pair: (
                0.0 if self._contradict(*pair) else PROBABILITY,
                [("naam", True, NAME_ALONE), *((field, True, PROBABILITY) for field in sorted(fields))],
            )
            for pair, fields in met.items()
        }
        for pair in self._equal_names():
            scored.setdefault(pair, (NAME_ALONE, [("naam", True, NAME_ALONE)]))
        for (one, other), (probability, why) in sorted(scored.items()):
            joined = self.entity_of[one] is self.entity_of[other]
            yield record_id(one), record_id(other), probability, joined, why

    def _equal_names(self) -> Iterator[tuple[str, str]]:
        by_name: dict[str, set[str]] = {}
        for record in self.records.values():
            if record.key[0] == ORGANISATION:
                for name in record.values("naam") | record.values("handelsnaam"):
                    by_name.setdefault(organisation_names.normalised(name), set()).add(record.key)
        for name, members in by_name.items():
            if name and len(members) <= BLOCK_LIMIT:
                yield from combinations(sorted(members), 2)


class _Clusters:
    """Union-find over the records of one component that keeps apart what was judged different."""

    def __init__(self, component: set[str], apart: set[tuple[str, str]]) -> None:
        self._members = {record: {record} for record in component}
        self._root = {record: record for record in component}
        self._tree: dict[str, list[Link]] = {record: [] for record in component}
        self._apart = apart

    def join(self, link: Link) -> None:
        one, other = self._root[link.a], self._root[link.b]
        if one == other or self._barred(one, other):
            return
        self._members[one] |= self._members.pop(other)
        self._tree[one] += [*self._tree.pop(other), link]
        for record in self._members[one]:
            self._root[record] = one

    def _barred(self, one: str, other: str) -> bool:
        return any({self._root[left], self._root[right]} == {one, other} for left, right in self._apart)

    def clusters(self) -> Iterator[tuple[tuple[str, ...], tuple[Link, ...]]]:
        for root, members in self._members.items():
            yield tuple(sorted(members)), tuple(sorted(self._tree[root]))


def _same_place(members: set[str]) -> set[str]:
    """Give those of one address that are one place: an address that fits two BAG objects is linked to neither."""
    objects = {member for member in members if member[1:].startswith("bag:")}
    return members if len(objects) <= 1 else set()
