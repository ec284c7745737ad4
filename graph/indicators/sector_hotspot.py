"""H1: branches at risk stand together in one neighbourhood; context for an order, never a reason for a flag."""

import math
from collections.abc import Iterator

from graph.claims import ORGANISATION, PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Measure, Unknown, found
from graph.instants import END_OF_TIME
from graph.intervals import Interval
from graph.percentiles import Measured, Threshold
from graph.rules import Parameters
from graph.view import REGISTERED, View

__all__ = ["SECTOR_HOTSPOT", "Concentration"]

_BRANCHES = ("45", "3811", "3831", "3832", "4677", "7711", "56", "55", "9602", "9604", "92", "78")
"""First digits of SBI codes of branches that policies name (domain.md 1.1, S11): cars and scrap, horeca, lodging,
hairdressers, wellness, gaming, placement of workers."""

_AREA = "buurt:"


class Concentration:
    """How many organisations, and how many of the branches at risk, are registered in each neighbourhood."""

    def __init__(self) -> None:
        self._by_place: dict[str, Measured] = {}
        self._places: dict[str, set[str]] = {}
        self._counts: dict[str, tuple[float, float]] = {}
        self._total = (0.0, 0.0)

    def put(self, place: str, measured: Measured | None) -> None:
        """Set neighbourhood and counts of a place, or take the place out; O(1)."""
        known = self._by_place.pop(place, None)
        if known is not None:
            self._places[known[0]].discard(place)
            self._add(known, -1)
        if measured is not None:
            self._by_place[place] = measured
            self._places.setdefault(measured[0], set()).add(place)
            self._add(measured, 1)

    def _add(self, measured: Measured, sign: int) -> None:
        area, (every, risk) = measured
        here = self._counts.get(area, (0.0, 0.0))
        self._counts[area] = (here[0] + sign * every, here[1] + sign * risk)
        self._total = (self._total[0] + sign * every, self._total[1] + sign * risk)

    def use_of(self, place: str) -> str:
        """Give the neighbourhood of a focus."""
        return place.removeprefix(_AREA)

    def threshold(self, use: str) -> Threshold:
        """Give how many of the branches at risk were to be expected in a neighbourhood, and of how many in all."""
        every, risk = self._total
        here = self._counts.get(use, (0.0, 0.0))[0]
        return Threshold(here * risk / every if every else 0.0, int(here))

    def changes(self) -> tuple[set[str], set[str]]:
        """Give nothing: context is computed when somebody asks."""
        return set(), set()

    def places(self, area: str) -> list[str]:
        """Give the keys of the places in a neighbourhood where somebody is registered."""
        return sorted(self._places.get(area, ()))


def evaluate(view: View, focus: Focus, p: Parameters, threshold: Threshold) -> Iterator[Hit]:
    """In one neighbourhood more branches at risk are registered than elsewhere in the municipality."""
    yardstick = view.yardsticks.get("H1")
    if not isinstance(yardstick, Concentration) or not threshold.value:
        return
    area = yardstick.use_of(focus[0])
    places = [entity for key in yardstick.places(area) if (entity := view.at(key)) is not None]
    used = [one for place in places for one in _open(view, place) if _is_at_risk(view, one.frm)]
    count = len(used)
    if count < p["organisations"] or count / threshold.value <= p["quotient"]:
        return
    if _at_least(count, threshold.value) >= p["chance"]:
        return
    yield found(
        "H1",
        focus,
        (),
        used,
        (),
        {**p, "expected": round(threshold.value, 4), "registered": threshold.places},
        (
            (
                f"In {area} zijn {count} bedrijven uit branches met risico ingeschreven, waar er {threshold.value:.1f}"
                " te verwachten waren. Dit is achtergrond, geen reden voor een signaal."
            ),
            (
                f"In {area} {count} organisations of branches at risk are registered, where {threshold.value:.1f}"
                " were to be expected. This is context, no reason for a flag."
            ),
        ),
    )


def _at_least(count: int, expected: float) -> float:
    """Give the chance of at least so many under a Poisson distribution."""
    term, below = math.exp(-expected), 0.0
    for index in range(count):
        below += term
        term *= expected / (index + 1)
    return max(0.0, 1.0 - below)


def _open(view: View, place: Entity) -> list[Interval]:
    return [one for one in view.incoming(place, REGISTERED) if one.end == END_OF_TIME]


def _is_at_risk(view: View, organisation: Entity) -> bool:
    return any(code.replace(".", "").startswith(_BRANCHES) for code in view.values(organisation, "sbi"))


def measured(view: View, place: Entity) -> Measured | None:
    """Give the neighbourhood of a place, how many are registered there, and how many of branches at risk."""
    area, registered = view.latest(place, "buurt"), _open(view, place)
    if area is None or not registered:
        return None
    return area, (len(registered), sum(_is_at_risk(view, one.frm) for one in registered))


def places(view: View, entity: Entity) -> Iterator[str]:
    """Give the touched place, or the places where a touched organisation is registered."""
    if entity.kind == PLACE:
        yield entity.key
    else:
        yield from (one.to.key for one in view.outgoing(entity, REGISTERED))


def yardstick(_: Parameters) -> Concentration:
    """Make the counts of a municipality."""
    return Concentration()


def stated(_: Threshold) -> tuple[Parameters, str, str]:
    """Give nothing more: the hit says what it was measured against."""
    return {}, "", ""


def cannot_tell(_: View, focus: Focus, __: Parameters) -> Iterator[Unknown]:
    """No neighbourhood of a place is known."""
    if not focus[0].removeprefix(_AREA):
        yield Unknown(
            "H1", focus, "buurt", "Van een plaats is geen buurt bekend.", "The area of a place is unknown."
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the neighbourhood of a place, or of the places where an organisation is registered."""
    for key in places(view, entity):
        place = view.at(key)
        if place is not None:
            yield (_AREA + (view.latest(place, "buurt") or ""),)


SECTOR_HOTSPOT = Indicator(
    id="H1",
    version="1",
    nl="Concentratie van risicobranches in een buurt",
    en="Sector hotspot",
    group="H",
    phase="stroom",
    purpose="registers",
    basis="Gemeentewet art. 172",
    reach="neighbourhood ← places ← registered organisations",
    needs=(
        Need(
            "registers.vestiging-geopend",
            "welke organisaties waar staan ingeschreven",
            "which organisations are registered where",
        ),
        Need(
            "registers.onderneming-ingeschreven",
            "in welke branche een organisatie werkt",
            "in which branch an organisation works",
        ),
    ),
    hook="Geen: achtergrond",
    refusal="Geen",
    innocent=(
        Said("Een winkelstraat, haven of uitgaansgebied.", "A shopping street, harbour or nightlife area."),
    ),
    triggers=frozenset({*REGISTERED, "uitgeschreven", VALUES[ORGANISATION], VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION + PLACE,
    measure=Measure(measured, places, yardstick, stated),
    cannot_tell=cannot_tell,
    context=True,
)
