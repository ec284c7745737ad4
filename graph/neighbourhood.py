"""The events around some entities, and what they give when they are evaluated apart from all others.

Identity, hubs and percentiles hang on more than a neighbourhood: links follow from the records themselves, and hubs and
yardsticks are taken over as the whole graph has them.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from graph.cases import case_key
from graph.claims import Ref, Statement
from graph.evaluation import Evaluation
from graph.flag import Flag
from graph.flagging import Flagging
from graph.fold import Fold
from graph.identity.entity import Entity
from graph.percentiles import Measured, Threshold, Yardstick
from graph.rules import Rules

__all__ = ["Apart", "FixedYardstick", "Neighbourhood"]

_RINGS = 2
"""Steps from the entities; paths of G1 are as long, and what lies on their ends is one event further."""

_LARGEST = 4_000
"""Events; with more the second ring is left out, or one large lessor would bring the whole town along."""

_RULES = frozenset({"regels-gepubliceerd", "indicator-in-schaduw", "vlag-verlopen"})
"""Decisions that say nothing of the graph."""


class FixedYardstick:
    """A yardstick of the whole graph that does not move with a part of it."""

    def __init__(self, whole: Yardstick) -> None:
        self._whole = whole

    def put(self, place: str, measured: Measured | None) -> None:
        """Do nothing: the whole is measured already."""

    def use_of(self, place: str) -> str:
        """Give the use under which the place is counted in the whole."""
        return self._whole.use_of(place)

    def threshold(self, use: str) -> Threshold:
        """Give what the whole is measured against."""
        return self._whole.threshold(use)

    def changes(self) -> tuple[set[str], set[str]]:
        """Give nothing."""
        return set(), set()


class Apart:
    """Some statements, folded and evaluated on their own."""

    def __init__(
        self,
        gemeente: str,
        rules: Rules,
        today: int,
        statements: Iterable[Statement],
        yardsticks: Mapping[str, Yardstick],
        hubs: frozenset[str],
        *,
        waits_for_case: bool = False,
    ) -> None:
        self.graph = Fold(gemeente, rules, today=today)
        self.evaluation = Evaluation(rules)
        self.evaluation.yardsticks = {name: FixedYardstick(one) for name, one in yardsticks.items()}
        self.graph.view.yardsticks = self.evaluation.yardsticks
        self.graph.view.known_hubs, self.graph.view.waits_for_case = hubs, waits_for_case
        self.flagging = Flagging(self.graph, self.evaluation)
        touched, gone = self.graph.take(statements)
        changed = self.evaluation.renew(self.graph.view, touched, gone)
        self.flagging.renew(touched, changed, gone)

    @property
    def flags(self) -> dict[str, Flag]:
        """The flags that stand, by id."""
        return self.flagging.flags


class Neighbourhood:
    """The standing statements around some entities of a folded graph; O(events) to make, then small."""

    def __init__(self, graph: Fold, yardsticks: Mapping[str, Yardstick], start: Iterable[Entity]) -> None:
        self._graph = graph
        self._yardsticks = yardsticks
        self._by_record: dict[str, list[Statement]] = {}
        self._by_case: dict[str, list[Statement]] = {}
        self._index()
        found = self._around(list(start), _RINGS)
        self.statements = found if len(found) <= _LARGEST else self._around(list(start), 1)
        self.hubs = self._hubs()

    def _index(self) -> None:
        for statement in self._graph.standing:
            for record in {mention.record for mention in statement.mentions}:
                self._by_record.setdefault(record, []).append(statement)
            if statement.step is not None and statement.step.zaaknummer is not None:
                self._by_case.setdefault(case_key(statement.step), []).append(statement)

    def _around(self, start: list[Entity], rings: int) -> list[Statement]:
        entity_of, view = self._graph.resolver.entity_of, self._graph.view
        found: dict[Ref, Statement] = {
            one.ref: one
            for one in self._graph.standing
            if one.decision is not None and one.decision.kind not in _RULES
        }
        seen: set[Entity] = set()
        ring = dict.fromkeys(start)
        for step in range(rings):
            fresh = [one for one in ring if one not in seen and (not step or not view.is_hub(one))]
            seen.update(fresh)
            mentioned: dict[Entity, None] = {}
            for statement in self._of(fresh):
                if statement.ref in found:
                    continue
                found[statement.ref] = statement
                mentioned.update(
                    dict.fromkeys(
                        entity_of[one.record] for one in statement.mentions if one.record in entity_of
                    )
                )
            ring = mentioned
        return [found[ref] for ref in sorted(found)]

    def _of(self, entities: Iterable[Entity]) -> Iterable[Statement]:
        """Give what mentions entities, and all else of the same cases."""
        for entity in entities:
            for record in entity.records:
                for statement in self._by_record.get(record, ()):
                    yield statement
                    if statement.step is not None and statement.step.zaaknummer is not None:
                        yield from self._by_case[case_key(statement.step)]

    def _hubs(self) -> frozenset[str]:
        entity_of = self._graph.resolver.entity_of
        entities = {
            entity_of[one.record]
            for statement in self.statements
            for one in statement.mentions
            if one.record in entity_of
        }
        return frozenset(record for one in entities if self._graph.view.is_hub(one) for record in one.records)

    @cached_property
    def whole(self) -> Apart:
        """All of it, evaluated once."""
        return self.without()

    def without(self, gone: frozenset[Ref] = frozenset(), more: Iterable[Statement] = ()) -> Apart:
        """Evaluate it without some events and with some judgements more."""
        return Apart(
            self._graph.gemeente,
            self._graph.view.rules,
            self._graph.today,
            [*(one for one in self.statements if one.ref not in gone), *more],
            self._yardsticks,
            self.hubs,
            waits_for_case=self._graph.view.waits_for_case,
        )
