"""A network as a still drawing, for paper and for browsers without scripts: where a canvas had its nodes, or on a circle."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import msgspec

__all__ = ["HEIGHT", "MOST", "WIDTH", "Drawing", "drawn"]

WIDTH, HEIGHT = 860, 460
MOST = 30
"""More nodes than these are not read from a circle; the tables have them all."""

_LABEL = 26
# Characters of a name that fit.

_MARGIN = (90, 40)
# Kept free at the sides and above and below, for names.


class Dot(msgspec.Struct, frozen=True):
    """A node: its middle, its kind, its name, and whether it is in the evidence."""

    x: int
    y: int
    kind: str
    label: str
    evidence: bool


class Line(msgspec.Struct, frozen=True):
    """A relation between two nodes, and its name on the middle of it."""

    x1: int
    y1: int
    x2: int
    y2: int
    label: str


class Drawing(msgspec.Struct, frozen=True):
    """What is drawn, in user units of a field of ``width`` by ``height``."""

    width: int
    height: int
    dots: list[Dot]
    lines: list[Line]


def drawn(
    nodes: Sequence[Mapping[str, Any]],
    ties: Sequence[Mapping[str, Any]],
    places: Mapping[str, tuple[int, int]] | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Drawing | None:
    """Lay a network out.

    Parameters
    ----------
    nodes, ties
        As `desk.told` gives them.
    places
        By node where it stood on a canvas, in any units: all is scaled into the field. Without them nodes stand on a circle.
    size
        Of the field.

    Returns
    -------
    Drawing or None
        None where nothing can be read from a drawing: one node alone, or too many for a circle.
    """
    if len(nodes) < 2 or (places is None and len(nodes) > MOST):
        return None
    place = _on_circle(nodes, size) if places is None else _scaled(places, size)
    dots = [
        Dot(*place[node["id"]], node["kind"], _cut(node["name"] or node["short"]), node["evidence"])
        for node in nodes
    ]
    pairs: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        if tie["from"] in place and tie["to"] in place:
            pairs.setdefault((tie["from"], tie["to"]), []).append(tie["relation"].replace("_", " "))
    lines = [
        Line(*place[frm], *place[to], ", ".join(dict.fromkeys(labels))) for (frm, to), labels in pairs.items()
    ]
    return Drawing(*size, dots, lines)


def _on_circle(nodes: Sequence[Mapping[str, Any]], size: tuple[int, int]) -> dict[str, tuple[int, int]]:
    width, height = size
    found = {}
    for number, node in enumerate(nodes):
        turn = 2 * pi * number / len(nodes) - pi / 2
        found[node["id"]] = (
            round(width / 2 + 0.34 * width * cos(turn)),
            round(height / 2 + 0.36 * height * sin(turn)),
        )
    return found


def _scaled(places: Mapping[str, tuple[int, int]], size: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Fit places into the field; one scale for both directions, so that the shape stays."""
    west, east = min(x for x, _ in places.values()), max(x for x, _ in places.values())
    north, south = min(y for _, y in places.values()), max(y for _, y in places.values())
    room = [whole - 2 * margin for whole, margin in zip(size, _MARGIN, strict=True)]
    scale = min(room[0] / max(1, east - west), room[1] / max(1, south - north))
    left = (size[0] - scale * (east - west)) / 2
    top = (size[1] - scale * (south - north)) / 2
    return {
        one: (round(left + (x - west) * scale), round(top + (y - north) * scale))
        for one, (x, y) in places.items()
    }


def _cut(name: str) -> str:
    return name if len(name) <= _LABEL else name[: _LABEL - 1] + "…"
