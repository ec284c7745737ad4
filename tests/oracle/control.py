"""Who leads, holds and controls an organisation on a day."""

from tests.oracle.world import Facts, World

__all__ = ["LEADS", "controllers"]

LEADS = frozenset({"bestuurder", "vennoot", "eigenaar"})
_DEPTH = 4


def _leaders(facts: Facts, organisation: str, day: int) -> set[str]:
    return {
        r.other
        for r in facts.relations
        if r.kind == "functie" and r.name in LEADS and r.subject == organisation and r.on(day) and r.other
    }


def _holders(facts: Facts, organisation: str, day: int) -> set[tuple[str, float]]:
    return {
        (r.other, r.share)
        for r in facts.relations
        if r.kind == "belang" and r.subject == organisation and r.on(day) and r.other
    }


def _leading(world: World, facts: Facts, organisation: str, day: int) -> set[str]:
    found = set()
    for leader in _leaders(facts, organisation, day):
        if world.kind(leader) == "person":
            found.add(leader)
        elif leader not in world.hubs:
            found |= {p for p in _leaders(facts, leader, day) if world.kind(p) == "person"}
    return found


def _holding(
    world: World, facts: Facts, organisation: str, day: int, held: float = 1.0, depth: int = 1
) -> set[str]:
    found = set()
    for holder, share in _holders(facts, organisation, day):
        product = held * share / 100
        if product <= 0.5:
            continue
        if world.kind(holder) == "person":
            found.add(holder)
        elif depth < _DEPTH and holder not in world.hubs:
            found |= _holding(world, facts, holder, day, product, depth + 1)
    return found


def controllers(world: World, facts: Facts, organisation: str, day: int) -> set[str]:
    """Give the natural persons who lead an organisation, or hold more than half of it, on a day."""
    return _leading(world, facts, organisation, day) | _holding(world, facts, organisation, day)
