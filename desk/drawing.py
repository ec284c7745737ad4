"""The evidence of a flag as a small drawing: nodes on a circle, relations as lines; the same every time."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

import msgspec

from graph.flag import EvidenceEdge

__all__ = ["HEIGHT", "MOST", "WIDTH", "Drawing", "drawn"]

WIDTH, HEIGHT = 860, 460
MOST = 30
"""More nodes than these are not read from a drawing; the tables have them all."""

_LABEL = 26
# Characters of a name that fit.


class Dot(msgspec.Struct, frozen=True):
    """A node: its middle, its kind, its name."""

    x: int
    y: int
    kind: str
    label: str


class Line(msgspec.Struct, frozen=True):
    """A relation between two nodes, and its name on the middle of it."""

    x1: int
    y1: int
    x2: int
    y2: int
    label: str


class Drawing(msgspec.Struct, frozen=True):
    """What is drawn, in user units of a field of `WIDTH` by `HEIGHT`."""

    dots: list[Dot]
    lines: list[Line]


def drawn(nodes: Sequence[dict[str, Any]], edges: Sequence[EvidenceEdge]) -> Drawing | None:
    """Lay the evidence out; None where there are too many nodes to read, or one alone."""
    if not 1 < len(nodes) <= MOST:
        return None
    place = {node["id"]: _on_circle(number, len(nodes)) for number, node in enumerate(nodes)}
    dots = [Dot(*place[node["id"]], node["kind"], _cut(node["name"] or node["short"])) for node in nodes]
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        if edge.frm in place and edge.to in place:
            pairs.setdefault((edge.frm, edge.to), []).append(edge.relation.replace("_", " "))
    lines = [
        Line(*place[frm], *place[to], ", ".join(dict.fromkeys(labels))) for (frm, to), labels in pairs.items()
    ]
    return Drawing(dots, lines)


def _on_circle(number: int, of: int) -> tuple[int, int]:
    turn = 2 * pi * number / of - pi / 2
    return round(WIDTH / 2 + 0.34 * WIDTH * cos(turn)), round(HEIGHT / 2 + 0.36 * HEIGHT * sin(turn))


def _cut(name: str) -> str:
    return name if len(name) <= _LABEL else name[: _LABEL - 1] + "…"
