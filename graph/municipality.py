"""One municipality's graph and rules in memory: statements in, changes of flags and entities out. Pure."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from graph.cases import Fact
from graph.claims import Statement
from graph.clearing import clearing
from graph.connected import connected, missing
from graph.declaration import Said
from graph.doubts import doubts
from graph.entity_rows import entity_rows
from graph.evaluation import Failed
from graph.explanation import Explanation, innocent_causes
from graph.facilitators import facilitators, members_of
from graph.flag import Flag
from graph.flagging import KINDS
from graph.fold import Fold, Touched
from graph.identity.alarms import Alarm
from graph.identity.entity import Entity
from graph.indicators import DECLARATIONS
from graph.indicators.indicator import Unknown
from graph.neighbourhood import Neighbourhood
from graph.reevaluation import anew, begun
from graph.register_numbers import register_numbers
from graph.relation_rows import count_relations, relation_rows
from graph.row_changes import Part, changed_parts, parts
from graph.rules import Rules
from graph.rules_in_force import in_force
from graph.structures import Finding
from graph.subgraph import smallest

__all__ = ["Changes", "Municipality"]

Row = dict[str, Any]

OTHER_RULES = "rules"
"""The reason of a flag that the rules in force no longer make."""


class Changes(msgspec.Struct, frozen=True):
    """What a batch changed."""

    raised: list[Flag]
    """Flags that are new, or that say something else than before."""
    withdrawn: list[tuple[str, str]]
    """(flag id, reason)."""
    entities: set[str]
    """Ids of the entities that were touched and are there."""
    gone: dict[str, str]
    """Old entity id → the id under which the smallest of its records that still stand now is; "" where none stands."""
    failed: list[Failed]
    alarms: list[Alarm] = []
    """What contradicts itself among the entities that this batch made."""
    doubts: int = 0
    """Pairs of records of probability 0.5 to 0.9 after the batch, judged ones included."""
    hits: int = 0
    """Hits that came, went or changed."""


class Municipality:
    """The standing state of one municipality: a function of the set of its accepted events and of the rules.

    ``today`` is the day of the latest `time` among its standing events, or fixed for a view as of a past day.
    With ``waits_for_case``, as in production, indicators that need facts of a person run only around an opened case or a
    weighed signal (rules.md section 9).
    """

    def __init__(
        self, gemeente: str, rules: Rules, *, today: int | None = None, waits_for_case: bool = False
    ) -> None:
        self.gemeente = gemeente
        self.graph = Fold(gemeente, rules, today=today)
        self.graph.view.waits_for_case = waits_for_case
        self._given = rules
        self.in_force = in_force(rules, ())
        """The rules that hold today, and who published them."""
        self._evaluation, self._flagging = begun(self.graph, self.in_force.rules, {})
        self._last: tuple[Touched, list[Entity], dict[str, str]] = ({}, [], {})

    @property
    def flags(self) -> dict[str, Flag]:
        """The standing flags by id."""
        return self._flagging.flags

    @property
    def touched(self) -> tuple[Touched, list[Entity]]:
        """What the last `apply` touched, by key of entity, and the entities that are gone since."""
        return self._last[0], self._last[1]

    def fold(self, statements: Iterable[Statement]) -> None:
        """Bring the graph up to date without evaluating any rule; do not mix with `apply`."""
        self.graph.take(statements)
        if self._switched():
            self.graph.view.rules = self.in_force.rules

    def apply(self, statements: Iterable[Statement]) -> Changes:
        """Take in accepted events that were not seen before, in any order.

        The cost is local to what they touch, but where they change the rules in force: then all is evaluated anew.
        """
        before = dict(self.flags)
        touched, gone = self.graph.take(statements)
        if self._switched():
            withdrawn = self._evaluate_anew()
            hits = len(self._evaluation.findings)
        else:
            changed = self._evaluation.renew(self.graph.view, touched, gone)
            withdrawn = self._flagging.renew(touched, changed, gone)
            hits = len(changed)
        raised = [
            flag
            for flag_id, flag in self.flags.items()
            if (old := before.get(flag_id)) is not flag and (old is None or old.digest != flag.digest)
        ]
        raised.sort(key=lambda flag: flag.id)
        at = self.graph.view.at
        here = {entity.id for key in touched if (entity := at(key)) is not None}
        moved = {entity.id: self._heir(entity) for entity in gone}
        moved = {old: new for old, new in moved.items() if new != old}
        self._last = (touched, gone, moved)
        alarms = self.graph.resolver.alarms(self.graph.born)
        return Changes(
            raised,
            withdrawn,
            here,
            moved,
            self._evaluation.failed,
            alarms,
            self.graph.resolver.comparisons.doubtful,
            hits,
        )

    # The rules in force

    def _switched(self) -> bool:
        """Look what rules are in force after a batch; tell whether they are others than before it."""
        if not self.graph.rules_moved:
            return False
        before, self.in_force = self.in_force, in_force(self._given, self.graph.on_rules)
        return before.rules != self.in_force.rules

    def _evaluate_anew(self) -> list[tuple[str, str]]:
        """Evaluate the whole graph by the rules in force; give what no longer stands, and why."""
        self._evaluation, self._flagging, withdrawn = anew(self.graph, self.in_force.rules, self.flags)
        return [(flag, OTHER_RULES if reason == "not_met" else reason) for flag, reason in withdrawn]

    def _heir(self, gone: Entity) -> str:
        """Give the id of the entity that has the smallest of these records that still stand."""
        now = map(self.graph.resolver.entity_of.get, gone.records)
        return next((one.id for one in now if one is not None), "")

    def parts(self) -> Iterator[Part]:
        """Give all that is published of the graph; O(mentions and claims)."""
        return parts(self.graph)

    def changed_parts(self) -> Iterator[Part]:
        """Give what is published of the graph and may have changed by the last `apply`; cost is local to it."""
        return changed_parts(self.graph, *self._last)

    def unknowns(self) -> Iterator[Unknown]:
        """Give what indicators cannot tell, and for lack of which fact; O(graph), computed when asked for."""
        yield from self._missing()
        yield from self._evaluation.unknowns(self.graph.view, set(self.graph.resolver.entity_of.values()))

    def unknowns_around(self, flag: Flag) -> Iterator[Unknown]:
        """Give what indicators cannot tell about the members of a flag, or anywhere; O(events)."""
        yield from self._missing()
        yield from self._evaluation.unknowns(self.graph.view, members_of(self.graph, flag))

    def _missing(self) -> Iterator[Unknown]:
        """Give the kinds of facts that nobody delivers, by indicator."""
        known = connected(self.graph.standing)
        for declared in DECLARATIONS:
            if declared.id not in self.in_force.rules.off:
                yield from missing(declared, known)

    def context(self, flag: Flag) -> list[Finding]:
        """Give the findings of group H around the members of a flag: reasons for an order, nothing more."""
        return self._evaluation.context(self.graph.view, members_of(self.graph, flag))

    def behind(self, flag: str) -> tuple[list[Finding], set[Fact]]:
        """Give the findings and the counting hard events of a standing flag; O(flags)."""
        return self._flagging.behind(flag)

    def measure(self) -> None:
        """Measure every place, so that `context` and `explained` can be asked of a graph that was only folded."""
        self._evaluation.measure_everywhere(self.graph.view, set(self.graph.resolver.entity_of.values()))

    def explained(
        self, flag: Flag, standing: Iterable[Flag], progress: Callable[[int, int], None] | None = None
    ) -> Explanation:
        """Give all that can be said about a flag that stands; after `measure`.

        Parameters
        ----------
        standing
            The standing flags of the municipality, among which facilitators are looked for.
        progress
            Told how many of how many sets were tried for what would clear the flag.
        """
        nodes = [node.records for node in flag.evidence.nodes]
        entities = {
            self.graph.resolver.entity_of.get(f"{kind}{record}")
            for records in nodes
            for record in records
            for kind in KINDS
        }
        around = Neighbourhood(
            self.graph, self._evaluation.yardsticks, sorted(filter(None, entities), key=lambda one: one.key)
        )
        findings, hard = around.whole.flagging.behind(flag.id)
        return Explanation(
            smallest(around.whole.graph, findings, hard),
            clearing(self.graph, around, flag, progress),
            innocent_causes(flag),
            [one for one in facilitators(self.graph, standing) if flag.id in one.flags],
            [(finding.hit.indicator, Said(finding.hit.nl, finding.hit.en)) for finding in self.context(flag)],
            list(self.unknowns_around(flag)),
            sorted(self.in_force.rules.off),
        )

    def entities(self) -> Iterator[Row]:
        """Give the entities as published (contracts.md section 5), by id; O(mentions)."""
        return entity_rows(self.graph)

    def relations(self) -> Iterator[Row]:
        """Give the relations as published, one an interval, by id; O(claims)."""
        return relation_rows(self.graph)

    def relation_count(self) -> int:
        """Give how many rows `relations` gives; O(claims)."""
        return count_relations(self.graph)

    def alarms(self) -> Iterator[Row]:
        """Give the entities that contradict themselves or what people judged, by entity id; O(entities)."""
        for alarm in self.graph.resolver.alarms():
            yield {"gemeente": self.gemeente} | msgspec.to_builtins(alarm)

    def doubts(self, *, protection: bool = True) -> Iterator[Row]:
        """Give the pairs that may be one and are not joined, those first by which a structure hangs.

        What hangs is found by trial (`graph.stakes`), so this is for a municipality that was made for reading, by `apply`.
        """
        return iter(doubts(self, protection=protection))

    def doubtful(self) -> int:
        """Give the number of pairs that may be one, are not joined, and that nobody decided; O(doubts)."""
        return sum(1 for _ in self.graph.resolver.doubts())

    def register_numbers(self) -> Iterator[Row]:
        """Give which KVK number, RSIN and establishments are one organisation, by entity id; O(mentions)."""
        return register_numbers(self.graph)

    def links(self) -> Iterator[Row]:
        """Give every scored pair of records with its probability and why; O(pairs)."""
        for a, b, joined, score in self.graph.resolver.links():
            yield {
                "a": a,
                "b": b,
                "probability": score.probability,
                "joined": joined,
                "why": [evidence._asdict() for evidence in score.why],
            }
