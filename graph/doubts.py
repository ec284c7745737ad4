"""The identity queue: pairs that may be one and that nobody decided, those first by which a structure hangs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.claims import record_id
from graph.flagging import KINDS
from graph.identity.record import REGISTER
from graph.stakes import CHANGED, Stake, stakes

if TYPE_CHECKING:
    from graph.municipality import Municipality

__all__ = ["doubts", "values_of", "weight"]

_Row = dict[str, Any]


def doubts(town: "Municipality", *, protection: bool = True) -> list[_Row]:
    """Give the doubts in the order in which people should look at them.

    ``flags`` are those that would stand, change or fall if the two were one, and ``decides`` tells that one would stand or
    fall. First comes what decides, then what changes a flag, then the rest; pairs that somebody looked at and was unsure of
    come behind those of their class, and nothing about a person plays a part. Without ``protection`` flags of that
    route are left out. Cost O(doubts), each as two events.
    """
    resolver = town.graph.resolver
    # Listed whole before the first trial: a trial moves what is listed.
    rows = [_row(town, *doubt) for doubt in sorted(resolver.doubts())]
    rows = [row | _hanging(stakes(town, row["a"], row["b"]), protection=protection) for row in rows]
    rows.sort(key=lambda row: (row["a"], row["b"]))
    rows.sort(key=weight, reverse=True)
    return rows


def weight(row: _Row) -> tuple[bool, bool, bool, int, float]:
    """Give what a doubt is ranked by, the greatest first: what hangs on it, and nothing about a person."""
    becoming = [flag["becomes"] for flag in row["flags"]]
    return row["decides"], bool(becoming), row["judged"] is None, len(becoming), row["probability"]


def _hanging(found: list[Stake], *, protection: bool) -> _Row:
    found = [stake for stake in found if protection or stake.route != "protection"]
    flags = [
        {"id": stake.flag, "becomes": stake.becomes, "indicators": list(stake.indicators)} for stake in found
    ]
    return {"decides": any(stake.becomes != CHANGED for stake in found), "flags": flags}


def _row(town: "Municipality", one: str, other: str, probability: float) -> _Row:
    resolver = town.graph.resolver
    known = resolver.comparisons.features
    score = resolver.comparisons.matcher.score(known[one], known[other])
    judged = resolver.last_judged(one, other)
    return {
        "gemeente": town.gemeente,
        "kind": KINDS[one[0]],
        "a": record_id(one),
        "b": record_id(other),
        "entities": sorted(resolver.entity_of[key].id for key in (one, other)),
        "probability": probability,
        "judged": None if judged is None else judged.oordeel,
        "records": [
            {"id": record_id(key), "values": values_of(resolver.records[key].pairs())} for key in (one, other)
        ],
        "why": [evidence._asdict() for evidence in score.why],
    }


def values_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Give the distinct values of a record by field, sorted; what a register says of itself left out."""
    found: dict[str, list[str]] = {}
    for field, value in sorted(set(pairs) - {REGISTER}):
        found.setdefault(field, []).append(value)
    return found
