"""The standing relation claims between records, held in one networkx multigraph.

Nodes are record keys, never entities: a merge or a split moves no edge. An edge's key is its relation; it carries
the claims that stand. A lease is two edges: the lessor lets to the tenant, and the tenant rents the place.
"""

from collections.abc import Collection, Iterable, Iterator

import networkx as nx

from graph.claims import PLACE, Relation

__all__ = ["Network", "ends"]


class Network:
    """Standing relation claims by pair of records; adding and taking back cost O(1) but for claims of one pair."""

    def __init__(self) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        # The public views of these two cost four times as much to read.
        self._out: dict[str, _Adjacency] = self.graph._succ  # type: ignore[attr-defined]  # noqa: SLF001
        self._in: dict[str, _Adjacency] = self.graph._pred  # type: ignore[attr-defined]  # noqa: SLF001
        self._by_relation: tuple[_Index, _Index] = ({}, {})
        self._happened: dict[str, list[Relation]] = {}

    def add(self, claim: Relation) -> None:
        """Let a claim stand."""
        if claim.to is None:
            self._happened.setdefault(claim.frm, []).append(claim)
            return
        for head, tail in ends(claim):
            keys = self.graph.get_edge_data(head, tail)
            edge = None if keys is None else keys.get(claim.relation)
            if edge is None:
                claims = [claim]
                self.graph.add_edge(head, tail, key=claim.relation, claims=claims)
                for index, record, other in zip(self._by_relation, (head, tail), (tail, head), strict=True):
                    index.setdefault(record, {}).setdefault(claim.relation, {})[other] = claims
            else:
                edge["claims"].append(claim)

    def remove(self, claim: Relation) -> None:
        """Take a claim back."""
        if claim.to is None:
            self._happened[claim.frm].remove(claim)
            return
        for head, tail in ends(claim):
            claims = self.graph.edges[head, tail, claim.relation]["claims"]
            claims.remove(claim)
            if not claims:
                self.graph.remove_edge(head, tail, key=claim.relation)
                for index, record, other in zip(self._by_relation, (head, tail), (tail, head), strict=True):
                    by_other = index[record][claim.relation]
                    del by_other[other]
                    if not by_other:
                        del index[record][claim.relation]

    def happened(self, record: str) -> list[Relation]:
        """Give the claims of what happened to this organisation itself: registered, changed, bankrupt, struck off."""
        return self._happened.get(record, [])

    def struck(self, record: str) -> list[Relation]:
        """Give the claims that this organisation was struck off the register."""
        return [claim for claim in self.happened(record) if claim.relation == "uitgeschreven"]

    def outgoing(self, record: str, relations: frozenset[str]) -> Iterable[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what this record does to others: leads, holds, lends, owns and the like."""
        return _claims(self._by_relation[0].get(record), relations)

    def incoming(self, record: str, relations: frozenset[str]) -> Iterable[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what others do to this record."""
        return _claims(self._by_relation[1].get(record), relations)

    def has(self, record: str, relations: frozenset[str], *, incoming: bool) -> bool:
        """Tell, in O(1), whether any claim of these relations stands on an edge of this record."""
        by_relation = self._by_relation[incoming].get(record)
        return by_relation is not None and not relations.isdisjoint(by_relation)

    def between(
        self, record: str, others: Collection[str], relations: frozenset[str]
    ) -> Iterator[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what this record does to some others; cost goes with the smaller side."""
        by_relation = self._by_relation[0].get(record)
        if not by_relation or relations.isdisjoint(by_relation):
            return
        for relation, by_other in by_relation.items():
            if relation in relations:
                few, many = (by_other, others) if len(by_other) < len(others) else (others, by_other)
                yield from ((other, by_other[other]) for other in few if other in many)

    def claims(self, record: str) -> Iterator[Relation]:
        """Give every claim on the edges from and to a record."""
        for adjacency in (self._out, self._in):
            for keys in adjacency.get(record, {}).values():
                for edge in keys.values():
                    yield from edge["claims"]

    def around(self, record: str) -> Iterator[tuple[str, str]]:
        """Give (other record, relation) of every edge from and to a record."""
        for adjacency in (self._out, self._in):
            for other, keys in adjacency.get(record, {}).items():
                yield from ((other, relation) for relation in keys)

    def degree(self, record: str) -> int:
        """Give an upper bound of the number of different neighbours, in O(1)."""
        return len(self._out.get(record, ())) + len(self._in.get(record, ()))

    def relations(self) -> Iterator[tuple[str, str, str]]:
        """Give (from, to, relation) of every edge."""
        yield from self.graph.edges(keys=True)


_Keys = dict[str, dict[str, list[Relation]]]
_Adjacency = dict[str, _Keys]


_Index = dict[str, dict[str, dict[str, list[Relation]]]]
"""By record, by relation, by other record: the claims of an edge, so that reading looks at no other relation."""


def _claims(
    by_relation: dict[str, dict[str, list[Relation]]] | None, relations: frozenset[str]
) -> Iterable[tuple[str, list[Relation]]]:
    if not by_relation or relations.isdisjoint(by_relation):
        return ()
    return [
        pair
        for relation, by_other in by_relation.items()
        if relation in relations
        for pair in by_other.items()
    ]


def ends(claim: Relation) -> list[tuple[str, str]]:
    """Give the (head, tail) pairs of the edges a claim stands on."""
    if claim.to is None:
        return []
    if claim.place is None or claim.to[0] == PLACE:
        return [(claim.frm, claim.to)]
    return [(claim.frm, claim.to), (claim.to, claim.place)]
