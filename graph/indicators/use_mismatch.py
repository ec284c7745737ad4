"""B5: people live at a place that is meant for industry."""

from collections.abc import Iterator

from graph.claims import PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.premises import LIVING, uses_of
from graph.rules import Parameters
from graph.view import View
from graph.wording import in_dutch, in_english

__all__ = ["USE_MISMATCH"]

_INDUSTRY = "industriefunctie"
_DWELLING = frozenset({"woonfunctie", "logiesfunctie"})


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """People were registered as resident at a place for industry that is no dwelling."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE:
        return
    stays = view.incoming(place, LIVING)
    if len({one.frm for one in stays}) < p["residents"]:
        return
    uses = uses_of(view, place)
    if _INDUSTRY not in uses or not _DWELLING.isdisjoint(uses):
        return
    used: dict[Interval, None] = {}
    most = (0, 0)
    for day in sorted({one.start for one in stays}):
        present = [one for one in stays if one.holds_on(day)]
        count = len({one.frm for one in present})
        if count >= p["residents"]:
            used |= dict.fromkeys(present)
            most = max(most, (count, -day))
    if used:
        where, when = view.name(place), -most[1]
        yield found(
            "B5",
            focus,
            (place,),
            used,
            (),
            p,
            (
                f"Op {where} (industriefunctie, geen woonfunctie) stonden op {in_dutch(when)} {most[0]} bewoners ingeschreven.",
                f"At {where} (for industry, no dwelling) {most[0]} residents were registered on {in_english(when)}.",
            ),
            joins=(place,),
        )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """The use of a place with residents is unknown."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE or uses_of(view, place):
        return
    if len({one.frm for one in view.incoming(place, LIVING)}) >= p["residents"]:
        where = view.name(place)
        yield Unknown(
            "B5",
            focus,
            "gebruiksdoel",
            f"Van {where} is geen gebruiksdoel bekend.",
            f"The use of {where} is unknown.",
        )


def foci(_: View, entity: Entity) -> Iterator[Focus]:
    """Give the place itself: who comes or goes touches it."""
    yield (entity.key,)


USE_MISMATCH = Indicator(
    id="B5",
    version="1",
    nl="Bewoning van een bedrijfsruimte",
    en="Use mismatch",
    group="B",
    phase="zaak",
    purpose="registers",
    basis="Wet BRP art. 4.2; Omgevingswet art. 18.2",
    reach="place ← residents",
    needs=(Need("registers.bewoning-begonnen", "wie waar woont", "who lives where"),),
    hook="Wet Bibob art. 3 lid 8",
    refusal="Strijd met het omgevingsplan (Omgevingswet art. 5.1)",
    innocent=(
        Said(
            "Antikraak of een tijdelijke ontheffing.",
            "Guardians of an empty building, or a temporary exemption.",
        ),
        Said(
            "Een bedrijfswoning die niet als woning is geregistreerd.",
            "A dwelling with the business that is not registered as one.",
        ),
        Said("Een gebruiksdoel dat in de BAG niet is bijgewerkt.", "A use that is out of date in the BAG."),
    ),
    triggers=frozenset({*LIVING, VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    kinds=PLACE,
    cannot_tell=cannot_tell,
)
