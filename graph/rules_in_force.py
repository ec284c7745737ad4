"""Which rules hold in a municipality: its latest publication, and the indicators put in shadow after it."""

from collections.abc import Iterable

import msgspec

from graph.claims import Decision, Ref
from graph.rules import Rules

__all__ = ["InForce", "in_force"]


class InForce(msgspec.Struct, frozen=True):
    """The rules that hold, and whose they are."""

    rules: Rules
    door: tuple[str, ...] = ()
    """The two who published them; nobody where they came with the program."""
    since: Ref | None = None
    """The event that published them."""
    shadowed: dict[str, tuple[str, ...]] = {}
    """By indicator on trial: its author."""


def in_force(given: Rules, decisions: Iterable[Decision]) -> InForce:
    """Give what follows from the decisions that stand; a function of their set.

    Of several publications the last counts (time, source, id). An indicator put in shadow stays there until a later
    publication, which says anew of each whether it is on, off or on trial.

    Parameters
    ----------
    given
        What holds where nothing was published; also gives the weights of identity, which are no part of a publication.
    """
    ordered = sorted(decisions, key=lambda one: one.ref[1:])
    published = [one for one in ordered if one.rules is not None]
    last = published[-1] if published else None
    rules = given
    if last is not None and last.rules is not None:
        rules = msgspec.structs.replace(last.rules, identity=given.identity)
    door = () if last is None else last.door
    since = None if last is None else last.ref
    shadowed = dict.fromkeys(sorted(rules.shadow - rules.off), door)
    for one in ordered:
        later = since is None or one.ref[1:] > since[1:]
        if one.indicator is not None and later and one.indicator not in rules.off:
            shadowed[one.indicator] = one.door
    return InForce(msgspec.structs.replace(rules, shadow=frozenset(shadowed)), door, since, shadowed)
