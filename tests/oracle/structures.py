"""Structures and flags: which hits belong together, which hard events count, ids, and since when."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.oracle.hard import hard_events, lies_on
from tests.oracle.hits import Hit
from tests.oracle.indicators import INDICATORS
from tests.oracle.standing import Ev, Key
from tests.oracle.when import FIVE_YEARS
from tests.oracle.world import World

__all__ = ["Flag", "Moment", "all_hits", "combines", "flag_id", "flags", "groups_of", "hit_since", "raised"]

Moment = tuple[int, Key]
_COUNTING = frozenset("CDEFGIJ")


@dataclass(frozen=True)
class Flag:
    """One standing flag of route `screening`, members as entities."""

    id: str
    hits: tuple[Hit, ...]
    hard: frozenset[Key]
    sources: frozenset[str]
    raised: Moment
    verjaard: bool

    @property
    def members(self) -> frozenset[str]:
        """The members of all hits."""
        return frozenset().union(*(h.members for h in self.hits))

    @property
    def groups(self) -> frozenset[str]:
        """The letters of the groups."""
        return frozenset(h.group for h in self.hits)


def all_hits(world: World) -> list[Hit]:
    """Give every hit of every indicator."""
    return [hit for find in INDICATORS.values() for hit in find(world, world.facts)]


def _by_key(world: World) -> dict[Key, Ev]:
    return {e.key: e for e in world.events}


def joining(world: World, hits: Iterable[Hit]) -> frozenset[str]:
    """Give the members that join hits: all but hubs, save the place of a B hit."""
    hits = list(hits)
    places = {m for h in hits if h.group == "B" for m in h.members if world.kind(m) == "place"}
    return frozenset(m for h in hits for m in h.members if m not in world.hubs or m in places)


def groups_of(world: World, hits: list[Hit]) -> list[list[Hit]]:
    """Group the hits into structures: those that share a joining member, and so on."""
    joins = joining(world, hits)
    structures: list[list[Hit]] = []
    for hit in hits:
        touching = [s for s in structures if any(h.members & hit.members & joins for h in s)]
        rest = [s for s in structures if s not in touching]
        structures = [*rest, [hit, *(h for s in touching for h in s)]]
    return structures


def combines(hits: Iterable[Hit], hard: Iterable[Key], events: Iterable[Key]) -> bool:
    """Say whether the combination rule holds for these hits, counting hard events and events rested on."""
    groups = {h.group for h in hits} - {"H"}
    sources = {source for source, _ in events}
    return len(groups) >= 2 and bool(groups & _COUNTING) and len(sources) >= 2 and any(True for _ in hard)


def counting_hard(world: World, hits: list[Hit]) -> list[Ev]:
    """Give the hard events on a member that is no hub, at most five years older than the youngest event."""
    events = _by_key(world)
    members = {m for h in hits for m in h.members} - world.hubs
    youngest = max(events[k].day for h in hits for k in h.events)
    return [
        e for e in hard_events(world)
        if lies_on(world, e) & members and youngest - e.day <= FIVE_YEARS
    ]  # fmt: skip


def record_ids(world: World, entity: str) -> set[str]:
    """Give every record id of an entity, `kvk:` and `rsin:` included."""
    records = world.members[world.entity(entity)]
    ids = set(records)
    for record in records:
        for name in ("kvk", "rsin"):
            ids |= {f"{name}:{v}" for v in world.records[record].get(name)}
    return ids


def flag_id(world: World, gemeente: str, hits: list[Hit]) -> str:
    """Give the id of a structure: a hash over its municipality and its anchor."""
    joins = joining(world, hits)
    shared = {m for m in joins if sum(m in h.members for h in hits) >= 2} or set(joins)
    if not shared:
        shared = {m for h in hits for m in h.members}
    ids = {i for m in shared for i in record_ids(world, m)}
    best = {i for i in ids if i.startswith(("bag:", "kvk:"))}
    rest = {i for i in ids if not i.startswith("rsin:")}
    anchor = min(best or rest)
    return "f:" + hashlib.sha256(f"{gemeente}|{anchor}".encode()).hexdigest()[:32]


def last_at(world: World, keys: Iterable[Key], moment: int) -> Key:
    """Give the event of a moment: of those with that known time, the last in order."""
    events = _by_key(world)
    return max((events[k] for k in keys if events[k].known == moment), key=lambda e: e.order).key


def hit_since(world: World, hit: Hit) -> Moment | None:
    """Give the smallest moment at which the hit's computation holds on its own events so far."""
    events = _by_key(world)
    for moment in sorted({events[k].known for k in hit.events}):
        so_far = frozenset(k for k in hit.events if events[k].known <= moment)
        facts = world.stated_by(so_far, hit.events - so_far)
        if any(h.focus == hit.focus for h in INDICATORS[hit.indicator](world, facts)):
            return moment, last_at(world, hit.events, moment)
    return None


def raised(world: World, hits: list[Hit], hard: Iterable[Key], since: dict[Hit, Moment]) -> Moment:
    """Give the smallest moment at which hits and hard events meet the combination rule."""
    events = _by_key(world)
    hard = set(hard)
    every = {k for h in hits for k in h.events} | hard
    for moment in sorted({events[k].known for k in every}):
        so_far = {k for k in every if events[k].known <= moment}
        known = [replace(h, events=h.events & so_far) for h in hits if since[h][0] <= moment]
        for now in groups_of(world, known):
            struck = {e.key for e in counting_hard(world, now) if e.known <= moment}
            rest = {k for h in now for k in h.events} | struck
            if combines(now, struck, rest):
                return moment, last_at(world, every, moment)
    raise AssertionError("a flag that stands was raised at some moment")


def flags(world: World, gemeente: str) -> list[Flag]:
    """Give every flag, those that time has run out on marked `verjaard`."""
    found = []
    for hits in groups_of(world, all_hits(world)):
        hard = counting_hard(world, hits)
        keys = frozenset(e.key for e in hard)
        rest = {k for h in hits for k in h.events} | keys
        if not combines(hits, keys, rest):
            continue
        since = {h: moment for h in hits for moment in [hit_since(world, h)] if moment}
        old = world.today - max(e.day for e in hard) > FIVE_YEARS
        sources = frozenset(source for source, _ in rest)
        found.append(
            Flag(
                flag_id(world, gemeente, hits),
                tuple(hits),
                keys,
                sources,
                raised(world, hits, keys, since),
                old,
            )
        )
    return found
