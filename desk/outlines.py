"""The outlines of a municipality's wijken and buurten, out of its own GeoJSON, flattened for a small map in SVG."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

import msgspec

from demo.outlines import outlines as outlines_of_the_demo
from demo.places import GEMEENTE as DEMO
from streams.errors import WrongUse

__all__ = ["Area", "Map", "map_of", "read"]

NAMES = ("buurtnaam", "wijknaam", "statnaam", "naam", "name")
"""Properties that hold an area's name, the most exact first: those of CBS and PDOK, then plain ones."""

WIDTH = 760
# Of the map in user units; its height follows from the areas.

Ring = tuple[tuple[float, float], ...]


class Area(msgspec.Struct, frozen=True):
    """A wijk or buurt: its name, whether it is a buurt, and its outer rings in degrees."""

    name: str
    small: bool
    rings: tuple[Ring, ...]


class Shape(msgspec.Struct, frozen=True):
    """An area on the map: its outline as the path of an SVG, and where its name stands."""

    name: str
    small: bool
    path: str
    x: float
    y: float


class Map(msgspec.Struct, frozen=True):
    """Shapes in a field of ``width`` by ``height``; a point of (lon, lat) is at ((lon - west) · kx, (north - lat) · ky)."""

    shapes: list[Shape]
    width: int
    height: int
    west: float
    north: float
    kx: float
    ky: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Give where a point lies."""
        return round((point[0] - self.west) * self.kx, 1), round((self.north - point[1]) * self.ky, 1)


def map_of(gemeente: str, path: Path | None) -> Map | None:
    """Give the map of a municipality: of the file in the settings, of the made-up town itself; None where there is none."""
    if path is not None:
        return _laid_out(read(path))
    if gemeente == DEMO:
        return _laid_out(tuple(areas(outlines_of_the_demo())))
    return None


@cache
def read(path: Path) -> tuple[Area, ...]:
    """Read a file; once a process.

    Raises
    ------
    WrongUse
        When it is no GeoJSON of areas with names in degrees (WGS 84).
    """
    try:
        found = tuple(areas(msgspec.json.decode(path.read_bytes())))
    except (OSError, msgspec.MsgspecError, KeyError, TypeError, ValueError, IndexError) as error:
        raise WrongUse(
            f"DWARSVERBAND_OUTLINES {path.name}: no GeoJSON of areas ({type(error).__name__})"
        ) from None
    if not found:
        raise WrongUse(f"DWARSVERBAND_OUTLINES {path.name}: no area in it has a name ({', '.join(NAMES)})")
    if any(abs(lon) > 180 or abs(lat) > 90 for area in found for ring in area.rings for lon, lat in ring):
        raise WrongUse(f"DWARSVERBAND_OUTLINES {path.name}: must be in degrees (WGS 84), not in metres (RD)")
    return found


def areas(collection: dict[str, Any]) -> Iterator[Area]:
    """Give the areas of a FeatureCollection that have a name; holes are left out."""
    for feature in collection["features"]:
        said = {name.lower(): value for name, value in (feature.get("properties") or {}).items()}
        name = next((str(said[one]) for one in NAMES if said.get(one)), "")
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if name and kind in {"Polygon", "MultiPolygon"}:
            outer = [one[0] for one in (coordinates if kind == "MultiPolygon" else [coordinates])]
            small = "buurtnaam" in said or said.get("soort") == "buurt"
            yield Area(name, small, tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for ring in outer))


@cache
def _laid_out(some: tuple[Area, ...]) -> Map:
    every = [point for area in some for ring in area.rings for point in ring]
    west, east = min(lon for lon, _ in every), max(lon for lon, _ in every)
    south, north = min(lat for _, lat in every), max(lat for _, lat in every)
    kx = WIDTH / ((east - west) or 1)
    ky = kx / cos(radians((south + north) / 2))
    made = Map([], WIDTH, round((north - south) * ky), west, north, kx, ky)
    shapes = [_shape(made, area) for area in sorted(some, key=lambda area: (area.small, area.name))]
    return msgspec.structs.replace(made, shapes=shapes)


def _shape(on: Map, area: Area) -> Shape:
    path = " ".join(_path(map(on.at, ring)) for ring in area.rings)
    x, y = on.at(_middle(max(area.rings, key=len)))
    return Shape(area.name, area.small, path, x, y)


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    return (west + east) / 2, (south + north) / 2
