"""The five indicators that count (B1, C1, D1, E1, G2), each computed by looking at everything."""

from collections.abc import Callable
from decimal import Decimal
from itertools import permutations

from tests.oracle.control import LEADS, controllers
from tests.oracle.hits import Hit
from tests.oracle.phoenix import phoenix
from tests.oracle.relations import Relation
from tests.oracle.standing import Ev, Key
from tests.oracle.when import months, overlap
from tests.oracle.world import Facts, World

__all__ = ["INDICATORS", "Indicator"]

Triple = tuple[Relation, Relation, Relation]
Grant = tuple[Ev, Decimal | None, set[Key], str]
Indicator = Callable[[World, Facts], list[Hit]]

_MANY_REGISTERED = 10
_SHARED_BUILDING = 1500
_LOW, _HIGH = Decimal("22500.00"), Decimal("25000.00")


def _by_place(facts: Facts) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for r in facts.relations:
        if r.kind == "vestiging" and r.place:
            found.setdefault(r.place, []).append(r)
    return found


def mass_registration(world: World, facts: Facts) -> list[Hit]:
    """B1: more than ten organisations registered at one place on one day."""
    found = []
    for place, rows in _by_place(facts).items():
        area = world.attribute(place, "oppervlakte")
        if area is not None and area >= _SHARED_BUILDING:
            continue
        days = [[r for r in rows if r.on(day)] for day in sorted({r.start for r in rows})]
        most = max(days, key=lambda on: len({r.subject for r in on}))
        if len({r.subject for r in most}) > _MANY_REGISTERED:
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


def _grants(world: World, facts: Facts) -> list[Grant]:
    """Give each granted case: the first grant, its amount, the events of the grant, the applicant."""
    found = []
    for case in {id(c): c for c in world.cases.values()}.values():
        events = [e for e in case.events if e.kind == "subsidie-verleend" and e.key not in facts.unknown]
        stated = {e.key for e in events} & facts.known
        applicant = world.applicant_of(case.events[0])
        if not stated or applicant is None:
            continue
        amounts = [Decimal(e.data["bedragVerleend"]) for e in events if "bedragVerleend" in e.data]
        found.append((events[0], amounts[-1] if amounts else None, stated, applicant))
    return found


def _stacked(grants: list[Grant]) -> list[set[int]]:
    """Give the sets of grants (by index) that stack: three schemes of one year, or three near the limit."""
    found = []
    for year in {g[0].data.get("jaar") for g in grants} - {None}:
        same = [i for i, g in enumerate(grants) if g[0].data.get("jaar") == year and "regeling" in g[0].data]
        if len({grants[i][0].data["regeling"] for i in same}) >= 3:
            found.append(set(same))
    near = [i for i, g in enumerate(grants) if g[1] is not None and _LOW <= g[1] < _HIGH]
    for i in near:
        window = {j for j in near if 0 <= grants[j][0].day - grants[i][0].day <= months(12)}
        if len(window) >= 3:
            found.append(window)
    return found


def subsidy_stacking(world: World, facts: Facts) -> list[Hit]:
    """E1: one applicant, or one controller's organisations, with grants under many schemes or hugging a limit."""
    grants = _grants(world, facts)
    by_focus: dict[str, list[Grant]] = {}
    for grant in grants:
        by_focus.setdefault(grant[3], []).append(grant)
    by_controller: dict[str, list[Grant]] = {}
    for grant in grants:
        for who in controllers(world, facts, grant[3], grant[0].day):
            by_controller.setdefault(who, []).append(grant)
    found = []
    for focus, own in [*by_focus.items(), *by_controller.items()]:
        used = set().union(*_stacked(own))
        if used:
            chosen = [own[i] for i in sorted(used)]
            members = frozenset({focus} | {g[3] for g in chosen})
            events = frozenset().union(*(g[2] for g in chosen))
            controlling = own is by_controller.get(focus)
            if controlling:
                events |= _control_events(facts, {(g[3], g[0].day) for g in chosen}, focus)
            found.append(Hit("E1", (focus, "controller" if controlling else "applicant"), members, events))
    return [h for h in found if not any(_within_cluster(h, other) for other in found)]


def _within_cluster(single: Hit, cluster: Hit) -> bool:
    """Whether what a single applicant shows is part of what a controller's organisations show."""
    return (single.focus[1], cluster.focus[1]) == (
        "applicant",
        "controller",
    ) and single.events <= cluster.events


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
