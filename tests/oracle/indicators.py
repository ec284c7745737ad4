"""The five indicators that count (B1, C1, D1, E1, G2), each computed by looking at everything."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import Any

from tests.oracle.control import LEADS, controllers
from tests.oracle.hits import Hit
from tests.oracle.phoenix import phoenix
from tests.oracle.relations import Relation
from tests.oracle.standing import Ev, Key
from tests.oracle.when import months, overlap
from tests.oracle.world import Facts, World

__all__ = ["INDICATORS", "Indicator"]


@dataclass(frozen=True)
class Grant:
    """One granted case: the first grant gives its day, the first that names it scheme and year, the last the amount."""

    day: int
    scheme: str | None
    year: int | None
    amount: Decimal | None
    events: frozenset[Key]
    applicant: str


Triple = tuple[Relation, Relation, Relation]
Indicator = Callable[[World, Facts], list[Hit]]

_MANY_REGISTERED = 10
_SHARED_BUILDING = 1500
_MANY_PLACES = 100
_LOW, _HIGH = Decimal("22500.00"), Decimal("25000.00")


def _by_place(facts: Facts) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for r in facts.relations:
        if r.kind == "vestiging" and r.place:
            found.setdefault(r.place, []).append(r)
    return found


def _most(rows: list[Relation]) -> list[Relation]:
    """Give the registrations of the day on which most organisations are registered."""
    days = [[r for r in rows if r.on(day)] for day in sorted({r.start for r in rows})]
    return max(days, key=lambda on: len({r.subject for r in on}))


def _use(world: World, place: str) -> str | None:
    uses = world.attribute(place, "gebruiksdoel")
    return uses[0] if uses else None


def _threshold(world: World, place: str) -> int:
    """Give ten, or the 99th percentile of the places of the same use, once there are a hundred of them."""
    alike = [rows for p, rows in _by_place(world.facts).items() if _use(world, p) == _use(world, place)]
    if len(alike) < _MANY_PLACES:
        return _MANY_REGISTERED
    counts = sorted(len({r.subject for r in _most(rows)}) for rows in alike)
    return max(_MANY_REGISTERED, counts[math.ceil(0.99 * len(counts)) - 1])


def mass_registration(world: World, facts: Facts) -> list[Hit]:
    """B1: more organisations registered at one place on one day than ten, or than nearly every place has."""
    found = []
    for place, rows in _by_place(facts).items():
        area = world.attribute(place, "oppervlakte")
        if area is not None and area >= _SHARED_BUILDING:
            continue
        most = _most(rows)
        if len({r.subject for r in most}) > _threshold(world, place):
            found.append(Hit("B1", (place,), frozenset((place,)), frozenset(r.opened for r in most)))
    return found


def _one_after_another(rows: Triple) -> bool:
    first, second, third = rows
    if len({r.subject for r in rows}) < 3 or not first.start <= second.start <= third.start:
        return False
    if third.start - first.start > months(36):
        return False
    pairs = ((first, second), (second, third), (first, third))
    return all(overlap((a.start, a.end), (b.start, b.end)) <= 90 for a, b in pairs)


def _lessors(facts: Facts, place: str, tenant: str) -> dict[str, set[Key]]:
    """Give who is lessor in all leases that a tenant has of a place, each with its leases."""
    leases: dict[tuple[str, int], set[str]] = {}
    stated: dict[str, set[Key]] = {}
    for r in facts.relations:
        if r.kind == "huur" and r.subject == tenant and r.place == place and r.other:
            leases.setdefault((str(r.opened), r.start), set()).add(r.other)
            stated.setdefault(r.other, set()).add(r.opened)
    always = set.intersection(*leases.values()) if leases else set()
    return {lessor: stated[lessor] for lessor in always if lessor != tenant}


def lenders(world: World, facts: Facts, borrower: str) -> dict[str, set[Key]]:
    """Give who lends to an organisation, registered or declared, each with the events that say so."""
    found: dict[str, set[Key]] = {}
    for r in facts.relations:
        if r.kind == "lening" and r.subject == borrower and r.other:
            found.setdefault(r.other, set()).add(r.opened)
    for role in facts.roles:
        if role.rol == "financier" and role.applicant == borrower:
            found.setdefault(role.party, set()).add(role.event)
    return {who: events for who, events in found.items() if who != borrower and who not in world.hubs}


def operator_turnover(world: World, facts: Facts) -> list[Hit]:
    """C1: three organisations one after another at one place, with one lessor or one lender."""
    found = []
    for place, rows in _by_place(facts).items():
        triples = [t for t in permutations(rows, 3) if _one_after_another(t)]
        organisations = {r.subject for t in triples for r in t}
        lessors = {o: _lessors(facts, place, o) for o in organisations}
        lending = {o: lenders(world, facts, o) for o in organisations}
        for who in sorted({w for o in organisations for w in (*lessors[o], *lending[o])}):
            parts = [_turnover(place, who, triples, backing) for backing in (lessors, lending)]
            hits = [p for p in parts if p.events]
            if hits:
                members = frozenset().union(*(h.members for h in hits))
                found.append(Hit("C1", (place, who), members, frozenset().union(*(h.events for h in hits))))
    return found


def _turnover(place: str, who: str, triples: list[Triple], backing: dict[str, dict[str, set[Key]]]) -> Hit:
    """Give the operators whom somebody backs in every triple, without events where there are none."""
    rows = {r for t in triples for r in t if all(who in backing[x.subject] for x in t)}
    organisations = {r.subject for r in rows}
    events = {r.opened for r in rows} | {r.closed for r in rows if r.closed}
    events |= {k for o in organisations for k in backing[o][who]}
    return Hit("C1", (place, who), frozenset({place, who} | organisations), frozenset(events))


def _first(events: list[Ev], name: str) -> Any:
    return next((e.data[name] for e in events if name in e.data), None)


def _grants(world: World, facts: Facts) -> list[Grant]:
    """Give each granted case of which some grant is known."""
    found = []
    for case in {id(c): c for c in world.cases.values()}.values():
        events = [e for e in case.events if e.kind == "subsidie-verleend" and e.key not in facts.unknown]
        stated = frozenset(e.key for e in events) & facts.known
        applicant = world.applicant_of(case.events[0])
        if stated and applicant is not None:
            amount = _first(events[::-1], "bedragVerleend")
            scheme, year = _first(events, "regeling"), _first(events, "jaar")
            euros = Decimal(amount) if amount else None
            found.append(Grant(events[0].day, scheme, year, euros, stated, applicant))
    return found


def _stacked(grants: list[Grant]) -> set[Grant]:
    """Give the grants that stack: three schemes of one year, or three near the limit within a year."""
    used: set[Grant] = set()
    for year in {g.year for g in grants} - {None}:
        same = {g for g in grants if g.year == year and g.scheme}
        if len({g.scheme for g in same}) >= 3:
            used |= same
    near = [g for g in grants if g.amount is not None and _LOW <= g.amount < _HIGH]
    for first in near:
        window = {g for g in near if 0 <= g.day - first.day <= months(12)}
        if len(window) >= 3:
            used |= window
    return used


def subsidy_stacking(world: World, facts: Facts) -> list[Hit]:
    """E1: one applicant, or one controller's organisations, with grants under many schemes or hugging a limit."""
    of_applicant: dict[str, list[Grant]] = {}
    of_controller: dict[str, list[Grant]] = {}
    for grant in _grants(world, facts):
        of_applicant.setdefault(grant.applicant, []).append(grant)
        for who in controllers(world, facts, grant.applicant, grant.day):
            of_controller.setdefault(who, []).append(grant)
    singles = [_stack(who, _stacked(own)) for who, own in of_applicant.items() if _stacked(own)]
    clusters = []
    for who, own in of_controller.items():
        used = _stacked(own)
        if used:
            hit = _stack(who, used, "controller")
            control = _control_events(facts, {(g.applicant, g.day) for g in used}, who)
            clusters.append(replace(hit, events=hit.events | control))
    return [*clusters, *(s for s in singles if not any(s.events <= c.events for c in clusters))]


