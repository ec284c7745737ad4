"""A place and who uses it: its leases, its residents, its uses and its size."""

import datetime as dt

from graph.claims import PLACE
from graph.identity.entity import Entity
from graph.intervals import Interval
from graph.view import LETTING, OWNING, View

__all__ = ["LIVING", "adult_from", "area_of", "leases_at", "owned_or_let", "owners_and_lessors", "uses_of"]

LIVING = frozenset({"bewoning"})

_GROWN_UP = 18
"""Years."""

_FULL_DATE = 10
"""Length of YYYY-MM-DD."""


def area_of(view: View, place: Entity) -> int | None:
    """Give the area in m²; None where it is unknown or nothing."""
    area = view.latest(place, "oppervlakte")
    return int(area) if area is not None and int(area) > 0 else None


def uses_of(view: View, place: Entity) -> list[str]:
    """Give the ``gebruiksdoel`` list of a place, the first one first; empty where none is known."""
    uses = view.latest(place, "gebruiksdoel")
    return uses.split(", ") if uses else []


def leases_at(view: View, place: Entity) -> list[Interval]:
    """Give the leases of a place, from lessor to tenant; those without a lessor from the tenant to the place."""
    found: list[Interval] = []
    told = view.incoming(place, LETTING)
    for tenant in dict.fromkeys(one.frm for one in told):
        found.extend(one for one in view.incoming(tenant, LETTING) if one.place is place)
    known = {ref for one in found for ref in one.refs}
    found.extend(one for one in told if known.isdisjoint(one.refs))
    return found


def owned_or_let(view: View, owner: Entity) -> list[tuple[Entity, Interval]]:
    """Give the places that somebody owned or let, and when."""
    owned = [(one.to, one) for one in view.outgoing(owner, OWNING)]
    let = [
        (one.place, one)
        for one in view.outgoing(owner, LETTING)
        if one.place is not None and one.to is not one.place
    ]
    return [*owned, *((place, one) for place, one in let if place is not None)]


def owners_and_lessors(view: View, place: Entity) -> set[Entity]:
    """Give everybody who ever owned or let a place."""
    found = {one.frm for one in view.incoming(place, OWNING)}
    found.update(one.frm for one in leases_at(view, place) if one.to.kind != PLACE)
    return found


def adult_from(view: View, person: Entity) -> int | None:
    """Give the day on which somebody is eighteen; None where the full birth date is unknown."""
    born = view.latest(person, "geboortedatum")
    full = sorted(date for date in view.values(person, "geboortedatum") if len(date) == _FULL_DATE)
    if born is None or not full:
        return None
    date = dt.date.fromisoformat(born if len(born) == _FULL_DATE else full[-1])
    year = date.year + _GROWN_UP
    if year > dt.MAXYEAR:
        return None
    try:
        return date.replace(year=year).toordinal()
    except ValueError:
        # Born on 29 February: the birthday of a common year is the first of March.
        return dt.date(year, 3, 1).toordinal()
