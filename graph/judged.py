"""What a flag said when a person decided on it, short enough to go with the decision, and what fell away since.

rules.md section 8: a verdict and an expiry hold for the hits and hard events of the judged digest. An event that was taken
back leaves no trace in what stands, so the decision itself carries what it was given on.
"""

from collections.abc import Iterable
from hashlib import sha256

from graph.claims import Decision
from graph.flag import Flag

__all__ = ["fell_away", "hard_of", "hits_of", "without"]

_CONTAGION = "G1"
"""Paths, which come and go with the neighbourhood and are no hit."""

_DIGITS = 6
"""Enough to compare the hits of one flag, too few to find a person by: in a large register many have the same."""


def hits_of(flag: Flag) -> list[str]:
    """Give each hit as its indicator and short hashes of its records, sorted: ``A1 0f3a9c,77be01``."""
    return sorted(
        f"{hit.id} {','.join(sorted(map(_short, hit.records)))}"
        for hit in flag.indicators
        if hit.id != _CONTAGION
    )


def hard_of(flag: Flag) -> list[str]:
    """Give each counting hard event as source and id, sorted."""
    return sorted(f"{event.source} {event.id}" for event in flag.hard)


def fell_away(decision: Decision, flag: Flag) -> list[str]:
    """Give the hits and hard events that a decision was given on and that the flag no longer has; O(hits²).

    Of a decision that says nothing of them, nothing can be told.
    """
    return [*without(decision.hits, hits_of(flag)), *sorted(set(decision.hard) - set(hard_of(flag)))]


def without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    """Give those of some hits that are not among others.

    A hit is the same when its indicator is and its records are in those of the other, or the other way round: a member
    may have gained or lost records since.
    """
    known = list(map(_parts, others))
    return sorted(hit for hit in some if not any(_same(_parts(hit), other) for other in known))


def _same(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    return one[0] == other[0] and (one[1] <= other[1] or one[1] >= other[1])


def _parts(hit: str) -> tuple[str, frozenset[str]]:
    indicator, _, records = hit.partition(" ")
    return indicator, frozenset(records.split(","))


def _short(record: str) -> str:
    return sha256(record.encode()).hexdigest()[:_DIGITS]
