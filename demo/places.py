"""The imaginary harbour town of Wieringhaven: its quarters, streets and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

from demo.chance import Random, chance
from demo.names import street_names

__all__ = [
    "GEMEENTE",
    "HOME",
    "HORECA",
    "OFFICE",
    "SHOP",
    "TOWN",
    "WORKS",
    "Place",
    "Use",
    "distance",
    "lay_out",
]

GEMEENTE = "9901"
# No Dutch municipality has a code above 2,000: a real register can never be taken for this one.
TOWN = "Wieringhaven"
CENTRE = (4.2, 53.6)
# Open water in the North Sea, so that no map shows a real house.
QUARTER = 0.012
# Degrees of latitude between quarters, some 1.3 km: further than rule D1 looks.

Use = str
HOME, SHOP, HORECA = "woonfunctie", "winkelfunctie", "bijeenkomstfunctie"
WORKS, OFFICE = "industriefunctie", "kantoorfunctie"


@dataclass(frozen=True, slots=True)
class Quarter:
    """One part of town, with what is built along its streets."""

    name: str
    column: int
    row: int
    streets: int
    mix: tuple[tuple[Use, int], ...]


QUARTERS = (
    Quarter("Havenhoofd", 0, 0, 8, ((WORKS, 28), (HOME, 6))),
    Quarter("Binnenstad", 1, 0, 12, ((SHOP, 16), (HORECA, 21), (OFFICE, 4), (HOME, 38))),
    Quarter("Kadekwartier", 1, 1, 10, ((SHOP, 14), (HORECA, 20), (OFFICE, 5), (HOME, 40))),
    Quarter("Fabelwijk", 2, 0, 16, ((HOME, 66), (SHOP, 2))),
    Quarter("Nevelmeer", 2, 1, 16, ((HOME, 66), (SHOP, 2))),
    Quarter("Dichterswijk", 0, 1, 14, ((HOME, 66), (SHOP, 1))),
)
AREAS = {HOME: (45, 160), SHOP: (60, 320), HORECA: (70, 400), WORKS: (200, 1400), OFFICE: (60, 700)}
# Floor areas in square metres: none reaches the 1,500 of a shared business building by chance.


@dataclass(frozen=True, slots=True)
class Place:
    """One address with its object in the register of buildings; `use` may name two uses: "industriefunctie en woonfunctie"."""

    number: int
    street: str
    house: int
    postcode: str
    use: Use
    area: int
    quarter: str
    point: tuple[float, float]
    block: str = ""

    @property
    def bag(self) -> str:
        """The 16 digits of the addressable object."""
        return f"{GEMEENTE}01{self.number:010d}"

    @property
    def area_name(self) -> str:
        """The neighbourhood: a block of its own, or the quarter."""
        return self.block or self.quarter

    @property
    def record(self) -> str:
        """The record id by which flags name the place."""
        return f"bag:{self.bag}"


def distance(a: Place, b: Place) -> float:
    """Return the distance between two places in metres (flat earth: good to a metre within a town)."""
    east = (a.point[0] - b.point[0]) * 111_320 * cos(radians(CENTRE[1]))
    return hypot(east, (a.point[1] - b.point[1]) * 111_320)


def lay_out(seed: int, size: float) -> list[Place]:
    """Build the town; `size` 1.0 houses about ten thousand people, a smaller one has fewer homes only."""
    random = chance(seed, "streets")
    names = street_names(random, sum(quarter.streets for quarter in QUARTERS))
    places: list[Place] = []
    for quarter in QUARTERS:
        for index in range(quarter.streets):
            places.extend(_street(random, quarter, names.pop(), index, size, len(places) + 1))
    return places


def _street(
    random: Random, quarter: Quarter, name: str, index: int, size: float, number: int
) -> Iterator[Place]:
    """Lay out one street: a postcode of its own, its houses in a line."""
    postcode = f"{8990 + QUARTERS.index(quarter)}{chr(65 + index)}{chr(65 + random.randrange(18))}"
    corner = (
        CENTRE[0] + quarter.column * QUARTER * 2 + (index % 4) * 0.003,
        CENTRE[1] + quarter.row * QUARTER * 1.5 + (index // 4) * 0.0015,
    )
    uses = [use for use, count in quarter.mix for _ in range(_count(use, count, size))]
    random.shuffle(uses)
    for house, use in enumerate(uses, start=1):
        point = (round(corner[0] + house * 0.00004, 6), round(corner[1] + (house % 2) * 0.0001, 6))
        area = random.randint(*AREAS[use])
        yield Place(number + house - 1, name, house, postcode, use, area, quarter.name, point)


def _count(use: Use, count: int, size: float) -> int:
    """Return how many such addresses a street has: planted structures need their shops in the smallest town too."""
    return max(1, round(count * (size if use == HOME else max(1.0, size))))