def _stack(who: str, grants: set[Grant], focus: str = "applicant") -> Hit:
    """Give the hit of some grants; what a single applicant shows within a cluster is the cluster's."""
    members = frozenset({who} | {g.applicant for g in grants})
    return Hit("E1", (who, focus), members, frozenset().union(*(g.events for g in grants)))


def _control_events(facts: Facts, controlled: set[tuple[str, int]], controller: str) -> set[Key]:
    """Give the events of all leading and holding on the way from organisations, each on a day, to the controller."""
    return set().union(*(_way_up(facts, organisation, day, controller) for organisation, day in controlled))


def _way_up(facts: Facts, organisation: str, day: int, controller: str) -> set[Key]:
    rows = [r for r in facts.relations if r.on(day) and (r.kind == "belang" or r.name in LEADS)]
    above, below = {organisation}, {controller}
    for _ in range(5):
        above |= {r.other for r in rows if r.subject in above and r.other}
        below |= {r.subject for r in rows if r.other in below}
    on_the_way = above & below
    return {r.opened for r in rows if r.subject in on_the_way and r.other in on_the_way}


def _concerned(world: World, event: Ev) -> set[str]:
    """Give whom an inspection concerns: who runs the place, or, where nobody does, who owns it."""
    parties = world.case_of(event).parties(event)
    for rol in ("exploitant", "eigenaar"):
        found = {world.entity(p.record) for p in parties if p.rol == rol}
        if found:
            return {f for f in found if world.kind(f) == "organisation"}
    return set()


