"""What an export writes: rows for tables, and the same as nodes and edges for graphs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Content", "Row"]

Row = dict[str, Any]
# One object of contracts.md section 5.


@dataclass(frozen=True, slots=True)
class Content:
    """One kind of export. `nodes` and `edges` are None where the kind has no graph (dead letters).

    Nodes have `id`; edges `id`, `from`, `to`. Whatever else they carry becomes an attribute.
    """

    kind: str
    rows: Callable[[], Iterator[Row]]
    nodes: Callable[[], Iterator[Row]] | None = None
    edges: Callable[[], Iterator[Row]] | None = None
