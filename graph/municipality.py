"""One municipality's graph and rules in memory: statements in, changes of flags and entities out. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from graph.claims import Statement
from graph.evaluation import Evaluation, Failed
from graph.flag import Flag
from graph.flagging import KINDS, Flagging
from graph.fold import Fold
from graph.identity.record import Record
from graph.relation_rows import relation_rows
from graph.rules import Rules

__all__ = ["Changes", "Municipality"]

Row = dict[str, Any]


class Changes(msgspec.Struct, frozen=True):
    """What a batch changed."""

    raised: list[Flag]
    """Flags that are new, or that say something else than before."""
    withdrawn: list[tuple[str, str]]
    """(flag id, reason)."""
    entities: set[str]
    """Ids of the entities that were touched and are there."""
    gone: dict[str, str]
    """Old entity id → the id under which its smallest record now is; "" where it is nowhere."""
    failed: list[Failed]


class Municipality:
    """The standing state of one municipality: a function of the set of its accepted events and of the rules.

    ``today`` is the day of the latest `time` among its standing events, or fixed for a view as of a past day.
    """

    def __init__(self, gemeente: str, rules: Rules, *, today: int | None = None) -> None:
        self.gemeente = gemeente
        self.graph = Fold(gemeente, rules, today=today)
        self._evaluation = Evaluation(rules)
        self._flagging = Flagging(self.graph, self._evaluation)

    @property
    def flags(self) -> dict[str, Flag]:
        """The standing flags by id."""
        return self._flagging.flags

    def fold(self, statements: Iterable[Statement]) -> None:
        """Bring the graph up to date without evaluating any rule; do not mix with `apply`."""
        self.graph.take(statements)

    def apply(self, statements: Iterable[Statement]) -> Changes:
        """Take in accepted events that were not seen before, in any order; cost is local to what they touch."""
        before = dict(self.flags)
        touched, gone = self.graph.take(statements)
        changed = self._evaluation.renew(self.graph.view, touched, gone)
        withdrawn = self._flagging.renew(touched, changed, gone)
        raised = [
            flag
            for flag_id, flag in sorted(self.flags.items())
            if flag_id not in before or before[flag_id].digest != flag.digest
        ]
        at = self.graph.view.at
        moved = {entity.id: self.graph.resolver.entity_of.get(entity.key) for entity in gone}
        return Changes(
            raised,
            withdrawn,
            {entity.id for key in touched if (entity := at(key)) is not None},
            {
                old: "" if new is None else new.id
                for old, new in moved.items()
                if new is None or new.id != old
            },
            self._evaluation.failed,
        )

    def entities(self) -> Iterator[Row]:
        """Give the entities as published (contracts.md section 5), by id; O(mentions)."""
        resolver = self.graph.resolver
        for entity in sorted(set(resolver.entity_of.values()), key=lambda entity: (entity.id, entity.key)):
            yield {
                "id": entity.id,
                "gemeente": self.gemeente,
                "kind": KINDS[entity.kind],
                "records": list(entity.ids),
                "values": _values([resolver.records[record] for record in entity.records]),
            }

    def relations(self) -> Iterator[Row]:
        """Give the relations as published, one an interval, by id; O(claims)."""
        return relation_rows(self.graph)

    def links(self) -> Iterator[Row]:
        """Give every scored pair of records with its probability and why; O(pairs)."""
        for a, b, probability, joined, why in self.graph.resolver.links():
            yield {
                "a": a,
                "b": b,
                "probability": probability,
                "joined": joined,
                "why": [{"field": field, "agree": agree, "weight": weight} for field, agree, weight in why],
            }


def _values(records: list[Record]) -> list[Row]:
    heap: dict[tuple[str, str], Row] = {}
    bounds: dict[tuple[str, str], list[Any]] = {}
    for record in records:
        for field, value, first, last, count in record.statistics():
            known = bounds.get((field, value))
            if known is None:
                bounds[field, value] = [first, last, count]
            else:
                known[0], known[1], known[2] = min(known[0], first), max(known[1], last), known[2] + count
    for (field, value), (first, last, count) in bounds.items():
        heap[field, value] = {
            "field": field,
            "value": value,
            "first": {"source": first.source, "id": first.id},
            "last": {"source": last.source, "id": last.id},
            "count": count,
        }
    return [heap[key] for key in sorted(heap)]
