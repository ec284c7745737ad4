"""The identity queue: pairs that may be one and that nobody judged, those first by which a structure hangs."""

from typing import Any

from graph.claims import record_id
from graph.evaluation import Evaluation
from graph.fold import Fold
from graph.hard_events import counting
from graph.identity.entity import Entity

__all__ = ["doubts"]

_Row = dict[str, Any]


def doubts(graph: Fold, evaluation: Evaluation) -> list[_Row]:
    """Give the doubts in the order in which people should look at them.

    ``hits`` and ``hard`` count the hits and hard events on the two entities and on their neighbours (hubs out); ``decides``
    tells that either side has some that the other has not: joined, they would lie in one structure. Cost O(doubts and
    their neighbours).
    """
    rows = [
        _row(graph, evaluation, one, other, probability)
        for one, other, probability in graph.resolver.doubts()
    ]
    rows.sort(key=lambda row: (row["a"], row["b"]))
    rows.sort(key=lambda row: (row["decides"], row["hits"] + row["hard"], row["probability"]), reverse=True)
    return rows


def _row(graph: Fold, evaluation: Evaluation, one: str, other: str, probability: float) -> _Row:
    resolver = graph.resolver
    ends = (resolver.entity_of[one], resolver.entity_of[other])
    (hits, hard), (other_hits, other_hard) = (_hanging(graph, evaluation, end) for end in ends)
    known = resolver.comparisons.features
    score = resolver.comparisons.matcher.score(known[one], known[other])
    ours, theirs = hits | hard, other_hits | other_hard
    return {
        "a": record_id(one),
        "b": record_id(other),
        "entities": sorted(end.id for end in ends),
        "probability": probability,
        "decides": bool(ours - theirs) and bool(theirs - ours),
        "hits": len(hits | other_hits),
        "hard": len(hard | other_hard),
        "why": [evidence._asdict() for evidence in score.why],
    }


def _hanging(graph: Fold, evaluation: Evaluation, entity: Entity) -> tuple[set[object], set[object]]:
    """Give the hits and the hard events on an entity and on its neighbours."""
    view = graph.view
    around = [entity, *(other for other in view.neighbours(entity) if not view.is_hub(other))]
    hits = {hit for one in around for hit in evaluation.by_member.get(one.key, ())}
    return set(hits), set(counting(view, around, graph.today))
