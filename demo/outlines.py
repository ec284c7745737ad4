"""The outlines of Wieringhaven's wijken and buurten, made up around its streets: GeoJSON as a municipality would give it."""

from typing import Any

from demo.chance import chance
from demo.places import CENTRE, QUARTER, QUARTERS, Quarter

__all__ = ["outlines"]

COAST = 0.0012
# Degrees by which a border wanders; all streets stay on land.

WIDE, HIGH = QUARTER * 1.95, QUARTER * 1.45
# A quarter, with a ditch between it and the next.

EDGE = (0.0, 0.35, 0.7, 1.0)
# Corners along the south and the north side, as parts of it.

STREETS = (0.0135, 0.0075)
# Degrees over which the streets of a quarter lie.


def outlines() -> dict[str, Any]:
    """Give each quarter as a wijk, and its streets as a buurt; the same every time."""
    features = []
    for quarter in QUARTERS:
        features.append(_feature({"wijknaam": quarter.name}, _ring(quarter, "wijk", (WIDE, HIGH), 0.0045)))
        features.append(_feature({"buurtnaam": quarter.name}, _ring(quarter, "buurt", STREETS, 0.0007)))
    return {"type": "FeatureCollection", "features": features}


def _feature(properties: dict[str, str], ring: list[list[float]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _ring(quarter: Quarter, kind: str, size: tuple[float, float], before: float) -> list[list[float]]:
    """Walk around a quarter from its south-west corner, which lies `before` its first house; no side is quite straight."""
    random = chance(1, f"{kind} {quarter.name}")
    west = CENTRE[0] + quarter.column * QUARTER * 2 - before
    south = CENTRE[1] + quarter.row * QUARTER * 1.5 - before
    corners = (*((x, 0.0) for x in EDGE), *((x, 1.0) for x in reversed(EDGE)))
    wander = min(COAST, before)
    ring = [
        [
            round(west + x * size[0] - random.random() * wander, 6),
            round(south + y * size[1] - random.random() * wander, 6),
        ]
        for x, y in corners
    ]
    return [*ring, ring[0]]
