"""F3: a rent is far from what comparable places cost, or a loan comes back to its lender."""

from collections.abc import Iterator

import msgspec

from graph.claims import PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Measure, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Measured, Median, Threshold
from graph.premises import area_of, leases_at, uses_of
from graph.rules import Parameters
from graph.view import LENDING, LETTING, REGISTERED, View

__all__ = ["OFF_MARKET"]


class _Lease(msgspec.Struct, frozen=True, gc=False):
    """One lease of a whole place: euro a m² a year, and its parties (two lessors: two relations)."""

    rent: float
    relations: tuple[Interval, ...]

    @property
    def parties(self) -> list[Entity]:
        ends = dict.fromkeys(end for one in self.relations for end in (one.frm, one.to) if end.kind != PLACE)
        return list(ends)


def evaluate(view: View, focus: Focus, p: Parameters, threshold: Threshold) -> Iterator[Hit]:
    """A rent differs much from comparable rents in the municipality, or loans go round between two or three parties."""
    entity = view.at(focus[0])
    if entity is None:
        return
    if entity.kind != PLACE:
        yield from _round(view, focus, entity, p)
    elif threshold.places:
        for lease in _leases(view, entity):
            if lease.rent >= p["high"] * threshold.value or lease.rent <= p["low"] * threshold.value:
                yield _hit(view, focus, entity, lease, p)


def _leases(view: View, place: Entity) -> list[_Lease]:
    """Give the leases of a place that count: known rent and area, few organisations ever established there."""
    p = view.rules.indicators["F3"]
    told = leases_at(view, place)
    if not told:
        return []
    area = area_of(view, place)
    if area is None or len({one.frm for one in view.incoming(place, REGISTERED)}) > p["established"]:
        return []
    by_event: dict[tuple[object, str], list[Interval]] = {}
    for one in told:
        if one.amount is not None:
            tenant = one.frm if one.to.kind == PLACE else one.to
            by_event.setdefault((one.refs[0], tenant.key), []).append(one)
    return [
        _Lease((some[0].amount or 0) / 100 / area, tuple(some))
        for _, some in sorted(by_event.items(), key=lambda pair: pair[0])
    ]


def _hit(view: View, focus: Focus, place: Entity, lease: _Lease, p: Parameters) -> Hit:
    where, rent = view.name(place), f"{lease.rent:.2f}".replace(".", ",")
    return found(
        "F3",
        focus,
        (place, *lease.parties),
        lease.relations,
        (),
        {**p, "rent": round(lease.rent, 4)},
        (
            f"De huur van {where} is € {rent} per m² per jaar.",
            f"The rent of {where} is € {lease.rent:.2f} per m² a year.",
        ),
        mark=("rent", lease.relations[0].refs[0].source, lease.relations[0].refs[0].id),
        use=_use(view, place),
    )


def stated(threshold: Threshold) -> tuple[Parameters, str, str]:
    """Give the median that a rent was measured against, and of how many leases."""
    median = f"{threshold.value:.2f}"
    return (
        {"median": threshold.value, "leases": threshold.places},
        f" De mediaan van {threshold.places} vergelijkbare huren is € {median.replace('.', ',')}.",
        f" The median of {threshold.places} comparable rents is € {median}.",
    )


def _use(view: View, place: Entity) -> str:
    return next(iter(uses_of(view, place)), "")


def measured(view: View, place: Entity) -> Measured | None:
    """Give the first use of a place and its rents per m²."""
    leases = _leases(view, place)
    return (_use(view, place), tuple(lease.rent for lease in leases)) if leases else None


def median(p: Parameters) -> Median:
    """Make the yardstick of rents."""
    return Median(p["low"], p["high"], int(p["leases"]))


def places(_: View, entity: Entity) -> Iterator[str]:
    """Give the places of which rents may differ or no longer count."""
    if entity.kind == PLACE:
        yield entity.key


def _rounds(view: View, party: Entity) -> list[list[Entity]]:
    """Give the circles of two or three parties in lending that go through one, itself first."""
    circles: list[list[Entity]] = []
    if view.is_hub(party):
        return circles
    lenders = {one.frm for one in view.incoming(party, LENDING)}
    if not lenders:
        return circles
    for one in dict.fromkeys(loan.to for loan in view.outgoing(party, LENDING)):
        if one is party or view.is_hub(one):
            continue
        if one in lenders:
            circles.append([party, one])
        circles.extend(
            [party, one, other]
            for other in dict.fromkeys(loan.to for loan in view.outgoing(one, LENDING))
            if other in lenders and other is not party and other is not one and not view.is_hub(other)
        )
    return circles


def _round(view: View, focus: Focus, party: Entity, p: Parameters) -> Iterator[Hit]:
    for circle in _rounds(view, party):
        if party is not min(circle, key=lambda entity: entity.key):
            continue
        loans = [
            loan
            for lender, borrower in zip(circle, [*circle[1:], circle[0]], strict=True)
            for loan in view.outgoing(lender, LENDING)
            if loan.to is borrower
        ]
        yield found(
            "F3",
            focus,
            circle,
            loans,
            (),
            p,
            (
                f"{len(circle)} partijen lenen in een kring aan elkaar: de lening komt terug bij de eerste.",
                f"{len(circle)} parties lend to each other in a circle: the loan comes back to the first.",
            ),
            mark=("round", *(member.key for member in circle)),
        )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """The rent or the floor area of a leased place is unknown."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE:
        return
    leases, where = leases_at(view, place), view.name(place)
    if any(one.amount is None for one in leases):
        yield Unknown(
            "F3", focus, "bedrag", f"Van {where} is geen huur bekend.", f"The rent of {where} is unknown."
        )
    if leases and area_of(view, place) is None:
        yield Unknown(
            "F3",
            focus,
            "oppervlakte",
            f"Van {where} is geen oppervlakte bekend.",
            f"The area of {where} is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched place, or the first of every circle of lending through a touched party."""
    if entity.kind == PLACE:
        yield (entity.key,)
        return
    for circle in _rounds(view, entity):
        yield (min(member.key for member in circle),)


OFF_MARKET = Indicator(
    id="F3",
    version="1",
    nl="Huur ver van de markt, of een lening die terugkomt",
    en="Off-market price",
    group="F",
    phase="stroom",
    purpose="registers",
    basis="Wet Bibob art. 7a; Wet WOZ art. 40",
    reach="place ← leases; lender → borrowers (circles of ≤ 3)",
    needs=(
        Need("registers.huur-begonnen", "wat de huur is", "what the rent is"),
        Need(
            "registers.lening-verstrekt",
            "of een lening terugkomt bij wie hem gaf",
            "whether a loan comes back to who gave it",
        ),
    ),
    hook="Wet Bibob art. 3 lid 2",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said("Een contract uit een slechtere of betere tijd.", "A contract from worse or better times."),
        Said(
            "Een ruimte in slechte staat, of juist met inventaris en goodwill.",
            "A space in poor state, or one with inventory and goodwill.",
        ),
        Said("Leningen tussen groepsmaatschappijen.", "Loans between companies of one group."),
    ),
    triggers=frozenset({*LETTING, *LENDING, *REGISTERED, "uitgeschreven", VALUES[PLACE]}),
    foci=foci,
    evaluate=evaluate,
    measure=Measure(measured, places, median, stated),
    cannot_tell=cannot_tell,
)
