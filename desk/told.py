"""What a flag rests on, told for a reader: its events, and its members and relations with all that a canvas needs."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from agents.standing import Standing
from desk.names import called_as, places_as
from desk.surroundings import Member, Tie
from documents.words import source_name
from graph.flag import EventName, Flag
from graph.instants import iso_day, iso_instant
from streams.event_words import called
from streams.events import event_from_body
from streams.events.event import Event

__all__ = [
    "Body",
    "bodies",
    "event_rows",
    "events_of",
    "members_of",
    "node_row",
    "short",
    "stands_at",
    "tie_rows",
    "token",
]

Body = tuple[EventName, bytes | None]


class Related(Protocol):
    """A relation as a flag or the graph gives it."""

    @property
    def frm(self) -> str:
        """Who does it."""

    @property
    def to(self) -> str:
        """To whom."""

    @property
    def relation(self) -> str:
        """Its published name."""

    @property
    def valid(self) -> tuple[str, str | None]:
        """From and through which day."""

    @property
    def events(self) -> list[EventName]:
        """By which events."""


def token(name: EventName) -> str:
    """Name an event in an address: 16 hex digits that say nothing; a source's event id may be a number of a case."""
    return hashlib.blake2b(f"{name.source}|{name.id}".encode(), digest_size=8).hexdigest()


def events_of(flag: Flag) -> set[EventName]:
    """Give all events that a flag rests on."""
    wanted = {*flag.hard, flag.raised.event}
    wanted.update(event for hit in flag.indicators for event in hit.events)
    wanted.update(event for edge in flag.evidence.edges for event in edge.events)
    return wanted


def bodies(standing: Standing, gemeente: str, names: Iterable[EventName]) -> list[Body]:
    """Give events with their bodies, oldest first; None for one that is no longer kept."""
    found = [(name, standing.body(gemeente, name.source, name.id)) for name in sorted(set(names))]
    return sorted(found, key=lambda pair: 0 if pair[1] is None else event_from_body(pair[1]).day)


def event_rows(
    found: Iterable[Body], hard: Iterable[EventName], language: str
) -> dict[EventName, dict[str, Any]]:
    """Give each event for a reader: when it held and was known, what it is, its source and its papers."""
    counting = set(hard)
    return {name: _event_row(name, body, name in counting, language) for name, body in found}


def _event_row(name: EventName, body: bytes | None, hard: bool, language: str) -> dict[str, Any]:
    head = {"id": name.id, "source": source_name(name.source), "hard": hard, "token": token(name)}
    if body is None:
        return head | {"day": None, "known": None, "what": None, "papers": [], "share": None}
    event = event_from_body(body)
    papers = [{"name": one.kenmerk or one.titel, "title": one.titel} for one in event.data.stukken]
    return head | {
        "day": event.day,
        "known": iso_instant(event.known)[:10],
        "what": called(event, language),
        "papers": papers,
        "share": _share(event),
    }


def _share(event: Event) -> float | None:
    share = getattr(event.data, "aandeel", None)
    return None if share is None else float(share)


def members_of(flag: Flag, found: Iterable[Body]) -> list[Member]:
    """Give the members of a flag's evidence, called and placed as its events say."""
    events = [msgspec.json.decode(body) for _, body in found if body is not None]
    names, places = called_as(events), places_as(events)
    members = []
    for node in flag.evidence.nodes:
        spellings = list(dict.fromkeys(names[record] for record in node.records if record in names))
        area, point = next((places[one] for one in node.records if one in places), ("", None))
        members.append(Member(node.id, node.kind, node.records, spellings, area, point))
    return members


def node_row(member: Member, *, evidence: bool) -> dict[str, Any]:
    """Give a member for a reader."""
    return {
        "id": member.id,
        "kind": member.kind,
        "name": member.spellings[0] if member.spellings else "",
        "spellings": member.spellings[1:],
        "short": short(min(member.records, key=_plainness)),
        "records": [short(one) for one in member.records],
        "area": member.area,
        "point": member.point,
        "evidence": evidence,
    }


def _plainness(record: str) -> tuple[bool, str]:
    return not record.startswith(("kvk:", "bag:")), record


def tie_rows(
    ties: Sequence[Related], told: Mapping[EventName, dict[str, Any]], *, evidence: bool
) -> list[dict[str, Any]]:
    """Give relations for a reader, with what could be known when.

    A relation is known from the first event that began it. Its end is known from the first event that ended it; where one
    event gave both, from the beginning on (``end_known`` None).
    """
    return [_tie_row(tie, told, evidence=evidence) for tie in ties]


def _tie_row(tie: Related, told: Mapping[EventName, dict[str, Any]], *, evidence: bool) -> dict[str, Any]:
    begin, end = tie.valid
    rows = sorted(
        (told[name] for name in tie.events if name in told and told[name]["known"]),
        key=lambda row: row["known"],
    )
    began = [row for row in rows if iso_day(row["day"]) == begin] or rows[:1]
    ended = [row for row in rows if row not in began]
    shares = [row["share"] for row in began if row["share"] is not None]
    return {
        "id": tie.id if isinstance(tie, Tie) else f"{tie.frm}|{tie.to}|{tie.relation}|{begin}",
        "from": tie.frm,
        "to": tie.to,
        "relation": tie.relation,
        "begin": begin,
        "end": end,
        "known": began[0]["known"] if began else begin,
        "end_known": ended[0]["known"] if ended and end is not None else None,
        "share": shares[0] if shares and tie.relation == "aandeelhouder" else None,
        "events": [token(name) for name in tie.events],
        "evidence": evidence,
    }


def stands_at(tie: Mapping[str, Any], valid: str, known: str) -> bool:
    """Tell whether a relation held on a day, as far as it was known on another (both YYYY-MM-DD)."""
    seen_to_end = tie["end"] is not None and (tie["end_known"] is None or tie["end_known"] <= known)
    return tie["known"] <= known and tie["begin"] <= valid and not (seen_to_end and tie["end"] < valid)


def short(record: str) -> str:
    """Write a record's id with the name of its source alone."""
    source, cut, key = record.partition("#")
    return f"{source_name(source)} {key}" if cut else record
