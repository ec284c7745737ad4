"""What would clear a flag: the smallest sets of facts or judgements with which it would not stand.

Found by evaluating the neighbourhood anew for each set, not by reasoning about rules; the search is small and says so.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import msgspec

from graph.claims import Decision, Ref, Statement
from graph.flag import EventName, Flag, IdentityLink
from graph.flagging import shares_a_hit
from graph.fold import Fold
from graph.neighbourhood import Apart, Neighbourhood

__all__ = ["Clearing", "Step", "clearing"]

_DESK = "urn:nld:dwarsverband:what-if"
"""Source of judgements that nobody gave."""

_MOST = 400
"""Evaluations at most: with two of them a hundred a second, some seconds."""


class Step(msgspec.Struct, frozen=True, order=True):
    """One thing that would have to be otherwise: an event retracted, or a pair of records judged."""

    what: str
    """``retracted``, ``different`` or ``same``."""
    event: EventName | None = None
    a: str | None = None
    b: str | None = None


class Clearing(msgspec.Struct, frozen=True):
    """The smallest sets that clear the flag, all of one size; empty where none of at most two was found."""

    sets: list[list[Step]]
    tried: int
    complete: bool
    """Whether every set of the size found (of at most two, where none was) has been tried."""


def clearing(
    graph: Fold, around: Neighbourhood, flag: Flag, progress: Callable[[int, int], None] | None = None
) -> Clearing | None:
    """Search for what would clear a standing flag; None where its neighbourhood does not give the flag again.

    Deterministic: sets are tried in a fixed order, those of one element first, and all that clear are given. Of two,
    those are tried first of which each alone leaves the fewest hits, and the first that clears is given.
    """
    if not _same(flag, around.whole.flags.get(flag.id)):
        return None
    steps = sorted(_candidates(graph, around, flag))
    singles, left = [], {}
    for done, step in enumerate(steps[:_MOST]):
        rest = _left(flag, _tried(graph, around, (step,)))
        left[step] = rest
        if not rest:
            singles.append([step])
        if progress is not None:
            progress(done + 1, len(steps))
    if singles:
        return Clearing(singles, len(left), len(left) == len(steps))
    tried = len(left)
    pairs = sorted(combinations(left, 2), key=lambda pair: (left[pair[0]] + left[pair[1]], pair))
    for pair in pairs[: max(0, _MOST - tried)]:
        tried += 1
        if not _left(flag, _tried(graph, around, pair)):
            return Clearing([list(pair)], tried, complete=False)
    return Clearing([], tried, tried == len(steps) + len(pairs))


def _same(flag: Flag, again: Flag | None) -> bool:
    """Tell whether the neighbourhood gives the same hits and hard events; paths of G1 may lead out of it."""
    if again is None or again.hard != flag.hard:
        return False
    told, anew = (
        {(one.id, tuple(one.events)) for one in each.indicators if one.id != "G1"} for each in (flag, again)
    )
    return told == anew


def _left(flag: Flag, apart: Apart) -> int:
    """Give how many hits are left in flags that share one with it; 0 where it is cleared."""
    return sum(
        len(other.indicators)
        for other in apart.flags.values()
        if other.route == flag.route and shares_a_hit(other, flag)
    )


def _tried(graph: Fold, around: Neighbourhood, steps: Iterable[Step]) -> Apart:
    gone = frozenset(
        one.ref
        for step in steps
        if step.event is not None
        for one in around.statements
        if (one.ref.source, one.ref.id) == (step.event.source, step.event.id)
    )
    judged = [_judgement(graph, step) for step in steps if step.event is None]
    return around.without(gone, judged)


def _judgement(graph: Fold, step: Step) -> Statement:
    assert step.a is not None
    assert step.b is not None
    ref = Ref(graph.today, graph.standing.latest() + 1, _DESK, f"{step.a}|{step.b}")
    decision = Decision(ref, "identiteit-beoordeeld", (step.a, step.b), step.what)
    return Statement(ref, graph.gemeente, "decisions", decision=decision)


def _candidates(graph: Fold, around: Neighbourhood, flag: Flag) -> Iterator[Step]:
    """Give each event that the flag rests on, each link that joins its records, and each doubt between its entities."""
    here = {(one.ref.source, one.ref.id) for one in around.statements}
    events = {event for one in flag.indicators if one.id != "G1" for event in one.events} | set(flag.hard)
    for event in events:
        if (event.source, event.id) in here:
            yield Step("retracted", event)
    for link in flag.identity:
        yield _pair("different", link)
    inside = {node.id for node in flag.evidence.nodes}
    entity_of = graph.resolver.entity_of
    for a, b, probability in graph.resolver.doubts():
        if entity_of[a].id in inside and entity_of[b].id in inside:
            yield _pair("same", IdentityLink(a[1:], b[1:], probability))


def _pair(what: str, link: IdentityLink) -> Step:
    return Step(what, None, link.a, link.b)
