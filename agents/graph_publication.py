"""What a batch publishes of the graph: the parts that are not as the store says they were published."""

from collections.abc import Iterable
from typing import Any, Protocol

from agents.graph_messages import message
from streams.store import Store
from streams.store_rows import GraphRow, OutboxRow

__all__ = ["GRAPH", "GraphPublication", "Part"]

GRAPH = "graph"
# The output topic, as contracts.md section 5 names it.


class Part(Protocol):
    """What is published together (`graph.row_changes`)."""

    @property
    def name(self) -> bytes:
        """Unique over all municipalities."""

    @property
    def digest(self) -> bytes:
        """Of what makes a change worth publishing; empty where the part is no more."""

    @property
    def rows(self) -> Any:
        """Called, gives the rows that are published; each has an id."""


class GraphPublication:
    """Collects the parts of one batch; the last word on a part counts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[bytes, GraphRow] = {}
        self._messages: dict[str, bytes | None] = {}

    def changed(self, gemeente: str, parts: Iterable[Part]) -> None:
        """Take the parts that a batch may have changed."""
        some = list(parts)
        published = self._published([part.name for part in some])
        for part in some:
            standing = published.get(part.name)
            if standing is None or not part.digest or standing.digest != part.digest:
                self._put(gemeente, part, standing)

    def whole(self, gemeente: str, parts: Iterable[Part]) -> None:
        """Take all parts of a municipality: what was published and is not among them is gone, redirects aside."""
        before = self._store.graph_digests(gemeente)
        differing = [part for part in parts if part.digest and before.pop(part.name, b"") != part.digest]
        self.changed(gemeente, differing)
        gone = [name for name, digest in before.items() if digest]
        for name, standing in self._published(gone).items():
            self._replace(standing.messages(), {}, GraphRow(name, gemeente))

    def rows(self) -> list[GraphRow]:
        """Return the rows to write; without messages a part is no more."""
        return list(self._rows.values())

    def messages(self) -> list[OutboxRow]:
        """Return the messages to send, one a key."""
        return [OutboxRow(GRAPH, key, value) for key, value in self._messages.items()]

    def _published(self, names: list[bytes]) -> dict[bytes, GraphRow]:
        """Return what is published under these names, by the store and by this batch so far."""
        found = self._store.graph_rows(names)
        if self._rows:
            found.update({name: row for name in names if (row := self._rows.get(name))})
        return found

    def _put(self, gemeente: str, part: Part, standing: GraphRow | None) -> None:
        now = {row["id"]: message(row) for row in part.rows()}
        if now or standing is not None:
            before = {} if standing is None else standing.messages()
            self._replace(before, now, _row(gemeente, part, now))

    def _replace(self, before: dict[str, bytes], now: dict[str, bytes], row: GraphRow) -> None:
        for key in before.keys() - now.keys():
            self._messages[key] = None
        for key, value in now.items():
            if before.get(key) != value:
                self._messages[key] = value
        self._rows[row.name] = row


def _row(gemeente: str, part: Part, messages: dict[str, bytes]) -> GraphRow:
    content = b"[" + b",".join(messages.values()) + b"]" if messages else b""
    return GraphRow(part.name, gemeente, part.digest, content)
