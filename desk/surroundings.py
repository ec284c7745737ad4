"""What lies around the evidence of a flag: entities with their relations, step by step, never a whole graph at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk.readmodel.tables import ProjectedEntity, ProjectedRelation, ProjectedTown
from graph.flag import EventName

__all__ = ["HUB", "Bundle", "Member", "Surroundings", "Tie"]

HUB = 100
"""Neighbours: a path runs through nobody with more than these, as everybody is two steps from everybody by way of a bank."""

MOST_STEPS = 8
# Of a path: with more there is always one, and it means nothing.


AT_ONCE = 500
# Ids in one statement: older SQLite takes 999 values.


class Member(msgspec.Struct, frozen=True):
    """An entity: its records, what it is called (the most usual spelling first), and where it is if it is a place."""

    id: str
    kind: str
    records: list[str]
    spellings: list[str]
    area: str = ""
    point: tuple[float, float] | None = None


class Tie(msgspec.Struct, frozen=True, rename={"frm": "from"}):
    """A relation that held from ``valid[0]`` through ``valid[1]`` (None: still runs), by these events."""

    id: str
    frm: str
    to: str
    relation: str
    valid: tuple[str, str | None]
    events: list[EventName]


class Bundle(msgspec.Struct, frozen=True):
    """How many others one entity has in one relation; ``outgoing`` where it does this to them."""

    relation: str
    outgoing: bool
    count: int


class Surroundings:
    """The graph of one municipality as published, at one moment, to be walked."""

    def __init__(self, session: Session, gemeente: str) -> None:
        self._session = session
        self._gemeente = gemeente

    @property
    def ready(self) -> bool:
        """Whether the graph was computed since the read model was begun."""
        town = self._session.get(ProjectedTown, self._gemeente)
        return town is not None and town.derived > 0

    def members(self, some: Iterable[str]) -> list[Member]:
        """Give the entities of these ids that there are, by id."""
        found = []
        for ids in _batches(some):
            rows = self._session.scalars(
                select(ProjectedEntity.body).where(
                    ProjectedEntity.gemeente == self._gemeente,
                    ProjectedEntity.id.in_(ids),
                    ProjectedEntity.kind.is_not(None),
                )
            )
            found += [_member(msgspec.json.decode(body)) for body in rows]
        return sorted(found, key=lambda one: one.id)

    def bundles(self, entity_id: str) -> list[Bundle]:
        """Count its neighbours by relation and direction, most first."""
        groups: dict[tuple[str, bool], set[str]] = {}
        for frm, to, relation in self._ends([entity_id]):
            outgoing = frm == entity_id
            groups.setdefault((relation, outgoing), set()).add(to if outgoing else frm)
        found = [Bundle(relation, outgoing, len(some)) for (relation, outgoing), some in groups.items()]
        return sorted(found, key=lambda one: (-one.count, one.relation, one.outgoing))

    def in_bundle(self, entity_id: str, relation: str, *, outgoing: bool) -> set[str]:
        """Give the neighbours that `bundles` counted under a relation and direction."""
        return {
            to if outgoing else frm
            for frm, to, name in self._ends([entity_id])
            if name == relation and (frm == entity_id) is outgoing
        }

    def near(self, some: Collection[str]) -> set[str]:
        """Give all neighbours of some entities."""
        return {end for frm, to, _ in self._ends(some) for end in (frm, to)}

    def ties(self, some: Collection[str], others: Collection[str]) -> list[Tie]:
        """Give the relations between some entities and others, by id."""
        wanted: dict[str, Tie] = {}
        relation = ProjectedRelation
        for ids in _batches(some):
            rows = self._session.execute(
                select(relation.id, relation.frm, relation.to, relation.body).where(
                    relation.gemeente == self._gemeente, or_(relation.frm.in_(ids), relation.to.in_(ids))
                )
            )
            here = set(ids)
            for key, frm, to, body in rows:
                if (frm in here and to in others) or (to in here and frm in others):
                    wanted[key] = msgspec.json.decode(body, type=Tie)
        return [wanted[key] for key in sorted(wanted)]

    def common(self, some: Collection[str]) -> set[str]:
        """Give who is a neighbour of every one of some entities."""
        return set.intersection(*(self.near([one]) for one in some)) - set(some) if some else set()

    def path(self, frm: str, to: str) -> list[str] | None:
        """Give the entities of a shortest path with no hub inside, both ends included; None where there is none.

        Looked for from both ends, ring by ring; among those that come first, the smallest ids. O(entities within
        half of `MOST_STEPS`).
        """
        came: tuple[dict[str, str | None], dict[str, str | None]] = ({frm: None}, {to: None})
        rings: list[list[str]] = [[frm], [to]]
        hubs: set[str] = set()
        for _ in range(MOST_STEPS):
            side = 0 if len(rings[0]) <= len(rings[1]) else 1
            rings[side] = self._ring(rings[side], came[side], {frm, to})
            met = (came[0].keys() & came[1].keys()) - hubs
            hubs |= {one for one in met - {frm, to} if self._is_hub(one)}
            if met - hubs:
                middle = min(met - hubs)
                return _back(came[0], middle)[::-1] + _back(came[1], middle)[1:]
            if not rings[side]:
                return None
        return None

    def _ring(self, last: list[str], came: dict[str, str | None], ends: set[str]) -> list[str]:
        """Go one step on; through nobody with more neighbours than `HUB` but the two ends themselves."""
        near: dict[str, set[str]] = {one: set() for one in last}
        for frm, to, _ in self._ends(last):
            for here, other in ((frm, to), (to, frm)):
                if here in near:
                    near[here].add(other)
        fresh = []
        for one in last:
            if len(near[one]) > HUB and one not in ends:
                continue
            for other in sorted(near[one] - came.keys()):
                came[other] = one
                fresh.append(other)
        return sorted(fresh)

    def _is_hub(self, one: str) -> bool:
        return len(self.near([one])) > HUB + 1

    def _ends(self, some: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Give (from, to, relation) of each interval of each relation from or to some entities."""
        relation = ProjectedRelation
        for ids in _batches(some):
            rows = self._session.execute(
                select(relation.frm, relation.to, relation.relation).where(
                    relation.gemeente == self._gemeente, or_(relation.frm.in_(ids), relation.to.in_(ids))
                )
            )
            yield from ((frm, to, name) for frm, to, name in rows)


