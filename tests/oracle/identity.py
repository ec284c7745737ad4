"""Entities: records joined by links, strongest first, unless two that were judged different would meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tests.oracle.names import normalised
from tests.oracle.records import Record
from tests.oracle.standing import Ev

__all__ = ["Link", "entities", "judgements", "links"]

_CERTAIN = {"person": ("pseudoniem",), "organisation": ("kvk", "rsin", "vestigingsnummer")}
_PROBABLE = 0.95


@dataclass(frozen=True)
class Link:
    """Two records that may be one: rank 0 judged the same, 1 certain, 2 probable."""

    a: str
    b: str
    rank: int
    probability: float

    @property
    def order(self) -> tuple[int, float, str, str]:
        """The order in which links are tried."""
        return (self.rank, -round(self.probability, 6), self.a, self.b)


def judgements(events: list[Ev]) -> dict[frozenset[str], str]:
    """Give the last judgement of each pair of records; `unsure` counts as none."""
    last: dict[frozenset[str], str] = {}
    for event in sorted(events, key=lambda e: (e.known, e.source, e.id)):
        if event.topic == "decisions" and event.kind == "identiteit-beoordeeld":
            last[frozenset((event.data["a"], event.data["b"]))] = event.data["oordeel"]
    return {pair: verdict for pair, verdict in last.items() if verdict != "unsure" and len(pair) == 2}


def _shares(a: Record, b: Record, name: str) -> bool:
    return bool(a.get(name) & b.get(name))


def _differs(a: Record, b: Record, name: str) -> bool:
    left, right = a.get(name), b.get(name)
    if name == "geboortedatum":
        left, right = ({v for v in side if len(v) == 10} for side in (left, right))
    return bool(left) and bool(right) and not left & right


def _names(record: Record) -> set[str]:
    if record.kind == "person":
        return record.get("name")
    return {n for n in map(normalised, record.get("naam")) if n}


def _probable(a: Record, b: Record) -> bool:
    if any(_differs(a, b, name) for name in ("kvk", "rsin", "pseudoniem", "geboortedatum")):
        return False
    same_name = bool(_names(a) & _names(b))
    same_address = _shares(a, b, "address") or _shares(a, b, "bag")
    return same_name and (same_address or _shares(a, b, "geboortedatum"))


def _place_links(records: list[Record]) -> Iterator[Link]:
    """An address without a BAG id is the one object that has this address, if there is just one."""
    objects = [r for r in records if r.id.startswith("bag:")]
    for loose in (r for r in records if r.id.startswith("adres:")):
        fitting = [o for o in objects if loose.id.removeprefix("adres:") in o.get("address")]
        if len(fitting) == 1:
            yield Link(loose.id, fitting[0].id, 1, 1.0)


def links(records: dict[str, Record], judged: dict[frozenset[str], str]) -> list[Link]:
    """Give every link that may join, in the order in which they are tried."""
    found = list(_place_links([r for r in records.values() if r.kind == "place"]))
    for one, other in combinations(sorted(records), 2):
        a, b = records[one], records[other]
        if a.kind != b.kind:
            continue
        if judged.get(frozenset((one, other))) == "same":
            found.append(Link(one, other, 0, 1.0))
        if a.kind == "place":
            continue
        if any(_shares(a, b, name) for name in _CERTAIN[a.kind]):
            found.append(Link(one, other, 1, 1.0))
        elif _probable(a, b):
            found.append(Link(one, other, 2, _PROBABLE))
    return sorted(found, key=lambda link: link.order)


def entities(records: dict[str, Record], judged: dict[frozenset[str], str]) -> dict[str, frozenset[str]]:
    """Give the entity of each record: the set of records that are one thing."""
    entity = {r: frozenset((r,)) for r in records}
    apart = [pair for pair, verdict in judged.items() if verdict == "different"]
    for link in links(records, judged):
        joined = entity[link.a] | entity[link.b]
        if not any(pair <= joined for pair in apart):
            entity.update(dict.fromkeys(joined, joined))
    return entity
