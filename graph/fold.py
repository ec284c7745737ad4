"""The fold: standing claims of one municipality, from its events in any order.

A fact dated after today waits until its day. What was touched is told, so that rules look only there.
"""

from collections.abc import Iterable

import msgspec

from graph.cases import Case, Fact, case_key, contact_keys
from graph.claims import EVERYTHING, VALUES, Decision, Mention, Ref, Relation, Statement
from graph.identity.blocking import CERTAIN
from graph.identity.entity import Entity
from graph.identity.matcher import Matcher
from graph.identity.resolver import Resolver
from graph.instants import day_of
from graph.network import Network
from graph.rules import Rules
from graph.standing import Standing
from graph.tenants import Tenants
from graph.view import View

__all__ = ["Fold", "Touched"]

_RESTRICTIONS = frozenset({"gegevens-beperkt", "gegevens-vrijgegeven", "gegevens-gewist"})
_ON_RULES = frozenset({"regels-gepubliceerd", "indicator-in-schaduw"})

Touched = dict[str, set[str]]
"""Records (or, once settled, keys of entities) and what about them changed."""


class Fold:
    """Records, relations, cases and decisions as they stand; `today` fixed for a view of the past."""

    def __init__(self, gemeente: str, rules: Rules, *, today: int | None = None) -> None:
        self.gemeente = gemeente
        self.standing = Standing()
        self.resolver = Resolver(gemeente, Matcher(rules.identity))
        self.network = Network()
        self.cases: dict[str, Case] = {}
        self.facts: dict[str, dict[str, dict[Ref, Fact]]] = {}
        self.contacts: dict[str, dict[Ref, Fact]] = {}
        self.tenants = Tenants(self.network, self.facts)
        self.view = View(
            rules, self.resolver, self.network, self.facts, self.cases, self.tenants, self.contacts
        )
        self.view.purpose_of = self.standing.purpose_of
        self.expiries: dict[str, list[Decision]] = {}
        self.decided: set[str] = set()
        """Flags whose expiry the last batch decided or took back."""
        self.verdicts: dict[str, list[Decision]] = {}
        """By flag: the verdicts on it that stand."""
        self.judged: set[str] = set()
        """Flags on which the last batch gave a verdict or took one back."""
        self.on_rules: list[Decision] = []
        """Publications of rules, and indicators put in shadow, that stand today."""
        self.rules_moved = False
        """Whether the last batch changed those."""
        self.moved: list[Relation] = []
        """Claims of relations that the last batch let stand or took back."""
        self.view.today = 0 if today is None else today
        self._fixed = today is not None
        self._waiting: dict[int, list[Statement | Relation]] = {}
        self._ahead: list[tuple[int, Statement | Relation]] = []
        self._dirty_cases: set[str] = set()
        self._restrictions: dict[str, list[Decision]] = {}
        self._touched: Touched = {}
        self._mentions: dict[Mention, Mention] = {}
        self.born: list[Entity] = []
        """Entities that the last batch made."""

    @property
    def today(self) -> int:
        """The day on which all this stands (rules.md section 1)."""
        return self.view.today

    def take(self, statements: Iterable[Statement]) -> tuple[Touched, list[Entity]]:
        """Fold a batch in; give what it touched, by key of entity, and the entities that are gone."""
        self._touched = {}
        self.decided, self.judged = set(), set()
        self.rules_moved = False
        self.moved = []
        entering, leaving = self.standing.admit(map(self._sharing, statements))
        for statement in leaving:
            self._withdraw(statement)
        # What a case that lost an event declared must go before today moves: it may wait for no day.
        self._derive_cases()
        self._move_today()
        for statement in entering:
            self._stand(statement)
        self._derive_cases()
        gone, born = self.resolver.settle()
        self.born = born
        self._restrict()
        touched = self._by_entity(born, gone)
        self.view.forget(touched, gone)
        for key in touched:
            self.tenants.note(self.resolver.entity_of[key].records)
        return touched, gone

    def _sharing(self, statement: Statement) -> Statement:
        """Let a statement share its mentions with those that said the same before: most mentions say nothing new."""
        known = self._mentions
        shared = tuple(known.setdefault(mention, mention) for mention in statement.mentions)
        return msgspec.structs.replace(statement, mentions=shared)

    def _by_entity(self, born: list[Entity], gone: list[Entity]) -> Touched:
        # Of an entity that is wholly new, this batch says everything that there is, and touches it by that.
        known = {record for entity in gone for record in entity.records}
        again = [entity for entity in born if not known.isdisjoint(entity.records)]
        touched: Touched = {entity.key: {EVERYTHING} for entity in again}
        for entity in born:
            # That it is there at all is something said, also of one of which no value is known.
            touched.setdefault(entity.key, set()).add(VALUES[entity.kind])
        for entity in again:
            # Who deals with an entity deals with another one now, though no relation came or went.
            for record in entity.records:
                for other, relation in self.network.around(record):
                    touched.setdefault(self.resolver.entity_of[other].key, set()).add(relation)
        for record, aspects in self._touched.items():
            touching = self.resolver.entity_of.get(record)
            if touching is not None:
                touched.setdefault(touching.key, set()).update(aspects)
        return touched

    def _touch(self, record: str, aspect: str) -> None:
        self._touched.setdefault(record, set()).add(aspect)

    # What stands, and what waits for its day

    def _stand(self, item: Statement | Relation) -> None:
        day = _day(item)
        if day > self.today:
            self._waiting.setdefault(day, []).append(item)
            return
        if day > day_of(item.ref.known):
            self._ahead.append((day, item))
        self._put(item, stands=True)

    def _withdraw(self, item: Statement | Relation) -> None:
        day = _day(item)
        if day > self.today:
            self._waiting[day].remove(item)
            return
        if day > day_of(item.ref.known):
            self._ahead.remove((day, item))
        self._put(item, stands=False)

    def _move_today(self) -> None:
        latest = self.standing.latest()
        if self._fixed or not latest:
            return
        today = day_of(latest)
        if today < self.today:
            self._send_back([item for day, item in self._ahead if day > today], today)
        self.view.today = today
        for day in sorted(day for day in self._waiting if day <= today):
            for item in self._waiting.pop(day):
                self._stand(item)

    def _send_back(self, items: list[Statement | Relation], today: int) -> None:
        """Let facts wait again that the new, earlier today does not reach."""
        back: list[Statement | Relation] = []
        # A statement takes its own relations along, so it goes first.
        for item in sorted(items, key=lambda item: isinstance(item, Relation)):
            if (_day(item), item) in self._ahead:
                self._withdraw(item)
                back.append(item)
        self.view.today = today
        for item in back:
            self._stand(item)

    def _put(self, item: Statement | Relation, *, stands: bool) -> None:
        if isinstance(item, Relation):
            (self.network.add if stands else self.network.remove)(item)
            self.moved.append(item)
            for record in (item.frm, item.to, item.place):
                if record is not None:
                    self._touch(record, item.relation)
            return
        for mention in item.mentions:
            if (self.resolver.observe if stands else self.resolver.forget)(mention, item.ref):
                self._touch(mention.record, VALUES[mention.record[0]])
        for relation in item.relations:
            (self._stand if stands else self._withdraw)(relation)
        if item.step is not None:
            key = case_key(item.step)
            case = self.cases.get(key)
            if case is None:
                case = self.cases[key] = Case(key)
            (case.add if stands else case.remove)(item.step)
            self._dirty_cases.add(key)
        if item.decision is not None:
            self._decide(item.decision, stands=stands)

    # Cases

    def _derive_cases(self) -> None:
        for key in sorted(self._dirty_cases):
            self._derive(key)
        self._dirty_cases.clear()

    def _derive(self, key: str) -> None:
        case = self.cases[key]
        facts, roles = case.derive()
        for ref in case.facts.keys() | facts.keys():
            old, new = case.facts.get(ref), facts.get(ref)
            if old == new:
                facts[ref] = case.facts[ref]
                continue
            if old is not None:
                self._index(old, stands=False)
            if new is not None:
                self._index(new, stands=True)
        for role in case.roles - roles:
            self._withdraw(role)
        for role in roles - case.roles:
            self._stand(role)
        case.facts, case.roles = facts, roles
        if not facts:
            del self.cases[key]

    def _index(self, fact: Fact, *, stands: bool) -> None:
        kind = fact.step.kind
        for record in fact.records():
            self._touch(record, kind)
            by_kind = self.facts.setdefault(record, {})
            if stands:
                by_kind.setdefault(kind, {})[fact.ref] = fact
                continue
            del by_kind[kind][fact.ref]
            if not by_kind[kind]:
                del by_kind[kind]
        for key in contact_keys(fact):
            if stands:
                self.contacts.setdefault(key, {})[fact.ref] = fact
                continue
            del self.contacts[key][fact.ref]
            if not self.contacts[key]:
                del self.contacts[key]

    # Decisions

    def _decide(self, decision: Decision, *, stands: bool) -> None:
        if decision.kind == "identiteit-beoordeeld":
            self.resolver.judge(decision, stands=stands)
        elif decision.kind in _RESTRICTIONS:
            for identifier in decision.records:
                _keep(self._restrictions.setdefault(identifier, []), decision, stands=stands)
        elif decision.kind == "vlag-verlopen" and decision.flag is not None:
            _keep(self.expiries.setdefault(decision.flag, []), decision, stands=stands)
            self.decided.add(decision.flag)
        elif decision.kind == "oordeel-gegeven" and decision.flag is not None:
            _keep(self.verdicts.setdefault(decision.flag, []), decision, stands=stands)
            self.judged.add(decision.flag)
        elif decision.kind in _ON_RULES:
            _keep(self.on_rules, decision, stands=stands)
            self.rules_moved = True

    def _restrict(self) -> None:
        """Hide from the rules what the last decision on each record restricts (rules.md section 8)."""
        if not self._restrictions:
            return
        restricted = {
            record
            for identifier, decisions in self._restrictions.items()
            if decisions and max(decisions, key=lambda one: one.ref[1:]).kind != "gegevens-vrijgegeven"
            for record in self.named(identifier)
        }
        for record in restricted ^ self.view.restricted:
            self._touch(record, EVERYTHING)
            for other in self._neighbours(record):
                self._touch(other, EVERYTHING)
        self.view.restricted = restricted

    def named(self, identifier: str) -> Iterable[str]:
        """Give the keys of the records that a public id, a register number or a pseudonym names."""
        carriers = self.resolver.blocks.get(CERTAIN + identifier) or self.resolver.blocks.get(
            f"{CERTAIN}pseudoniem:{identifier}"
        )
        return carriers or [kind + identifier for kind in "pol" if kind + identifier in self.resolver.records]

    def _neighbours(self, record: str) -> list[str]:
        graph = self.network.graph
        return [*graph.predecessors(record), *graph.successors(record)] if record in graph else []


def _keep(decisions: list[Decision], decision: Decision, *, stands: bool) -> None:
    (decisions.append if stands else decisions.remove)(decision)


def _day(item: Statement | Relation) -> int:
    return item.ref.day if isinstance(item, Statement) else item.day