def _batches(some: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(some))
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))


def _back(came: Mapping[str, str | None], here: str) -> list[str]:
    """Give the way back from an entity to where the search began."""
    path = [here]
    while (before := came[path[-1]]) is not None:
        path.append(before)
    return path


def _member(row: dict[str, Any]) -> Member:
    values: dict[str, list[str]] = {}
    for one in sorted(row["values"], key=lambda one: -one["count"]):
        values.setdefault(one["field"], []).append(one["value"])
    first = {field: some[0] for field, some in values.items()}
    if row["kind"] == "place":
        address = (
            f"{first.get('straat', '')} {first.get('huisnummer', '')}{first.get('huisletter', '')}".strip()
        )
        spellings = [address] if "straat" in first else []
    else:
        spellings = values.get("naam") or _put_together(first)
    area = first.get("buurt") or first.get("wijk", "")
    return Member(row["id"], row["kind"], row["records"], spellings, area, _point(first.get("punt")))


def _put_together(first: Mapping[str, str]) -> list[str]:
    parts = (
        first.get("voornamen") or first.get("voorletters"),
        first.get("voorvoegsel"),
        first.get("geslachtsnaam"),
    )
    name = " ".join(filter(None, parts))
    return [name] if name else []


def _point(value: str | None) -> tuple[float, float] | None:
    if value is None:
        return None
    lon, _, lat = value.partition(",")
    return float(lon), float(lat)
