"""B1: many organisations are registered at one place at the same time."""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Measure, Unknown
from graph.intervals import Interval
from graph.percentiles import Measured, Percentile, Threshold
from graph.rules import Parameters
from graph.view import REGISTERED, View
from graph.wording import in_dutch, in_english

__all__ = ["MASS_REGISTRATION"]


def evaluate(view: View, focus: Focus, p: Parameters, threshold: Threshold) -> Iterator[Hit]:
    """More organisations are registered at one place on one day than elsewhere in the municipality."""
    place = view.at(focus[0])
    if place is None or _is_shared_building(view, place, p):
        return
    registered = view.incoming(place, REGISTERED)
    if len(registered) <= threshold.value:
        return
    days = [day for day, count in _counts(registered) if count > threshold.value]
    if not days:
        return
    used = tuple(one for one in registered if any(one.holds_on(day) for day in days))
    peak_day, peak = max(_counts(registered), key=lambda pair: (pair[1], -pair[0]))
    where = view.name(place)
    yield Hit(
        "B1",
        focus,
        (place,),
        frozenset(ref for one in used for ref in one.refs),
        used,
        (),
        {"threshold": threshold.value},
        f"Op {where} stonden op {in_dutch(peak_day)} {peak} organisaties tegelijk ingeschreven"
        f" (grens: meer dan {threshold.value:g}).",
        f"At {where} {peak} organisations were registered at the same time on {in_english(peak_day)}"
        f" (threshold: more than {threshold.value:g}).",
        joins=(place,),
        use=measured_use(view, place),
    )


def _is_shared_building(view: View, place: Entity, p: Parameters) -> bool:
    """Tell whether the place is a shared business building; one of unknown area is not."""
    area = view.latest(place, "oppervlakte")
    return area is not None and int(area) >= p["shared_building"]


def _counts(registered: list[Interval]) -> Iterator[tuple[int, int]]:
    """Give (day, number of different organisations) for each day on which an organisation comes in."""
    changes = sorted(
        [(one.start, 0, one) for one in registered] + [(one.end + 1, -1, one) for one in registered],
        key=lambda change: change[:2],
    )
    present: dict[str, int] = {}
    for day, closing, one in changes:
        key = one.frm.key
        present[key] = present.get(key, 0) + (-1 if closing else 1)
        if not present[key]:
            del present[key]
        if not closing:
            yield day, len(present)


def measured(view: View, place: Entity) -> Measured | None:
    """Give the first use of a place and the most organisations registered there on any day."""
    registered = view.incoming(place, REGISTERED)
    if not registered:
        return None
    return measured_use(view, place), (max(count for _, count in _counts(registered)),)


def measured_use(view: View, place: Entity) -> str:
    """Give the first ``gebruiksdoel`` of a place; "" where none is known."""
    return (view.latest(place, "gebruiksdoel") or "").split(", ")[0]


def percentile(p: Parameters) -> Percentile:
    """Make the yardstick of a count of whole numbers a place."""
    return Percentile(p["organisations"], p["percentile"], int(p["places"]))


def places(view: View, entity: Entity) -> Iterator[str]:
    """Give the places whose count may differ."""
    yield from (focus[0] for focus in foci(view, entity))


def stated(threshold: Threshold) -> tuple[Parameters, str, str]:
    """Give how many places are behind the threshold."""
    return {"places": threshold.places}, "", ""


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Many are registered at a place of unknown floor area: it may be a shared business building."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE or view.latest(place, "oppervlakte") is not None:
        return
    registered = view.incoming(place, REGISTERED)
    if any(count > p["organisations"] for _, count in _counts(registered)):
        yield Unknown(
            "B1",
            focus,
            "oppervlakte",
            f"Van {view.name(place)} is geen oppervlakte bekend: of het een bedrijfsverzamelgebouw is, is niet te zeggen.",
            f"The area of {view.name(place)} is unknown: whether it is a shared business building cannot be told.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the place itself, and the places where a touched organisation is registered."""
    if entity.kind == PLACE:
        yield (entity.key,)
    elif entity.kind == ORGANISATION:
        yield from ((one.to.key,) for one in view.outgoing(entity, REGISTERED))


MASS_REGISTRATION = Indicator(
    id="B1",
    version="1",
    nl="Veel inschrijvingen op één plaats",
    en="Mass registration at one place",
    group="B",
    phase="stroom",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Gemeentewet art. 172",
    reach="place ← registered organisations",
    needs=(
        Need(
            "registers.vestiging-geopend",
            "welke organisaties waar staan ingeschreven",
            "which organisations are registered where",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said(
            "Een bedrijfsverzamelgebouw of flexkantoor: kijk naar de oppervlakte.",
            "A shared business building or flexible office: look at the floor area.",
        ),
        Said(
            "Het adres van een accountant of administratiekantoor.",
            "The address of an accountant or book-keeper.",
        ),
        Said(
            "Veel houdstermaatschappijen van één familie of groep.",
            "Many holding companies of one family or group.",
        ),
    ),
    triggers=frozenset({"vestiging", "uitgeschreven", VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION + PLACE,
    measure=Measure(measured, places, percentile, stated),
    cannot_tell=cannot_tell,
)
