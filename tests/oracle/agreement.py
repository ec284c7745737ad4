"""Says in words where an engine's answer differs from the oracle's reading of the same events."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from tests.oracle.hits import Hit
from tests.oracle.indicators import INDICATORS
from tests.oracle.oracle import Reading
from tests.oracle.standing import Key
from tests.oracle.structures import Flag, Moment, combines, counting_hard, flag_id, hit_since, raised
from tests.oracle.world import World

__all__ = ["differences"]

_NO_RECORDS = ("kvk:", "rsin:", "zaak:")
# Identifiers and cases stand among the record ids of a flag; they are no records that entities are made of.


Row = dict[str, Any]


def _records(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(i for i in ids if not i.startswith(_NO_RECORDS))


def _keys(events: Iterable[Row]) -> frozenset[Key]:
    return frozenset((e["source"], e["id"]) for e in events)


def _moment(said: Row) -> Moment:
    when = dt.datetime.fromisoformat(said["known"])
    micros = (when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
    return micros, (said["event"]["source"], said["event"]["id"])


def _day(text: str | None) -> int | None:
    return dt.date.fromisoformat(text).toordinal() if text else None


def _by_entity(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    return {r["id"]: _records(r["records"]) for r in rows}


def _entity_differences(reading: Reading, engine: dict[str, frozenset[str]]) -> Iterator[str]:
    theirs = frozenset(engine.values())
    yield from (f"entity only here: {sorted(e)}" for e in reading.entities - theirs)
    yield from (f"entity only in engine: {sorted(e)}" for e in theirs - reading.entities)


Span = tuple[str, frozenset[frozenset[str]], int, int | None]


def _spans_here(reading: Reading) -> set[Span]:
    members = reading.world.members
    return {
        (r.name, frozenset(members[e] for e in (r.subject, r.other or r.place) if e), r.start, r.end)
        for r in reading.relations
    }


def _spans_there(reading: Reading, relations: Iterable[Row], ends: dict[str, frozenset[str]]) -> set[Span]:
    """Give the engine's registered intervals; declared roles go elsewhere than the text says where."""
    registry = {e.key for e in reading.world.standing if e.topic == "registry"}
    return {
        (
            r["relation"],
            frozenset((ends[r["from"]], ends[r["to"]])),
            _day(r["valid"][0]) or 0,
            _day(r["valid"][1]),
        )
        for r in relations
        if _keys(r["events"]) <= registry and not _lets_a_place(r, ends)
    }


def _lets_a_place(row: Row, ends: dict[str, frozenset[str]]) -> bool:
    """Whether a row ties a tenant to the place: letting joins lessor and tenant, the text asks no more."""
    places = (r.startswith(("bag:", "adres:")) for end in ("from", "to") for r in ends[row[end]])
    return row["relation"] == "huur" and any(places)


def _relation_differences(
    reading: Reading, relations: Iterable[Row], ends: dict[str, frozenset[str]]
) -> Iterator[str]:
    here, there = _spans_here(reading), _spans_there(reading, relations, ends)
    yield from (f"relation only here: {_show(s)}" for s in here - there)
    yield from (f"relation only in engine: {_show(s)}" for s in there - here)


def _show(span: Span) -> str:
    name, ends, start, end = span
    return f"{name} {sorted(min(e) for e in ends)} {start}..{end}"


def _entities(world: World, records: Iterable[str]) -> frozenset[str]:
    return frozenset(world.entity(r) if r in world.members else f"unknown {r}" for r in _records(records))


def _hits(world: World, flag: Row) -> list[Hit]:
    return [
        Hit(i["id"], (), _entities(world, i["records"]), _keys(i["events"]))
        for i in flag["indicators"]
        if i["id"] in INDICATORS
    ]


