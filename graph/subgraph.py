"""The smallest evidence of a flag: entities, relations and events that hang together and show every fact of its hits.

Nothing in it can be left out: without any of its edges or nodes a fact would be missing, or stand apart from the rest.
"""

from collections.abc import Iterable, Iterator

import msgspec

from graph.cases import Fact, case_key
from graph.claims import PLACE, Ref, Statement
from graph.flag import EventName, named
from graph.flagging import KINDS, public_relation
from graph.fold import Fold
from graph.structures import Finding

__all__ = ["Link", "Node", "Subgraph", "smallest"]

PLACE_OF = "locatie"
"""How an event is tied to its place."""


class Node(msgspec.Struct, frozen=True, order=True):
    """An entity (its id), an event (``event:source#id``), or a hit (``hit:…``) whose members only a computation joins."""

    id: str
    kind: str


class Link(msgspec.Struct, frozen=True, order=True, rename={"frm": "from"}):
    """A relation, or that an entity takes part in an event; ``events`` are the facts that it shows."""

    frm: str
    to: str
    relation: str
    events: list[EventName]

    @property
    def name(self) -> tuple[str, str, str, tuple[EventName, ...]]:
        """What tells it apart."""
        return self.frm, self.to, self.relation, tuple(self.events)


class Subgraph(msgspec.Struct, frozen=True):
    """Nodes and links, sorted; ``shows`` are the events that its hits and hard events rest on."""

    nodes: list[Node]
    links: list[Link]
    shows: list[EventName]


def smallest(graph: Fold, findings: Iterable[Finding], hard: Iterable[Fact]) -> Subgraph:
    """Give the smallest evidence of a flag's findings and hard events; O(links²), of some dozens."""
    findings, hard = list(findings), list(hard)
    shows = {ref for finding in findings for ref in finding.hit.refs} | {fact.ref for fact in hard}
    kinds: dict[str, str] = {}
    links = sorted({link.name: link for link in _links(graph, findings, shows, kinds)}.values(), key=_weight)
    kept = _reduced(links, named(shows))
    ends = {end for link in kept for end in (link.frm, link.to)}
    nodes = sorted(Node(end, kinds[end]) for end in ends)
    return Subgraph(nodes, sorted(kept, key=lambda link: link.name), named(shows))


def _weight(link: Link) -> tuple[int, object]:
    """Put what may best be left out first: that a hit names a member, then where, then who takes part, then relations."""
    if link.frm.startswith("hit:"):
        kind = 0
    elif link.frm.startswith("event:"):
        kind = 1 if link.relation == PLACE_OF else 2
    else:
        kind = 3
    return kind, tuple(reversed(link.name[:3]))


def _links(graph: Fold, findings: list[Finding], shows: set[Ref], kinds: dict[str, str]) -> Iterator[Link]:
    related: set[Ref] = set()
    inside = {member for finding in findings for member in finding.hit.members}
    for finding in findings:
        for one in finding.hit.relations:
            related.update(one.refs)
            inside.update(end for end in (one.frm, one.to, one.place) if end is not None)
            yield Link(one.frm.id, one.to.id, public_relation(one.relation), named(set(one.refs) & shows))
    kinds.update((entity.id, KINDS[entity.kind]) for entity in inside)
    for ref in sorted(shows):
        statement = graph.standing.get(ref)
        if statement is None:
            continue
        event = f"event:{ref.source}#{ref.id}"
        kinds[event] = "event"
        told = [] if ref in related else [EventName(ref.source, ref.id)]
        for record, rol in _taking_part(graph, statement):
            entity = graph.resolver.entity_of.get(record)
            if entity is not None and entity in inside:
                yield Link(event, entity.id, PLACE_OF if entity.kind == PLACE else rol, told)
    for number, finding in enumerate(findings):
        hit = f"hit:{finding.hit.indicator}#{number}"
        kinds[hit] = "hit"
        for member in finding.hit.members:
            yield Link(hit, member.id, finding.hit.indicator, [])


def _taking_part(graph: Fold, statement: Statement) -> list[tuple[str, str]]:
    """Give who and what takes part in an event, each with its role: as its fact has it, which inherits from its case."""
    found = {mention.record: "betrokkene" for mention in statement.mentions}
    if statement.step is not None:
        fact = graph.cases[case_key(statement.step)].facts[statement.ref]
        found |= dict.fromkeys(fact.records(), "aanvrager")
        found |= {party.record: party.rol for party in fact.parties}
    return sorted(found.items())


def _reduced(links: list[Link], shows: list[EventName]) -> list[Link]:
    """Leave out, one after another, what may be: all facts stay shown and all that is left hangs together."""
    kept = _whole(links, shows)
    for link in links:
        if link not in kept:
            continue
        rest = _whole([one for one in kept if one is not link], shows)
        if rest:
            kept = rest
    return kept


def _whole(links: list[Link], shows: list[EventName]) -> list[Link]:
    """Give the part of some links that hangs together and shows all that some part of them can; empty where none does."""
    parts = sorted(_parts(links), key=len, reverse=True)
    for part in parts:
        if {event for link in part for event in link.events} >= set(shows):
            return part
    return []


def _parts(links: list[Link]) -> Iterator[list[Link]]:
    ends: dict[str, list[Link]] = {}
    for link in links:
        for end in (link.frm, link.to):
            ends.setdefault(end, []).append(link)
    done: set[int] = set()
    for first in links:
        if id(first) in done:
            continue
        done.add(id(first))
        part, stack = [], [first]
        while stack:
            link = stack.pop()
            part.append(link)
            for end in (link.frm, link.to):
                for other in ends[end]:
                    if id(other) not in done:
                        done.add(id(other))
                        stack.append(other)
        yield part
