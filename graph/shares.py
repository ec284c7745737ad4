"""Who holds how much of an organisation on a day, who leads it, and who is its ultimate owner (rules.md section 2)."""

from collections.abc import Iterable, Iterator

from graph.claims import ORGANISATION, PERSON
from graph.identity.entity import Entity
from graph.intervals import Interval
from graph.view import HOLDING, LEADING, View

__all__ = ["Path", "changes_of_shares", "holders_on", "independent", "leaders_on", "owner_on"]

Path = tuple[Interval, ...]
"""The relations by which somebody holds or leads, from the organisation upwards."""

_CHAIN = 4
"""Holdings in a chain at most (rules.md section 2)."""

_MAJORITY = 50.0
"""Per cent; the ultimate owner holds more than this."""


def holders_on(view: View, organisation: Entity, day: int) -> dict[Entity, tuple[float, Path]]:
    """Give everybody who holds it on a day, directly or along a chain: the largest share (per cent), and the chain."""
    found: dict[Entity, tuple[float, Path]] = {}
    for share, path in _chains(view, organisation, day, 100.0, ()):
        holder = path[-1].frm
        if holder not in found or share > found[holder][0]:
            found[holder] = (share, path)
    return found


def _chains(view: View, held: Entity, day: int, share: float, path: Path) -> Iterator[tuple[float, Path]]:
    for one in view.incoming(held, HOLDING):
        if not one.holds_on(day) or any(one.frm is step.to for step in path) or one.frm is held:
            continue
        product, longer = share * (one.share or 0.0) / 100, (*path, one)
        yield product, longer
        if len(longer) < _CHAIN and one.frm.kind == ORGANISATION and not view.is_hub(one.frm):
            yield from _chains(view, one.frm, day, product, longer)


def leaders_on(view: View, organisation: Entity, day: int) -> dict[Entity, Path]:
    """Give each natural person who leads it on a day, through a corporate director those who lead that one."""
    found: dict[Entity, Path] = {}
    for one in view.incoming(organisation, LEADING):
        if not one.holds_on(day):
            continue
        if one.frm.kind == PERSON:
            found.setdefault(one.frm, (one,))
        elif not view.is_hub(one.frm):
            for further in view.incoming(one.frm, LEADING):
                if further.frm.kind == PERSON and further.holds_on(day):
                    found.setdefault(further.frm, (one, further))
    return found


def owner_on(view: View, organisation: Entity, day: int) -> tuple[Entity, Path]:
    """Give the ultimate owner on a day: the natural person who holds more than half, else the organisation itself."""
    if organisation.kind != ORGANISATION:
        return organisation, ()
    for holder, (share, path) in holders_on(view, organisation, day).items():
        if holder.kind == PERSON and share > _MAJORITY:
            return holder, path
    return organisation, ()


def changes_of_shares(view: View, organisation: Entity) -> set[int]:
    """Give the days on which its owner may have changed: each beginning, and each day after an end, up the chain."""
    days: set[int] = set()
    level, seen = {organisation}, {organisation}
    for _ in range(_CHAIN):
        holdings = [one for held in level for one in view.incoming(held, HOLDING)]
        days.update(day for one in holdings for day in (one.start, one.end + 1))
        level = {
            one.frm for one in holdings if one.frm.kind == ORGANISATION and not view.is_hub(one.frm)
        } - seen
        seen |= level
    return days


def independent(
    view: View, organisations: Iterable[Entity], *, without: Entity | None = None, hubs: bool = True
) -> list[list[Entity]]:
    """Group organisations that share a director or holder, whenever it was; what is in two groups shares nobody.

    ``without`` and, unless ``hubs``, hubs tie nothing; then an organisation counts as one of its own as well.
    """
    groups: list[tuple[set[Entity], list[Entity]]] = []
    for organisation in sorted(set(organisations), key=lambda entity: entity.key):
        people = {one.frm for one in view.incoming(organisation, LEADING | HOLDING)}
        if not hubs:
            people = {one for one in (*people, organisation) if not view.is_hub(one)}
        people -= {without}
        joined = [group for group in groups if not group[0].isdisjoint(people)]
        groups = [group for group in groups if group not in joined]
        groups.append(
            (
                people.union(*(group[0] for group in joined)),
                [one for group in joined for one in group[1]] + [organisation],
            )
        )
    return [members for _, members in groups]
