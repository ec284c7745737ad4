"""Entities: records joined by links, strongest first, unless two that were judged different would meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from graph.identity.features import Features, features
from graph.identity.matcher import Matcher
from streams.weights_file import load_weights
from tests.oracle.records import Record
from tests.oracle.standing import Ev

__all__ = ["Link", "entities", "judgements", "links"]

_CERTAIN = {"person": ("pseudoniem",), "organisation": ("kvk", "rsin", "vestigingsnummer")}
_JOINING = 0.9
_SCORER = Matcher(load_weights())
_COMPARED = (
    "kvk", "rsin", "vestigingsnummer", "pseudoniem", "naam", "handelsnaam", "geboortedatum", "telefoon", "email", "iban",
)  # fmt: skip


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


def _features(record: Record) -> Features:
    """Give what the scorer compares, the one thing of identity that the oracle shares with the product."""
    pairs = [(field, value) for field in _COMPARED for value in record.get(field)]
    pairs += [("naam", value) for value in record.get("name")]
    pairs += [("adres", f"adres:{value}") for value in record.get("address")]
    pairs += [("adres", f"bag:{value}") for value in record.get("bag")]
    return features(record.kind[0], pairs)


def _known(record: Record, name: str) -> set[str]:
    """Give what may not contradict itself within an entity; day and month of a birth date may be swapped."""
    if name != "geboortedatum":
        return record.get(name)
    full = {date for date in record.get(name) if len(date) == 10}
    return full | {f"{date[:4]}-{date[8:]}-{date[5:7]}" for date in full}


def _contradict(ours: frozenset[str], theirs: frozenset[str], records: dict[str, Record]) -> bool:
    for name in ("kvk", "rsin", "pseudoniem", "geboortedatum"):
        left, right = (
            {value for record in side for value in _known(records[record], name)} for side in (ours, theirs)
        )
        if left and right and not left & right:
            return True
    return False


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
    compared = {one: _features(record) for one, record in records.items() if record.kind != "place"}
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
            continue
        probability = _SCORER.probability(compared[one], compared[other])
        if probability >= _JOINING:
            found.append(Link(one, other, 2, probability))
    return sorted(found, key=lambda link: link.order)


def entities(records: dict[str, Record], judged: dict[frozenset[str], str]) -> dict[str, frozenset[str]]:
    """Give the entity of each record: the set of records that are one thing."""
    entity = {r: frozenset((r,)) for r in records}
    apart = [pair for pair, verdict in judged.items() if verdict == "different"]
    for link in links(records, judged):
        joined = entity[link.a] | entity[link.b]
        if link.rank == 2 and _contradict(entity[link.a], entity[link.b], records):
            continue
        if not any(pair <= joined for pair in apart):
            entity.update(dict.fromkeys(joined, joined))
    return entity