def _union(hits: Iterable[Hit]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for hit in hits:
        found[hit.indicator] = found.get(hit.indicator, frozenset()) | hit.members
    return found


def _content(world: World, here: Flag, there: Row) -> Iterator[str]:
    """Compare what the text fixes: indicators, members, hard events, groups."""
    ours, theirs = _union(here.hits), _union(_hits(world, there))
    for indicator in sorted(set(ours) | set(theirs)):
        a, b = ours.get(indicator, frozenset()), theirs.get(indicator, frozenset())
        if a != b:
            yield f"{indicator}: members {sorted(a - b)} only here, {sorted(b - a)} only in engine"
    if here.groups != set(there["groups"]):
        yield f"groups: here {sorted(here.groups)}, in engine {there['groups']}"
    known = _records(r for h in here.hits for m in h.members for r in world.members[m])
    if known != _records(there["records"]):
        yield f"records: here {sorted(known)}, in engine {sorted(_records(there['records']))}"


def _since_on_own_events(world: World, hit: Hit, all_here: Iterable[Hit]) -> set[Moment]:
    """Give since when the engine's hit holds, on the events that the engine itself names."""
    twins = [h for h in all_here if (h.indicator, h.members) == (hit.indicator, hit.members)]
    moments = [hit_since(world, Hit(h.indicator, h.focus, h.members, hit.events)) for h in twins]
    return {m for m in moments if m}


def _since(world: World, here: Flag, there: Row) -> Iterator[str]:
    said = [_moment(i["since"]) for i in there["indicators"] if i["id"] in INDICATORS]
    for hit, moment in zip(_hits(world, there), said, strict=True):
        ours = _since_on_own_events(world, hit, here.hits)
        if not ours:
            yield f"{hit.indicator}: its own events do not make it: {sorted(hit.events)}"
        elif moment not in ours:
            yield f"{hit.indicator}: since {sorted(ours)} here, {moment} in engine, events {sorted(hit.events)}"


def _days(world: World, there: Row) -> Iterator[str]:
    """Check the valid days: of an indicator those of its first and last event, of `raised` that of its event."""
    day = {e.key: e.day for e in world.events}
    for indicator in there["indicators"]:
        days = [day[k] for k in _keys(indicator["events"])]
        if [_day(d) for d in indicator["valid"]] != [min(days), max(days)]:
            yield f"{indicator['id']}: valid {indicator['valid']} is not that of its events"
    if _day(there["raised"]["valid"]) != day[_moment(there["raised"])[1]]:
        yield f"raised valid {there['raised']['valid']} is not that of its event"


def _consistent(world: World, gemeente: str, there: Row) -> Iterator[str]:
    """Check what the engine says of its flag against its own hits, however it cuts them."""
    hits, hard = _hits(world, there), _keys(there["hard"])
    rest = {k for h in hits for k in h.events} | hard
    counting = {e.key for e in counting_hard(world, hits)}
    if counting != hard:
        yield f"hard {sorted(hard)}, but on its own events {sorted(counting)} count"
    if {source for source, _ in rest} != set(there["sources"]):
        yield f"sources {there['sources']} are not those of {sorted(rest)}"
    if not combines(hits, hard, rest):
        yield "the combination rule does not hold on what the flag names"
        return
    if flag_id(world, gemeente, hits) != there["id"]:
        yield f"id {there['id']} is not that of its own hits"
    since = dict(
        zip(hits, (_moment(i["since"]) for i in there["indicators"] if i["id"] in INDICATORS), strict=True)
    )
    ours = raised(world, hits, hard, since)
    if ours != _moment(there["raised"]):
        yield f"raised {ours} here, {_moment(there['raised'])} in engine"


def _flag_differences(reading: Reading, gemeente: str, flags: Iterable[Row]) -> Iterator[str]:
    ours, theirs = {f.id: f for f in reading.flags}, {f["id"]: f for f in flags}
    for name in sorted(set(ours) | set(theirs)):
        if name not in theirs:
            yield f"flag only here: {name} {sorted({h.indicator for h in ours[name].hits})}"
        elif name not in ours:
            yield f"flag only in engine: {name} {sorted({i['id'] for i in theirs[name]['indicators']})}"
        else:
            for check in (_content, _since):
                yield from (f"{name}: {d}" for d in check(reading.world, ours[name], theirs[name]))
    for name, flag in theirs.items():
        yield from (f"{name}: {d}" for d in _consistent(reading.world, gemeente, flag))


def differences(
    reading: Reading, gemeente: str, entities: list[Row], relations: list[Row], flags: list[Row]
) -> list[str]:
    """Give every difference between a reading and an engine's rows, empty where they agree."""
    ends = _by_entity(entities)
    return [
        *_entity_differences(reading, ends),
        *_relation_differences(reading, relations, ends),
        *_flag_differences(reading, gemeente, flags),
    ]