def _sanctionable(event: Ev) -> bool:
    return event.kind == "controle-uitgevoerd" and any(
        f["sanctionabel"] for f in event.data.get("bevindingen", [])
    )


def _counted_again(world: World, event: Ev, organisation: str) -> bool:
    """Whether an inspection looks again at what the case has counted before for the same organisation."""
    if event.data.get("aanleiding") != "hercontrole":
        return False
    before = [e for e in world.case_of(event).events if e.order < event.order and _sanctionable(e)]
    return any(organisation in _concerned(world, e) for e in before)


def repeat_offenders(world: World, facts: Facts) -> list[Hit]:
    """G2: three inspections with a sanctionable finding in 24 months over two organisations of one controller."""
    inspections = [e for e in world.events if e.key in facts.known and _sanctionable(e)]
    by_controller: dict[str, list[tuple[Ev, str]]] = {}
    for event in inspections:
        for organisation in _concerned(world, event):
            if _counted_again(world, event, organisation):
                continue
            for who in controllers(world, facts, organisation, event.day):
                by_controller.setdefault(who, []).append((event, organisation))
    found = []
    for who, rows in by_controller.items():
        used: set[tuple[Key, str]] = set()
        for start, _ in rows:
            window = [(e, o) for e, o in rows if 0 <= e.day - start.day <= months(24)]
            if len({e.key for e, _ in window}) >= 3 and len({o for _, o in window}) >= 2:
                used |= {(e.key, o) for e, o in window}
        if used:
            organisations = {o for _, o in used}
            days = {(o, e.day) for e, o in rows if (e.key, o) in used}
            events = {k for k, _ in used} | _control_events(facts, days, who)
            found.append(Hit("G2", (who,), frozenset({who} | organisations), frozenset(events)))
    return found


INDICATORS: dict[str, Indicator] = {
    "B1": mass_registration,
    "C1": operator_turnover,
    "D1": phoenix,
    "E1": subsidy_stacking,
    "G2": repeat_offenders,
}
