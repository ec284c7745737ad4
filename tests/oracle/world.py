"""All that the rules read of one municipality, computed from nothing: entities, cases, relations, hubs."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tests.oracle.cases import Case, Role, cases_of, roles_of
from tests.oracle.identity import entities, judgements
from tests.oracle.records import Mention, Record, all_records, mentions
from tests.oracle.relations import Relation, paired
from tests.oracle.standing import Ev, Key, latest_day, read, standing

__all__ = ["Facts", "World"]

_MANY = 25
_LEADS = {"bestuurder", "vennoot", "eigenaar"}
_HUBBING = {"belang", "lening", "huur", "eigendom", "vestiging"}


def restricted(events: list[Ev]) -> set[str]:
    """Give the records that are restricted and not released since."""
    now: set[str] = set()
    for event in sorted(events, key=lambda e: (e.known, e.source, e.id)):
        if event.topic == "decisions" and event.kind == "gegevens-beperkt":
            now |= set(event.data["records"])
        if event.topic == "decisions" and event.kind == "gegevens-vrijgegeven":
            now -= set(event.data["records"])
    return now


def _without(event: Ev, hidden: set[str]) -> Ev:
    """Give the event as the rules read it: without any mention of a restricted record."""
    gone = {id(m.thing) for m in mentions(event) if m.record in hidden}

    def keep(party: dict[str, Any]) -> bool:
        return not any(id(party.get(n)) in gone for n in ("persoon", "organisatie"))

    data = {k: v for k, v in event.data.items() if id(v) not in gone}
    if "betrokkenen" in data:
        data["betrokkenen"] = [p for p in data["betrokkenen"] if keep(p)]
    if "financiering" in data:
        data["financiering"] = [p for p in data["financiering"] if keep(p.get("verstrekker", {}))]
    return replace(event, data=data)


@dataclass(frozen=True)
class Facts:
    """Those facts of the world that given events state; with `None`, all of them.

    What an event outside `known` states is not there; what an event in `unknown` ended is still open.
    """

    relations: tuple[Relation, ...]
    roles: tuple[Role, ...]
    known: frozenset[Key]
    unknown: frozenset[Key] = frozenset()


@dataclass
class World:
    """One municipality as of `today`; facts dated after that day are not there yet."""

    standing: list[Ev]
    today: int
    records: dict[str, Record] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[dict[str, Any]], gemeente: str, today: int | None = None) -> "World":
        """Compute the world of one municipality from its accepted events."""
        every = standing(read(events, gemeente))
        day = latest_day(every) if today is None else today
        stand = [e for e in every if e.day <= day]
        world = cls(stand, day)
        world.records = all_records(stand)
        world.members = entities(world.records, judgements(stand))
        return world

    def entity(self, record: str) -> str:
        """Give an entity's name within this world: its smallest record id."""
        return min(self.members[record])

    @cached_property
    def graph(self) -> list[Relation]:
        """Every registered relation, whoever is restricted."""
        return paired(self.standing, self.entity)

    @cached_property
    def hidden(self) -> set[str]:
        """The restricted records."""
        return restricted(self.standing)

    @cached_property
    def events(self) -> list[Ev]:
        """The events as the rules read them."""
        return [_without(e, self.hidden) for e in self.standing]

    @cached_property
    def cases(self) -> dict[Key, Case]:
        """The case of each event."""
        return cases_of(self.events)

    @cached_property
    def facts(self) -> Facts:
        """All facts up to today."""
        relations = [r for r in paired(self.events, self.entity) if r.start <= self.today]
        roles = [self._with_entities(r) for c in self._distinct_cases() for r in roles_of(c)]
        return Facts(tuple(relations), tuple(roles), frozenset(e.key for e in self.events))

    def _distinct_cases(self) -> list[Case]:
        return list({id(c): c for c in self.cases.values()}.values())

    def _with_entities(self, role: Role) -> Role:
        applicant = self.entity(role.applicant) if role.applicant else None
        return replace(role, party=self.entity(role.party), applicant=applicant)

    def stated_by(self, known: frozenset[Key], unknown: frozenset[Key]) -> Facts:
        """Give the facts that some events state, while others are not known yet."""
        relations = [
            replace(r, end=None, closed=None) if r.closed in unknown else r
            for r in self.facts.relations
            if r.opened in known
        ]
        roles = [r for r in self.facts.roles if r.event in known]
        return Facts(tuple(relations), tuple(roles), known, unknown)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """What the rules read of each entity, in the order of events."""
        found: dict[str, list[Mention]] = {}
        for event in self.events:
            for mention in mentions(event):
                found.setdefault(self.entity(mention.record), []).append(mention)
        return found

    def values(self, entity: str, name: str) -> list[Any]:
        """Give every value that events give for a field of an entity, in order."""
        return [m.thing[name] for m in self.mentions.get(entity, []) if name in m.thing]

    def attribute(self, entity: str, name: str) -> Any:
        """Give the last value of a field, registers before other topics; None where nobody gives one."""
        said = [m for m in self.mentions.get(entity, []) if name in m.thing]
        best = [m for m in said if m.event.topic == "registry"] or said
        return best[-1].thing[name] if best else None

    def kind(self, entity: str) -> str:
        """Give `person`, `organisation` or `place`."""
        return self.records[entity].kind

    @cached_property
    def hubs(self) -> frozenset[str]:
        """The entities with more than 25 different neighbours."""
        near: dict[str, set[str]] = {}

        def join(a: str | None, b: str | None) -> None:
            if a and b and a != b:
                near.setdefault(a, set()).add(b)
                near.setdefault(b, set()).add(a)

        for r in self.facts.relations:
            if r.kind in _HUBBING or (r.kind == "functie" and r.name in _LEADS):
                join(r.subject, r.place if r.kind in ("vestiging", "eigendom") else r.other)
        for role in self.facts.roles:
            if role.rol in ("financier", "adviseur"):
                join(role.applicant, role.party)
        return frozenset(e for e, others in near.items() if len(others) > _MANY)

    def case_of(self, event: Ev) -> Case:
        """Give the case that an event belongs to."""
        return self.cases[event.key]

    def place_of(self, event: Ev) -> str | None:
        """Give the place entity of an event, inherited within its case."""
        place = self.case_of(event).place(event)
        return self.entity(place) if place else None

    def applicant_of(self, event: Ev) -> str | None:
        """Give the entity that applied in the case of an event."""
        record = self.case_of(event).applicant
        return self.entity(record) if record else None
