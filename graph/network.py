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
        self._struck: dict[str, list[Relation]] = {}

    def add(self, claim: Relation) -> None:
        """Let a claim stand."""
        if claim.to is None:
            self._struck.setdefault(claim.frm, []).append(claim)
            return
        for head, tail in ends(claim):
            keys = self.graph.get_edge_data(head, tail)
            edge = None if keys is None else keys.get(claim.relation)
            if edge is None:
                self.graph.add_edge(head, tail, key=claim.relation, claims=[claim])
            else:
                edge["claims"].append(claim)

    def remove(self, claim: Relation) -> None:
        """Take a claim back."""
        if claim.to is None:
            self._struck[claim.frm].remove(claim)
            return
        for head, tail in ends(claim):
            claims = self.graph.edges[head, tail, claim.relation]["claims"]
            claims.remove(claim)
            if not claims:
                self.graph.remove_edge(head, tail, key=claim.relation)

    def struck(self, record: str) -> list[Relation]:
        """Give the claims that this organisation was struck off the register."""
        return self._struck.get(record, [])

    def outgoing(self, record: str, relations: frozenset[str]) -> Iterable[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what this record does to others: leads, holds, lends, owns and the like."""
        return _claims(self._out.get(record), relations)

    def incoming(self, record: str, relations: frozenset[str]) -> Iterable[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what others do to this record."""
        return _claims(self._in.get(record), relations)

    def between(
        self, record: str, others: Collection[str], relations: frozenset[str]
    ) -> Iterator[tuple[str, list[Relation]]]:
        """Give (other record, claims) of what this record does to some others; cost goes with the smaller side."""
        adjacency = self._out.get(record)
        if not adjacency:
            return
        for other in adjacency.keys() & others if len(adjacency) < len(others) else others:
            for relation, edge in adjacency.get(other, _NONE).items():
                if relation in relations:
                    yield other, edge["claims"]

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

_NONE: _Keys = {}


def _claims(adjacency: _Adjacency | None, relations: frozenset[str]) -> Iterable[tuple[str, list[Relation]]]:
    if not adjacency:
        return ()
    return (
        (other, edge["claims"])
        for other, keys in adjacency.items()
        for relation, edge in keys.items()
        if relation in relations
    )


def ends(claim: Relation) -> list[tuple[str, str]]:
    """Give the (head, tail) pairs of the edges a claim stands on."""
    if claim.to is None:
        return []
    if claim.place is None or claim.to[0] == PLACE:
        return [(claim.frm, claim.to)]
    return [(claim.frm, claim.to), (claim.to, claim.place)]
