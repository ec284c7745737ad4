"""Who controls what, on which days (rules.md section 2).

A natural person controls an organisation that it leads (through a corporate director: that it leads at one remove), or
of which it holds more than half, directly or multiplied along a chain of at most four holdings. No chain goes through
a hub.
"""

from collections.abc import Iterator

import msgspec

from graph.claims import ORGANISATION, PERSON
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME
from graph.intervals import Interval
from graph.view import HOLDING, LEADING, View

__all__ = ["Control", "controlled", "controllers", "downstream"]

_OVER = LEADING | HOLDING

_CHAIN = 4
"""Holdings in a chain at most (rules.md section 2)."""

_MAJORITY = 0.5
"""A share must be larger than this to control."""


class Control(msgspec.Struct, frozen=True, gc=False):
    """That a person controls an organisation from ``start`` through ``end``, and by which relations."""

    organisation: Entity
    start: int
    end: int
    by: tuple[Interval, ...]

    def holds_on(self, day: int) -> bool:
        """Tell whether it is so on a day."""
        return self.start <= day <= self.end


def controlled(view: View, person: Entity) -> list[Control]:
    """Give all that a natural person ever controlled, and when."""
    return view.once(_controlled, person)


def _controlled(view: View, person: Entity) -> list[Control]:
    found = [Control(one.to, one.start, one.end, (one,)) for one in view.outgoing(person, LEADING)]
    for direct in tuple(found):
        if not view.is_hub(direct.organisation):
            found.extend(_narrowed(direct, view.outgoing(direct.organisation, LEADING)))
    found.extend(_held(view, person, Control(person, 0, END_OF_TIME, ()), 1.0))
    return found


def _held(view: View, holder: Entity, chain: Control, product: float) -> Iterator[Control]:
    for holding in view.outgoing(holder, HOLDING):
        share = product * (holding.share or 0.0) / 100
        if share <= _MAJORITY or any(holding.to is step.frm for step in chain.by):
            continue
        for longer in _narrowed(chain, [holding]):
            yield longer
            if len(longer.by) < _CHAIN and not view.is_hub(holding.to):
                yield from _held(view, holding.to, longer, share)


def _narrowed(control: Control, further: list[Interval]) -> Iterator[Control]:
    for one in further:
        start, end = max(control.start, one.start), min(control.end, one.end)
        if start <= end:
            yield Control(one.to, start, end, (*control.by, one))


def controllers(view: View, organisation: Entity) -> set[Entity]:
    """Give every natural person that may ever have controlled it, whatever the days and shares."""
    return view.once(_controllers, organisation)


def _controllers(view: View, organisation: Entity) -> set[Entity]:
    found: set[Entity] = set()
    for leader in view.incoming(organisation, LEADING):
        if leader.frm.kind == PERSON:
            found.add(leader.frm)
        elif not view.is_hub(leader.frm):
            found.update(one.frm for one in view.incoming(leader.frm, LEADING) if one.frm.kind == PERSON)
    level = {organisation}
    for _ in range(_CHAIN):
        holders = {one.frm for held in level for one in view.incoming(held, HOLDING)}
        found |= {holder for holder in holders if holder.kind == PERSON}
        level = {holder for holder in holders if holder.kind == ORGANISATION and not view.is_hub(holder)} - {
            organisation
        }
    return found


def downstream(view: View, entity: Entity) -> set[Entity]:
    """Give every organisation whose controllers may depend on what this entity leads or holds, whatever the shares."""
    return view.once(_downstream, entity)


def _downstream(view: View, entity: Entity) -> set[Entity]:
    if entity.kind == ORGANISATION and view.is_hub(entity):
        return set()
    found: set[Entity] = set()
    level = {entity}
    for _ in range(_CHAIN):
        through = {one for one in level if one is entity or not view.is_hub(one)}
        level = {one.to for holder in through for one in view.outgoing(holder, _OVER)} - found
        if not level:
            break
        found |= level
    return found
