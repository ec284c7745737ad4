"""What a rule may read: entities, intervals, facts and attributes, as they stand today.

A view reads; it changes nothing. `View.limited` gives the same view with only some events in it, from which the first
moment at which a computation held is found; identity, hubs and attributes stay as they stand.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from graph.cases import Case, Fact
from graph.claims import EVERYTHING, ORGANISATION, PERSON, PLACE, VALUES, Ref, Relation
from graph.identity.blocking import SHARED
from graph.identity.entity import Entity
from graph.identity.resolver import Resolver
from graph.intervals import Interval, pair
from graph.network import Network
from graph.percentiles import Yardstick
from graph.rules import Rules
from graph.tenants import Tenants

__all__ = [
    "DECLARED_TIES",
    "HOLDING",
    "LEADING",
    "LENDING",
    "LETTING",
    "OWNING",
    "REGISTERED",
    "TIES",
    "View",
]

LEADING = frozenset({"bestuurder", "vennoot", "eigenaar"})
"""Functions in the register that lead (rules.md section 2)."""

HOLDING = frozenset({"belang"})
LENDING = frozenset({"lening", "+financier"})
LETTING = frozenset({"huur"})
OWNING = frozenset({"eigendom"})
REGISTERED = frozenset({"vestiging"})
DECLARED_TIES = frozenset({"+leidinggevende", "+exploitant", "+bestuurder", "+aandeelhouder", "+financier"})
"""What a form or report says of manager, operator, director, shareholder, lender."""

_ADVISING = frozenset({"+adviseur"})

TIES = LEADING | HOLDING | LENDING | LETTING | OWNING | REGISTERED | DECLARED_TIES | _ADVISING
"""Relations that touch both their ends."""

_HUB_WITH_PARTIES = LEADING | HOLDING | LENDING | LETTING | _ADVISING
_HUB_WITH_PLACES = OWNING | REGISTERED

_ENDED_BY_STRIKING_OFF = frozenset({*LEADING, "commissaris", "gevolmachtigde", "belang", "vestiging"})

_STRUCK_OFF = "uitgeschreven"
_ENDING = frozenset({_STRUCK_OFF, EVERYTHING})

_MOST_KEPT = 600_000
"""Entities of which readings are kept at most, each kind of reading counted; then all are dropped at once."""

_SETTINGS = (
    "purpose_of",
    "restricted",
    "known_hubs",
    "waits_for_case",
    "today",
    "yardsticks",
    "_hubs",
    "_touched",
)
"""What a view made from another shares with it."""

T = TypeVar("T")

_NOTHING: set[str] = set()

Facts = dict[str, dict[str, dict[Ref, Fact]]]
"""By record, by kind, by event."""

_Groups = dict[tuple[str, str, str], list[Relation]]
"""Claims to be paired, by partner, relation and who did it."""


class View:
    """One municipality's graph as the rules see it; what it read it keeps, until `forget` is told that it changed."""

    def __init__(
        self,
        rules: Rules,
        resolver: Resolver,
        network: Network,
        facts: Facts,
        cases: Mapping[str, Case],
        tenants: Tenants,
        contacts: Mapping[str, Mapping[Ref, Fact]] | None = None,
    ) -> None:
        self.rules = rules
        self._resolver = resolver
        self._network = network
        self._facts = facts
        self._cases = cases
        self._contacts = {} if contacts is None else contacts
        self._tenants = tenants
        self._only: frozenset[Ref] | None = None
        self._allowed: frozenset[str] | None = None
        self.purpose_of: Callable[[Ref], str | None] = _no_purpose
        """Gives the purpose of an event; asked only by a view that `allowing` made."""
        self.restricted: set[str] = set()
        self.known_hubs: frozenset[str] = frozenset()
        """Records of hubs of which only some neighbours are in this view: of a part of a graph (`graph.neighbourhood`)."""
        self.waits_for_case = False
        """Whether indicators that need facts of a person run only around an opened case (`graph.opened_cases`)."""
        self.today = 0
        """The day on which this view stands; what is due later is not there yet (rules.md section 1)."""
        self.yardsticks: Mapping[str, Yardstick] = {}
        """By indicator, what its places are measured against."""
        self._incoming: dict[Entity, dict[frozenset[str], list[Interval]]] = {}
        self._outgoing: dict[Entity, dict[frozenset[str], list[Interval]]] = {}
        self._tied: dict[Entity, dict[tuple[frozenset[str], bool], set[Entity]]] = {}
        self._facts_of: dict[Entity, dict[str, list[Fact]]] = {}
        self._still: dict[Entity, dict[object, Any]] = {}
        self._hubs: dict[Entity, bool] = {}
        self._memo: dict[Entity, dict[object, Any]] = {}
        self._own: dict[Entity, dict[object, Any]] = {}
        self._touched: Mapping[str, set[str]] = {}

    def limited(self, refs: Iterable[Ref]) -> "View":
        """Give this view with relations and facts of these events only."""
        # Values stand as they are in it, so what follows from them alone does too.
        shared = ("_own",) if self._allowed is not None else ("_own", "_tied")
        return self._alike(frozenset(refs), self._allowed, *shared)

    def allowing(self, purposes: frozenset[str]) -> "View":
        """Give this view with events of these purposes only: relations, facts of cases all of whose events are, values.

        Identity and hubs stay as they stand: they are facts of no single event.
        """
        return self._alike(self._only, purposes)

    def _alike(self, only: frozenset[Ref] | None, allowed: frozenset[str] | None, *shared: str) -> "View":
        """Give a view of these events of the same graph, with the same settings, that has read nothing yet but ``shared``."""
        view = View(
            self.rules,
            self._resolver,
            self._network,
            self._facts,
            self._cases,
            self._tenants,
            self._contacts,
        )
        for name in (*_SETTINGS, *shared):
            setattr(view, name, getattr(self, name))
        view._only, view._allowed = only, allowed
        return view

    @property
    def is_part(self) -> bool:
        """Tell whether this view shows some events only."""
        return self._only is not None

    def _reads(self, ref: Ref) -> bool:
        """Tell whether an event is in this view."""
        if self._only is not None and ref not in self._only:
            return False
        return self._allows(ref)

    def _allows(self, ref: Ref) -> bool:
        """Tell whether the purpose of an event may be read; of values that is all: they are read as they stand now."""
        return self._allowed is None or self.purpose_of(ref) in self._allowed

    def _reads_fact(self, fact: Fact) -> bool:
        """Tell whether a fact is in this view, with all that it inherits from its case."""
        if not self._reads(fact.ref):
            return False
        if self._allowed is None:
            return True
        return all(self._allows(ref) for ref in self._cases[fact.case].facts if ref < fact.ref)

    def forget(self, touched: Mapping[str, set[str]], gone: Iterable[Entity]) -> None:
        """Drop what was cached, because the graph has changed: of the entities touched what was touched, and every memo."""
        self._memo.clear()
        self._touched = touched
        if len(self._incoming) + len(self._outgoing) + len(self._facts_of) > _MOST_KEPT:
            for kept in self._kept():
                kept.clear()
        for entity in gone:
            self._forget_all(entity)
            if entity.kind == PLACE:
                self._forget_lessors(entity)
        for key, aspects in touched.items():
            touching = self.at(key)
            if touching is not None:
                self._forget_touched(touching, aspects)

    def _forget_all(self, entity: Entity) -> None:
        for kept in self._kept():
            kept.pop(entity, None)

    def _kept(self) -> tuple[dict[Entity, Any], ...]:
        return (
            self._incoming,
            self._outgoing,
            self._tied,
            self._facts_of,
            self._still,
            self._hubs,
            self._own,
        )

    def _forget_touched(self, entity: Entity, aspects: set[str]) -> None:
        if not aspects.isdisjoint(_ENDING):
            self._forget_parties(entity)
        if EVERYTHING in aspects:
            self._forget_all(entity)
            return
        self._still.pop(entity, None)
        self._forget_tied(entity, aspects)
        for intervals in (self._incoming.get(entity, {}), self._outgoing.get(entity, {})):
            for relations in [one for one in intervals if not one.isdisjoint(aspects)]:
                del intervals[relations]
        facts = self._facts_of.get(entity, {})
        for kind in aspects & facts.keys():
            del facts[kind]
        if not TIES.isdisjoint(aspects):
            self._hubs.pop(entity, None)
        if VALUES[entity.kind] in aspects:
            self._own.pop(entity, None)

    def _forget_tied(self, entity: Entity, aspects: set[str]) -> None:
        tied = self._tied.get(entity, {})
        for key in [one for one in tied if not one[0].isdisjoint(aspects)]:
            del tied[key]

    def _forget_parties(self, struck: Entity) -> None:
        """Drop the intervals of all who had to do with what may be struck off: they end, though nobody spoke of them."""
        self._forget_intervals(struck)
        for record in struck.records:
            for other, _ in self._network.around(record):
                self._forget_intervals(self._resolver.entity_of[other])

    def _forget_intervals(self, entity: Entity) -> None:
        self._incoming.pop(entity, None)
        self._outgoing.pop(entity, None)

    def _forget_lessors(self, place: Entity) -> None:
        """Drop the leases of who let a place that is another entity now: they name it without being tied to it."""
        for record in place.records:
            for tenant, _ in self._network.incoming(record, LETTING):
                for lessor, _ in self._network.incoming(tenant, LETTING):
                    self._forget_intervals(self._resolver.entity_of[lessor])

    def aspects(self, entity: Entity) -> set[str]:
        """Give what the last batch touched of an entity: relations, kinds of facts, values; EVERYTHING where all."""
        return self._touched.get(entity.key, _NOTHING)

    def own(self, compute: Callable[["View", Entity], T], entity: Entity) -> T:
        """Give what a pure function reads from an entity's values alone; kept until they change."""
        kept = self._own.get(entity)
        if kept is None:
            kept = self._own[entity] = {}
        found: T | None = kept.get(compute)
        if found is None:
            found = kept[compute] = compute(self, entity)
        return found

    def still(self, compute: Callable[["View", Entity], T], entity: Entity) -> T:
        """Give what a pure function reads from an entity's own facts and values alone; kept until it is touched."""
        kept = self._still.get(entity)
        if kept is None:
            kept = self._still[entity] = {}
        found: T | None = kept.get(compute)
        if found is None:
            found = kept[compute] = compute(self, entity)
        return found

    def once(self, compute: Callable[["View", Entity], T], entity: Entity) -> T:
        """Give what a pure function gives for an entity; computed once as long as the graph stays as it is."""
        kept = self._memo.get(entity)
        if kept is None:
            kept = self._memo[entity] = {}
        found: T | None = kept.get(compute)
        if found is None:
            found = kept[compute] = compute(self, entity)
        return found

    def entity(self, record: str) -> Entity | None:
        """Give the entity that a record belongs to; None where no standing event mentions it."""
        return self._resolver.entity_of.get(record)

    def at(self, key: str) -> Entity | None:
        """Give the entity with this key (its smallest record); None where there is none any more."""
        entity = self._resolver.entity_of.get(key)
        return entity if entity is not None and entity.key == key else None

    def outgoing(self, entity: Entity, relations: frozenset[str]) -> list[Interval]:
        """Give what this entity did to others over these relations, by start; not to be changed."""
        kept = self._outgoing.get(entity)
        if kept is None:
            kept = self._outgoing[entity] = {}
        found = kept.get(relations)
        if found is None:
            found = kept[relations] = self._compute(entity, relations, incoming=False)
        return found

    def incoming(self, entity: Entity, relations: frozenset[str]) -> list[Interval]:
        """Give what others did to this entity over these relations, by start; not to be changed."""
        kept = self._incoming.get(entity)
        if kept is None:
            kept = self._incoming[entity] = {}
        found = kept.get(relations)
        if found is None:
            found = kept[relations] = self._compute(entity, relations, incoming=True)
        return found

    def between(self, frm: Entity, to: Entity, relations: frozenset[str]) -> list[Interval]:
        """Give what one entity did to another over these relations, by start."""
        groups: _Groups = {}
        others = to.records if len(to.records) == 1 else frozenset(to.records)
        for record in self._readable(frm):
            self._group(groups, self._network.between(record, others, relations))
        return self._paired(groups, frm, incoming=False)

    def has_tie(self, entity: Entity, relations: frozenset[str], *, incoming: bool) -> bool:
        """Tell, fast, whether anything was ever said of these relations of an entity."""
        records, has = entity.records, self._network.has
        if len(records) == 1:
            return has(records[0], relations, incoming=incoming)
        return any(has(record, relations, incoming=incoming) for record in records)

    def has_more_than(self, limit: int, entity: Entity, relations: frozenset[str]) -> bool:
        """Tell whether an entity does something to more than so many others; looks at no more than it takes."""
        found: set[Entity] = set()
        for record in entity.records:
            for other, _ in self._network.outgoing(record, relations):
                found.add(self._resolver.entity_of[other])
                if len(found) > limit:
                    return True
        return False

    def tied(self, entity: Entity, relations: frozenset[str], *, incoming: bool) -> set[Entity]:
        """Give all whom these relations tie to an entity, whenever.

        Cheaper than the intervals, for who only looks; not to be changed.
        """
        kept = self._tied.get(entity)
        if kept is None:
            kept = self._tied[entity] = {}
        found = kept.get((relations, incoming))
        if found is None:
            found = kept[relations, incoming] = self._tied_anew(entity, relations, incoming=incoming)
        return found

    def _tied_anew(self, entity: Entity, relations: frozenset[str], *, incoming: bool) -> set[Entity]:
        read = self._network.incoming if incoming else self._network.outgoing
        found = {
            other
            for record in self._readable(entity)
            for other, claims in read(record, relations)
            if self._allowed is None or any(self._reads(claim.ref) for claim in claims)
        }
        return {self._resolver.entity_of[record] for record in found - self.restricted}

    def facts(self, entity: Entity, kind: str) -> list[Fact]:
        """Give the facts of a kind in which an entity takes part, in the one order; not to be changed."""
        kept = self._facts_of.get(entity)
        if kept is None:
            kept = self._facts_of[entity] = {}
        facts = kept.get(kind)
        if facts is None:
            facts = kept[kind] = self._facts_anew(entity, kind)
        return facts

    def _facts_anew(self, entity: Entity, kind: str) -> list[Fact]:
        found: dict[Ref, Fact] = {}
        for record in entity.records:
            by_kind = self._facts.get(record)
            if by_kind is not None and kind in by_kind and record not in self.restricted:
                found.update(by_kind[kind])
        if self._only is not None or self._allowed is not None:
            found = {ref: fact for ref, fact in found.items() if self._reads_fact(fact)}
        return [found[ref] for ref in sorted(found)] if found else []

    def has_any(self, entity: Entity, kinds: frozenset[str]) -> bool:
        """Tell, fast, whether an entity takes part in a fact of any of these kinds, whatever may be read of it."""
        facts = self._facts
        for record in entity.records:
            by_kind = facts.get(record)
            if by_kind and not kinds.isdisjoint(by_kind):
                return True
        return False

    def fact(self, entity: Entity, ref: Ref) -> Fact | None:
        """Give the fact of an event in which an entity takes part."""
        if not self._reads(ref):
            return None
        for record in self._readable(entity):
            for by_ref in self._facts.get(record, {}).values():
                if ref in by_ref:
                    return by_ref[ref] if self._reads_fact(by_ref[ref]) else None
        return None

    def case(self, fact: Fact) -> list[Fact]:
        """Give all facts of the case of a fact, itself included, in the one order."""
        facts = self._cases[fact.case].facts
        return [facts[ref] for ref in sorted(facts) if self._allowed is None or self._reads_fact(facts[ref])]

    def values(self, entity: Entity, field: str) -> set[str]:
        """Give the distinct values of a field over the records of an entity."""
        return {value for record in self._readable(entity) for value in self._values(record, field)}

    def _values(self, record: str, field: str) -> Iterable[str]:
        known = self._resolver.records[record]
        if self._allowed is None:
            return known.values(field)
        return {value for _, _, value in known.claims(field, self._allows)}

    def latest(self, entity: Entity, field: str) -> str | None:
        """Give the last value of a field, registers before other topics."""
        said = self.values(entity, field)
        if len(said) <= 1:
            return next(iter(said), None)
        claims = (self._latest(record, field) for record in self._readable(entity))
        best = max((claim for claim in claims if claim is not None), default=None)
        return None if best is None else best[2]

    def _latest(self, record: str, field: str) -> tuple[bool, Ref, str] | None:
        known = self._resolver.records[record]
        return (
            known.latest(field)
            if self._allowed is None
            else max(known.claims(field, self._allows), default=None)
        )

    def name(self, entity: Entity) -> str:
        """Give words for an entity that a sentence may use; natural persons stay unnamed."""
        if entity.kind == PERSON:
            return "een natuurlijk persoon"
        if entity.kind == ORGANISATION:
            return self.latest(entity, "naam") or self.latest(entity, "handelsnaam") or entity.ids[0]
        street, number = self.latest(entity, "straat"), self.latest(entity, "huisnummer")
        if street is None or number is None:
            return entity.ids[0]
        suffix = (self.latest(entity, "huisletter") or "") + (self.latest(entity, "toevoeging") or "")
        return f"{street} {number}{suffix}"

    def name_in_english(self, entity: Entity) -> str:
        """Give words for an entity that an English sentence may use; natural persons stay unnamed."""
        return "a natural person" if entity.kind == PERSON else self.name(entity)

    def sharing(self, field: str, value: str) -> set[Entity]:
        """Give the entities that have a value in common: of ``telefoon``, ``email`` or ``iban``."""
        return {
            self._resolver.entity_of[record]
            for record in self._resolver.blocks.get(f"{SHARED}{field}:{value}", ())
            if record not in self.restricted and (self._allowed is None or any(self._values(record, field)))
        }

    def with_contact(self, key: str) -> list[Fact]:
        """Give the applications that have a contact or account in common (`cases.contact_keys`), in the one order."""
        facts = self._contacts.get(key, {})
        return [
            facts[ref]
            for ref in sorted(facts)
            if self._reads_fact(facts[ref]) and facts[ref].applicant not in self.restricted
        ]

    def tenants(self, lessor: Entity, kinds: frozenset[str]) -> set[Entity]:
        """Give at least all organisations that rent from a lessor and had facts of these kinds (`graph.tenants`)."""
        found = (self._resolver.entity_of.get(record) for record in self._tenants.of(lessor.records, kinds))
        return {entity for entity in found if entity is not None}

    def is_hub(self, entity: Entity) -> bool:
        """Tell whether an entity has more neighbours than one may reason through (rules.md section 2)."""
        known = self._hubs.get(entity)
        if known is None:
            known = self._hubs[entity] = self._count_neighbours(entity)
        return known

    def neighbours(self, entity: Entity) -> set[Entity]:
        """Give the different neighbours over the relations that make a hub (rules.md section 2)."""
        found: set[str] = set()
        for record in self._readable(entity):
            for read in (self._network.outgoing, self._network.incoming):
                with_parties = read(record, _HUB_WITH_PARTIES) if entity.kind != PLACE else ()
                found.update(other for other, claims in with_parties if other[0] != PLACE and _began(claims))
                found.update(other for other, claims in read(record, _HUB_WITH_PLACES) if _began(claims))
        found -= self.restricted
        return {self._resolver.entity_of[record] for record in found}

    def _count_neighbours(self, entity: Entity) -> bool:
        if not self.known_hubs.isdisjoint(entity.records):
            return True
        limit = self.rules.general.hub_neighbours
        return sum(map(self._network.degree, entity.records)) > limit and len(self.neighbours(entity)) > limit

    def _readable(self, entity: Entity) -> Iterable[str]:
        if not self.restricted:
            return entity.records
        return (record for record in entity.records if record not in self.restricted)

    def _compute(self, entity: Entity, relations: frozenset[str], *, incoming: bool) -> list[Interval]:
        groups: _Groups = {}
        read = self._network.incoming if incoming else self._network.outgoing
        for record in self._readable(entity):
            self._group(groups, read(record, relations))
        return self._paired(groups, entity, incoming=incoming)

    def _group(self, groups: _Groups, found: Iterable[tuple[str, list[Relation]]]) -> None:
        entity_of = self._resolver.entity_of
        plain = self._only is None and self._allowed is None
        for other, claims in found:
            if other in self.restricted:
                continue
            for claim in claims:
                if plain or self._reads(claim.ref):
                    # One tenant may rent one place from two lessors: those are two relations.
                    group = (entity_of[other].key, claim.relation, entity_of[claim.frm].key)
                    groups.setdefault(group, []).append(claim)

    def _paired(self, groups: _Groups, entity: Entity, *, incoming: bool) -> list[Interval]:
        if not groups:
            return []
        intervals: list[Interval] = []
        for (key, _, _), claims in groups.items():
            partner = self._resolver.entity_of[key]
            frm, to = (partner, entity) if incoming else (entity, partner)
            intervals.extend(pair(claims, frm, to, self._place, self._struck(claims[0], frm, to)))
        if len(intervals) > 1:
            intervals.sort(key=_in_order)
        return intervals

    def _place(self, record: str | None) -> Entity | None:
        return None if record is None else self._resolver.entity_of.get(record)

    def _struck(self, claim: Relation, frm: Entity, to: Entity) -> list[Relation]:
        """Give the strikings-off that end a relation: of the organisation led, held or established."""
        if claim.relation not in _ENDED_BY_STRIKING_OFF:
            return []
        return self.once(_struck_off, frm if claim.relation == "vestiging" else to)

    def happened(self, organisation: Entity) -> list[Relation]:
        """Give what happened to an organisation itself: registered, changed, bankrupt, struck off; in the one order."""
        claims = (
            claim
            for record in self._readable(organisation)
            for claim in self._network.happened(record)
            if self._reads(claim.ref)
        )
        return sorted(claims, key=lambda claim: claim.order)


def _no_purpose(_: Ref) -> str | None:
    return None


def _began(claims: list[Relation]) -> bool:
    """Tell whether any claim is more than an ending: without an open relation an ending changes nothing."""
    return any(claim.sign >= 0 for claim in claims)


def _in_order(one: Interval) -> tuple[int, int, str, str, str, tuple[Ref, ...]]:
    """Put intervals in one order however their claims arrived: who takes the first takes the same one."""
    return (one.start, one.end, one.frm.key, one.to.key, one.relation, one.refs)


def _struck_off(view: View, organisation: Entity) -> list[Relation]:
    return [claim for claim in view.happened(organisation) if claim.relation == _STRUCK_OFF]
