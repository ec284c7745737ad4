"""Why records are one entity: each record with what it says, each pair with what speaks for and against, and the alarms."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from graph.claims import record_id
from graph.doubts import values_of
from graph.flagging import KINDS
from graph.fold import Fold

__all__ = ["MOST", "composition", "pair"]

MOST = 12
"""Records that are compared pair by pair; of a larger entity the first by id, as nobody reads seventy pairs."""

_Row = dict[str, Any]


def composition(graph: Fold, kind: str, records: Sequence[str]) -> _Row | None:
    """Give how the entity that holds these records is made up; None where none of them is there any more.

    `kind` is the published one, and `records` are record ids. Cost O(records of the entity, and pairs of `MOST` of them).
    """
    letter = next(ours for ours, published in KINDS.items() if published == kind)
    resolver = graph.resolver
    entity = next(
        (found for one in records if (found := resolver.entity_of.get(letter + one)) is not None), None
    )
    if entity is None:
        return None
    keys = sorted(entity.records)
    return {
        "id": entity.id,
        "kind": KINDS[entity.kind],
        "records": [
            {"id": record_id(key), "values": values_of(resolver.records[key].pairs())} for key in keys
        ],
        "pairs": [pair(graph, one, other) for one, other in combinations(keys[:MOST], 2)],
        "compared": min(len(keys), MOST),
        "alarms": [{"reason": one.reason, "values": list(one.values)} for one in resolver.alarms([entity])],
    }


def pair(graph: Fold, one: str, other: str) -> _Row:
    """Give what speaks for and against two records (keys), and what people last judged of them."""
    comparisons = graph.resolver.comparisons
    judged = graph.resolver.last_judged(one, other)
    row: _Row = {
        "a": record_id(one),
        "b": record_id(other),
        "judged": None if judged is None else judged.oordeel,
        "probability": None,
        "agree": [],
        "differ": [],
    }
    if one in comparisons.features and other in comparisons.features:
        score = comparisons.matcher.score(comparisons.features[one], comparisons.features[other])
        said = [evidence for evidence in score.why if evidence.field != "vooraf" and evidence.weight]
        row["probability"] = score.probability
        row["agree"] = _fields(evidence.field for evidence in said if evidence.agree)
        row["differ"] = _fields(evidence.field for evidence in said if not evidence.agree)
    return row


def _fields(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
