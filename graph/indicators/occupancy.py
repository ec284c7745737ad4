"""B2: grown-up residents have little room at one place."""

from collections.abc import Iterator

from graph.claims import PERSON, PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.premises import LIVING, adult_from, area_of
from graph.rules import Parameters
from graph.view import View
from graph.wording import in_dutch, in_english

__all__ = ["OCCUPANCY"]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """More grown-ups were resident at one place on one day than its floor area has room for."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE:
        return
    stays = view.incoming(place, LIVING)
    if len(stays) < p["residents"]:
        return
    area = area_of(view, place)
    if area is None:
        return
    grown = list(_grown_up(view, stays))
    if len(grown) < p["residents"]:
        return
    used: dict[Interval, None] = {}
    most = (0, 0)
    for day in sorted({since for since, _ in grown}):
        present = [one for since, one in grown if since <= day <= one.end]
        count = len({one.frm for one in present})
        if count < p["residents"] or area / count >= p["area"]:
            continue
        if day not in {one.start for one in present}:
            yield Due(day)
        if day <= view.today:
            used |= dict.fromkeys(present)
            most = max(most, (count, -day))
    if used:
        where, when = view.name(place), -most[1]
        yield found(
            "B2",
            focus,
            (place,),
            used,
            (),
            {**p, "square_metres": area},
            (
                f"Op {where} ({area} m²) stonden op {in_dutch(when)} {most[0]} volwassenen tegelijk ingeschreven.",
                f"At {where} ({area} m²) {most[0]} adults were registered as resident at the same time on {in_english(when)}.",
            ),
            joins=(place,),
        )


def _grown_up(view: View, stays: list[Interval]) -> Iterator[tuple[int, Interval]]:
    """Give the stays of grown-ups, each from the day on which the resident was one and there."""
    for one in stays:
        since = adult_from(view, one.frm)
        if since is not None and since <= one.end:
            yield max(since, one.start), one


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """The floor area, or the age of residents, is unknown."""
    place = view.at(focus[0])
    stays = [] if place is None or place.kind != PLACE else view.incoming(place, LIVING)
    if place is None or len({one.frm for one in stays}) < p["residents"]:
        return
    where = view.name(place)
    if area_of(view, place) is None:
        yield Unknown(
            "B2",
            focus,
            "oppervlakte",
            f"Van {where} is geen oppervlakte bekend.",
            f"The area of {where} is unknown.",
        )
    if any(adult_from(view, one.frm) is None for one in stays):
        yield Unknown(
            "B2",
            focus,
            "geboortedatum",
            f"Van bewoners van {where} is de leeftijd niet bekend.",
            f"The age of residents of {where} is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the place itself, and the places where a touched person lived."""
    if entity.kind == PLACE:
        yield (entity.key,)
    else:
        yield from ((one.to.key,) for one in view.outgoing(entity, LIVING))


OCCUPANCY = Indicator(
    id="B2",
    version="1",
    nl="Veel volwassenen op weinig ruimte",
    en="Occupancy",
    group="B",
    phase="zaak",
    purpose="registers",
    basis="Wet BRP art. 2.60 en 4.2; Huisvestingswet 2014",
    reach="place ← residents",
    needs=(Need("registers.bewoning-begonnen", "wie waar woont", "who lives where"),),
    hook="Geen; ondersteunt I2",
    refusal="Overbewoning (Huisvestingswet 2014 art. 21; Besluit bouwwerken leefomgeving)",
    innocent=(
        Said(
            "Een grote familie, of kinderen die volwassen zijn geworden.",
            "A large family, or children who have grown up.",
        ),
        Said("Een vertrek dat nog niet is uitgeschreven.", "Somebody who left and is still registered."),
        Said("Een oppervlakte die in de BAG niet klopt.", "A floor area that is wrong in the BAG."),
    ),
    triggers=frozenset({*LIVING, VALUES[PLACE], VALUES[PERSON]}),
    foci=foci,
    evaluate=evaluate,
    kinds=PLACE + PERSON,
    cannot_tell=cannot_tell,
)
