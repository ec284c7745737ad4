"""D1: after a refusal, closure or withdrawal, another organisation with ties to the first applies again."""

import math
import re
from collections.abc import Iterator
from itertools import product

from rapidfuzz.distance import JaroWinkler

from tests.oracle.control import LEADS
from tests.oracle.hard import annulled, organisations_under
from tests.oracle.hits import Hit
from tests.oracle.names import normalised
from tests.oracle.standing import Ev, Key
from tests.oracle.when import months, within
from tests.oracle.world import Facts, World

__all__ = ["phoenix"]

_DECLARED = {"leidinggevende", "exploitant", "bestuurder", "aandeelhouder", "financier"}
_EARTH_KM = 6371.0088

Ties = dict[str, set[Key]]
Window = tuple[float, float]


def _triggers(world: World, facts: Facts) -> Iterator[Ev]:
    for event in world.events:
        if event.key not in facts.known:
            continue
        refused = event.kind == "vergunning-geweigerd"
        closed = event.kind == "sluiting-opgelegd" and not annulled(world, event)
        withdrawn = event.kind == "vergunning-ingetrokken" and event.data.get("reden") != "op_verzoek"
        if refused or closed or withdrawn:
            yield event


def _backers(world: World, facts: Facts, organisation: str, window: Window) -> Ties:
    """Give who leads, holds, lends to or is declared for an organisation in a window, hubs left out."""
    found: Ties = {}
    for r in facts.relations:
        backs = r.kind in ("belang", "lening") or (r.kind == "functie" and r.name in LEADS)
        if backs and r.subject == organisation and r.other and within(r.start, r.end, *window):
            found.setdefault(r.other, set()).add(r.opened)
    for role in facts.roles:
        if role.rol in _DECLARED and role.applicant == organisation and within(role.start, role.end, *window):
            found.setdefault(role.party, set()).add(role.event)
    return {who: events for who, events in found.items() if who not in world.hubs and who != organisation}


def _lessors(facts: Facts, tenant: str, window: Window) -> Ties:
    found: Ties = {}
    for r in facts.relations:
        if r.kind == "huur" and r.subject == tenant and r.other and within(r.start, r.end, *window):
            found.setdefault(r.other, set()).add(r.opened)
    return found


def _phones(world: World, entity: str) -> set[str]:
    digits = {re.sub(r"\D", "", v.replace("+", "00")) for v in world.values(entity, "telefoon")}
    return {re.sub(r"^0031", "0", d) for d in digits} - {""}


def _ibans(world: World, entity: str) -> set[str]:
    own = {v.replace(" ", "").upper() for v in world.values(entity, "iban")}
    paid = {
        e.data["iban"].replace(" ", "").upper()
        for e in world.events
        if e.topic == "subsidies" and "iban" in e.data and world.applicant_of(e) == entity
    }
    return own | paid


def _names(world: World, entity: str) -> set[str]:
    said = world.values(entity, "naam") + [n for ns in world.values(entity, "handelsnamen") for n in ns]
    return {n for n in map(normalised, said) if n}


def _similar(world: World, x: str, y: str) -> bool:
    pairs = product(_names(world, x), _names(world, y))
    return any(JaroWinkler.similarity(a, b) >= 0.9 for a, b in pairs)


def _sectors(world: World, organisation: str, case_event: Ev) -> set[str]:
    codes = [c for codes in world.values(organisation, "sbi") for c in codes]
    codes += [c for e in world.case_of(case_event).events for c in e.data.get("sbi", [])]
    return {re.sub(r"\D", "", c)[:3] for c in codes}


def _kilometres(a: list[float], b: list[float]) -> float:
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(h))


def _near(world: World, event: Ev, x: str, application: Ev, y: str) -> bool:
    """Whether the application is at the place of the event, or within a kilometre in the same sector."""
    here, there = world.place_of(event), world.place_of(application)
    if here is None or there is None:
        return False
    if here == there:
        return True
    points = world.attribute(here, "punt"), world.attribute(there, "punt")
    if None in points or _kilometres(*points) > 1.0:
        return False
    return bool(_sectors(world, x, event) & _sectors(world, y, application))


def _tie(world: World, facts: Facts, event: Ev, x: str, application: Ev, y: str) -> Hit | None:
    before: Window = (event.day - months(6), event.day)
    after: Window = (application.day, application.day + 60)
    backing = _backers(world, facts, x, before), _backers(world, facts, y, after)
    renting = _lessors(facts, x, before), _lessors(facts, y, after)
    strong = set(backing[0]) & set(backing[1]) - {x, y}
    lessors = set(renting[0]) & set(renting[1])
    weak = [
        world.place_of(event) == world.place_of(application),
        bool(_phones(world, x) & _phones(world, y)),
        bool(lessors),
        _similar(world, x, y),
    ]
    if not (strong or _ibans(world, x) & _ibans(world, y) or sum(weak) >= 2):
        return None
    events = {event.key, application.key}
    for ties, who in ((backing, strong), (renting, lessors)):
        for side, tie in product(ties, who):
            events |= side[tie]
    place = world.place_of(application)
    members = {x, y, *strong, *lessors} | ({place} if place else set())
    return Hit("D1", (x, y, *application.key), frozenset(members), frozenset(events))


def _by_application(hits: list[Hit]) -> list[Hit]:
    """Put together what one application shows over several events on the same organisation."""
    found: dict[tuple[str, ...], Hit] = {}
    for hit in hits:
        best = found.get(hit.focus, hit)
        found[hit.focus] = Hit("D1", hit.focus, best.members | hit.members, best.events | hit.events)
    return list(found.values())


def phoenix(world: World, facts: Facts) -> list[Hit]:
    """D1: an application within 24 months after the event, by another organisation, with ties."""
    applications = [
        e for e in world.events
        if e.topic == "permits" and e.kind == "aanvraag-ontvangen" and e.key in facts.known
    ]  # fmt: skip
    found = []
    for event in _triggers(world, facts):
        for application in applications:
            y = world.applicant_of(application)
            if y is None or world.kind(y) != "organisation":
                continue
            if not 0 <= application.day - event.day <= months(24):
                continue
            for x in organisations_under(world, event) - {y}:
                if _near(world, event, x, application, y):
                    hit = _tie(world, facts, event, x, application, y)
                    if hit:
                        found.append(hit)
    return _by_application(found)
