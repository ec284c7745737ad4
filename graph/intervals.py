"""From statements that a relation began or ended to the intervals in which it held (contracts.md section 4)."""

from collections.abc import Callable, Iterable

import msgspec

from graph.claims import Ref, Relation
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME

__all__ = ["Interval", "Span", "overlap", "pair", "spans"]


class Interval(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """A relation between two entities from ``start`` through ``end`` (days, both included; open: END_OF_TIME)."""

    relation: str
    frm: Entity
    to: Entity
    start: int
    end: int
    refs: tuple[Ref, ...]
    place: Entity | None = None
    share: float | None = None
    amount: int | None = None
    soort: str | None = None
    topic: str | None = None

    @property
    def foreseen(self) -> bool:
        """Tell whether the end was said at the beginning, so that it may lie ahead."""
        return self.end != END_OF_TIME and len(self.refs) == 1

    def holds_on(self, day: int) -> bool:
        """Tell whether the relation holds on a day."""
        return self.start <= day <= self.end

    def touches(self, start: int, end: int) -> bool:
        """Tell whether the relation holds on any day from start through end."""
        return self.start <= end and start <= self.end


class _Open(msgspec.Struct):
    """A relation that began, and the statements about it so far."""

    claim: Relation
    refs: list[Ref]
    end: int = END_OF_TIME


def overlap(one: Interval, other: Interval) -> int:
    """Give the number of days on which both hold."""
    return max(0, min(one.end, other.end) - max(one.start, other.start) + 1)


def pair(
    claims: Iterable[Relation],
    frm: Entity,
    to: Entity,
    place_of: Callable[[str | None], Entity | None],
    struck: Iterable[Relation] = (),
) -> list[Interval]:
    """Pair beginnings and endings of one relation between two entities, in the one order.

    A holder's new share closes the open one (on that day the new share counts alone). Any other ending ends the
    oldest open relation, of the same place where it names one; without an open one it changes nothing. ``struck``
    are the strikings-off of the organisation concerned: what is open then counts as ended on that day.
    """
    claims = list(claims)
    if len(claims) == 1 and not struck:
        # By far the most common: one beginning and nothing else.
        (claim,) = claims
        end = END_OF_TIME if claim.until is None else claim.until
        return (
            [_interval(claim, frm, to, end, (claim.ref,), place_of)]
            if claim.sign >= 0 and end >= claim.day
            else []
        )
    begun: list[_Open] = []
    for claim in sorted((*claims, *struck), key=lambda claim: claim.order):
        if claim.to is None:
            _end_all(begun, claim)
        elif claim.sign < 0:
            _close(begun, claim, place_of)
        else:
            if claim.relation == "belang":
                _replace(begun, claim)
            end = END_OF_TIME if claim.until is None else claim.until
            begun.append(_Open(claim, [claim.ref], end))
    return [
        _interval(one.claim, frm, to, one.end, tuple(one.refs), place_of)
        for one in begun
        if one.end >= one.claim.day
    ]


def _interval(
    claim: Relation,
    frm: Entity,
    to: Entity,
    end: int,
    refs: tuple[Ref, ...],
    place_of: Callable[[str | None], Entity | None],
) -> Interval:
    return Interval(
        claim.relation,
        frm,
        to,
        claim.day,
        end,
        refs,
        None if claim.place is None else place_of(claim.place),
        claim.share,
        claim.amount,
        claim.soort,
        claim.topic,
    )


def _end_all(begun: list[_Open], struck: Relation) -> None:
    for one in begun:
        if one.end > struck.day:
            one.end = struck.day
            one.refs.append(struck.ref)


def _replace(begun: list[_Open], share: Relation) -> None:
    for one in begun:
        if one.end == END_OF_TIME:
            one.end = share.day - 1
            one.refs.append(share.ref)


def _close(begun: list[_Open], ending: Relation, place_of: Callable[[str | None], Entity | None]) -> None:
    for one in begun:
        if one.end != END_OF_TIME or not _same(one.claim, ending, place_of):
            continue
        one.end = ending.day
        one.refs.append(ending.ref)
        if ending.relation != "belang":
            return


def _same(beginning: Relation, ending: Relation, place_of: Callable[[str | None], Entity | None]) -> bool:
    if ending.place is None or beginning.place is None:
        return True
    return place_of(beginning.place) is place_of(ending.place)


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of days in which relations of one pair follow one another without a day between."""

    start: int
    end: int
    parts: tuple[Interval, ...]


def spans(intervals: Iterable[Interval]) -> list[Span]:
    """Join intervals that overlap or adjoin; a holder whose share changed still holds."""
    found: list[Span] = []
    for one in sorted(intervals, key=lambda one: (one.start, one.end)):
        if found and one.start <= found[-1].end + 1:
            last = found[-1]
            found[-1] = Span(last.start, max(last.end, one.end), (*last.parts, one))
        else:
            found.append(Span(one.start, one.end, (one,)))
    return found
