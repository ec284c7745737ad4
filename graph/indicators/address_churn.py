"""B3: residents come and go at one place more than at others."""

from collections.abc import Iterator

import msgspec

from graph.claims import PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Measure, Unknown, found
from graph.indicators.mass_registration import measured_use, stated
from graph.instants import END_OF_TIME, MONTH
from graph.intervals import Interval
from graph.percentiles import Measured, Percentile, Threshold
from graph.premises import LIVING
from graph.rules import Parameters
from graph.view import View
from graph.windows import windows
from graph.wording import in_dutch, in_english

__all__ = ["ADDRESS_CHURN"]


class _Move(msgspec.Struct, frozen=True, gc=False):
    """One move in or out, on a day."""

    day: int
    stay: Interval


def evaluate(view: View, focus: Focus, p: Parameters, threshold: Threshold) -> Iterator[Hit | Due]:
    """Residents moved in and out of one place more often within some months than elsewhere in the municipality."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE:
        return
    moves = _moves(view, place)
    yield from (Due(move.stay.end) for move in moves if move.stay.foreseen)
    moves = [move for move in moves if move.day <= view.today]
    if len(moves) < threshold.value:
        return
    used: dict[_Move, None] = {}
    most, first, last = 0, 0, 0
    for run in windows(moves, p["months"] * MONTH, lambda move: move.day):
        if len(run) >= threshold.value:
            used |= dict.fromkeys(run)
            if len(run) > most:
                most, first, last = len(run), run[0].day, run[-1].day
    if used:
        where = view.name(place)
        yield found(
            "B3",
            focus,
            (place,),
            [move.stay for move in used],
            (),
            {**p, "threshold": threshold.value},
            (
                (
                    f"Op {where} waren er van {in_dutch(first)} tot en met {in_dutch(last)} {most} verhuizingen"
                    f" (grens: {threshold.value:g})."
                ),
                (
                    f"At {where} there were {most} moves in or out from {in_english(first)} through {in_english(last)}"
                    f" (threshold: {threshold.value:g})."
                ),
            ),
            joins=(place,),
            use=measured_use(view, place),
        )


def _moves(view: View, place: Entity) -> list[_Move]:
    moves: list[_Move] = []
    for stay in view.incoming(place, LIVING):
        moves.append(_Move(stay.start, stay))
        if stay.end != END_OF_TIME:
            moves.append(_Move(stay.end, stay))
    return sorted(moves, key=lambda move: (move.day, move.stay.refs))


def measured(view: View, place: Entity) -> Measured | None:
    """Give the first use of a place and the most moves in or out within the months of the rule."""
    moves = _moves(view, place)
    if not moves:
        return None
    months = view.rules.indicators["B3"]["months"]
    most = max(len(run) for run in windows(moves, months * MONTH, lambda move: move.day))
    return measured_use(view, place), (most,)


def percentile(p: Parameters) -> Percentile:
    """Make the yardstick of moves a place."""
    return Percentile(p["moves"], p["percentile"], int(p["places"]))


def places(view: View, entity: Entity) -> Iterator[str]:
    """Give the places whose count may differ."""
    yield from (focus[0] for focus in foci(view, entity))


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Many moved at a place of unknown use: it cannot be measured against places like it."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE or measured_use(view, place):
        return
    if len(_moves(view, place)) >= p["moves"]:
        yield Unknown(
            "B3",
            focus,
            "gebruiksdoel",
            f"Van {view.name(place)} is geen gebruiksdoel bekend: met welke plaatsen het te vergelijken is, is niet te zeggen.",
            f"The use of {view.name(place)} is unknown: with which places to compare it cannot be told.",
        )


def foci(_: View, entity: Entity) -> Iterator[Focus]:
    """Give the place itself: every move touches it."""
    yield (entity.key,)


ADDRESS_CHURN = Indicator(
    id="B3",
    version="1",
    nl="Veel verhuizingen op één adres",
    en="Address churn",
    group="B",
    phase="stroom",
    purpose="registers",
    basis="Wet BRP art. 4.2",
    reach="place ← residents",
    needs=(
        Need("registers.bewoning-begonnen", "wie waar komt wonen", "who moves in where"),
        Need("registers.bewoning-beeindigd", "wie waar vertrekt", "who moves out where"),
    ),
    hook="Geen; ondersteunt I2",
    refusal="Geen",
    innocent=(
        Said(
            "Een studentenhuis, opvang, pension of zorginstelling.",
            "A student house, shelter, boarding house or care home.",
        ),
        Said(
            "Een woning van een werkgever voor tijdelijk personeel.",
            "A dwelling of an employer for temporary staff.",
        ),
        Said(
            "Een administratieve opschoning waarbij veel mensen tegelijk zijn uitgeschreven.",
            "A clean-up in which many were deregistered at once.",
        ),
    ),
    triggers=frozenset({*LIVING, VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    kinds=PLACE,
    measure=Measure(measured, places, percentile, stated),
    cannot_tell=cannot_tell,
)
