"""What one batch changes in the read model, whichever runtime it comes from, and how it is written: by key, so twice is once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk.database.tables import Table
from desk.readmodel.tables import (
    ProjectedAdvisory,
    ProjectedCited,
    ProjectedEntity,
    ProjectedEvent,
    ProjectedExplanation,
    ProjectedFlag,
    ProjectedLetter,
    ProjectedMember,
    ProjectedPosition,
    ProjectedRelation,
    ProjectedState,
    ProjectedTown,
)
from graph.flag import EventName
from streams.events import event_from_body
from streams.journal import digest_of
from streams.store_rows import AdvisoryRow, FlagRow

__all__ = ["VERSION", "Changes", "Letter", "put", "remember", "write"]

VERSION = "version"
"""Key of the number of changes that the read model has seen."""

ROWS_AT_ONCE = 5_000
KEYS_AT_ONCE = 500
# Values in one statement: older SQLite takes 999.

Item = TypeVar("Item")
Row = dict[str, Any]
Identity = tuple[str, str, str]


class Letter(msgspec.Struct, frozen=True):
    """A refused message by its address, and why."""

    topic: str
    partition: int
    offset: int
    sha256: str
    reason: str


@dataclass(slots=True)
class Changes:
    """One batch. `graph` holds messages of the topic by key, None for one that is gone; `position` as the table has it."""

    events: list[bytes] = field(default_factory=list)
    """Of two with one identity the first stands, as in the journal; one that was rewritten is in `events_gone` as well."""
    events_gone: list[Identity] = field(default_factory=list)
    flags: list[FlagRow] = field(default_factory=list)
    flags_gone: list[str] = field(default_factory=list)
    advisories: list[AdvisoryRow] = field(default_factory=list)
    advisories_gone: list[str] = field(default_factory=list)
    graph: dict[str, bytes | None] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    letters_gone: list[tuple[str, int, int]] = field(default_factory=list)
    positions: list[Row] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing that a page shows changes."""
        return not (
            self.events
            or self.events_gone
            or self.flags
            or self.flags_gone
            or self.advisories
            or self.advisories_gone
            or self.graph
            or self.letters
            or self.letters_gone
        )


class _Said(msgspec.Struct, frozen=True):
    """What is looked up of a flag."""

    class Node(msgspec.Struct, frozen=True):
        id: str
        kind: str

    class Edge(msgspec.Struct, frozen=True):
        events: list[EventName]

    class Found(msgspec.Struct, frozen=True):
        nodes: list["_Said.Node"]
        edges: list["_Said.Edge"]

    class Hit(msgspec.Struct, frozen=True):
        events: list[EventName]

    class Opening(msgspec.Struct, frozen=True):
        event: EventName

    evidence: Found
    indicators: list[Hit]
    hard: list[EventName]
    raised: Opening


class _Advised(msgspec.Struct, frozen=True):
    class Fact(msgspec.Struct, frozen=True):
        event: EventName

    versie: int
    feiten: list[Fact] | str = []


def write(session: Session, changes: Changes) -> int:
    """Write a batch in the session's transaction; give the number of this change.

    Cost O(batch). The same batch again leaves the same rows.
    """
    number = _next(session)
    _events(session, changes, number)
    _flags(session, changes)
    _advisories(session, changes)
    _graph(session, changes.graph)
    _drop(session, ProjectedLetter, ("topic", "partition", "offset"), changes.letters_gone)
    put(session, ProjectedLetter, (msgspec.structs.asdict(one) for one in changes.letters))
    put(session, ProjectedPosition, changes.positions)
    return number


def remember(session: Session, values: Mapping[str, str]) -> None:
    """Write what is true of the read model whole."""
    put(session, ProjectedState, ({"key": key, "value": value} for key, value in values.items()))


def put(session: Session, table: type[Table], rows: Iterable[Row], *, first: bool = False) -> None:
    """Write rows by primary key; what stands is replaced, or with `first` stays."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.__table__.primary_key]
    others = [column.name for column in table.__table__.columns if column.name not in keys]
    statement = insert(table)
    done = (
        statement.on_conflict_do_nothing(index_elements=keys)
        if first
        else statement.on_conflict_do_update(
            index_elements=keys, set_={name: statement.excluded[name] for name in others}
        )
    )
    for some in _cut(rows, ROWS_AT_ONCE):
        session.connection().execute(done, some)


def _cut(every: Iterable[Item], most: int) -> Iterator[list[Item]]:
    rest = iter(every)
    while some := list(islice(rest, most)):
        yield some


def _next(session: Session) -> int:
    standing = session.get(ProjectedState, VERSION)
    number = 1 if standing is None else int(standing.value) + 1
    remember(session, {VERSION: str(number)})
    return number


# --- events -----------------------------------------------------------------------------------------------------------


def _events(session: Session, changes: Changes, number: int) -> None:
    rows = [_event(body, number) for body in changes.events]
    _drop(session, ProjectedEvent, ("gemeente", "source", "id"), changes.events_gone)
    put(session, ProjectedEvent, rows, first=True)
    shrunk = {gemeente for gemeente, _, _ in changes.events_gone}
    for gemeente in {row["gemeente"] for row in rows} | shrunk:
        _count(session, gemeente, {"changed": number} | ({"shrunk": number} if gemeente in shrunk else {}))


def _event(body: bytes, number: int) -> Row:
    event = event_from_body(body)
    return {
        "gemeente": event.gemeente,
        "source": event.source,
        "id": event.id,
        "day": event.day,
        "known": event.known,
        "type": event.type,
        "digest": digest_of(body),
        "change": number,
        "body": body,
    }


def _count(session: Session, gemeente: str, when: Row) -> None:
    """Count a municipality's events anew; one without any is no more."""
    events, latest = session.execute(
        select(func.count(), func.max(ProjectedEvent.known)).where(ProjectedEvent.gemeente == gemeente)
    ).one()
    town = session.get(ProjectedTown, gemeente)
    if not events:
        session.execute(delete(ProjectedTown).where(ProjectedTown.gemeente == gemeente))
        return
    if town is None:
        new = {"gemeente": gemeente, "go_live": None, "derived": 0, "shrunk": 0}
        put(session, ProjectedTown, [new | when | {"events": events, "latest": latest}])
        return
    town.events, town.latest = events, latest
    for name, number in when.items():
        setattr(town, name, number)
    session.flush()


# --- flags and advisories ---------------------------------------------------------------------------------------------


def _flags(session: Session, changes: Changes) -> None:
    gone = [*changes.flags_gone, *(row.id for row in changes.flags)]
    _drop(session, ProjectedMember, ("flag",), [(one,) for one in gone])
    _drop(session, ProjectedCited, ("subject",), [(one,) for one in gone])
    for table, column in ((ProjectedFlag, "id"), (ProjectedExplanation, "flag")):
        _drop(session, table, (column,), [(one,) for one in changes.flags_gone])
    put(session, ProjectedFlag, map(_flag, changes.flags))
    said = [(row, msgspec.json.decode(row.body, type=_Said)) for row in changes.flags]
    put(session, ProjectedMember, (one for row, flag in said for one in _members(row, flag)))
    put(session, ProjectedCited, (one for row, flag in said for one in _cited(row, flag)))


def _flag(row: FlagRow) -> Row:
    return {
        "id": row.id,
        "gemeente": row.gemeente,
        "status": str(row.status),
        "reason": row.reason,
        "digest": row.digest,
        "body": row.body,
    }


def _members(row: FlagRow, flag: _Said) -> list[Row]:
    kinds = {node.id: node.kind for node in flag.evidence.nodes}
    return [
        {"flag": row.id, "gemeente": row.gemeente, "entity": entity, "kind": kind}
        for entity, kind in kinds.items()
    ]


def _cited(row: FlagRow, flag: _Said) -> list[Row]:
    hard = set(flag.hard)
    every = {*hard, flag.raised.event}
    every.update(event for hit in flag.indicators for event in hit.events)
    every.update(event for edge in flag.evidence.edges for event in edge.events)
    return [_citation(row.id, row.gemeente, event, hard=event in hard) for event in sorted(every)]


def _advisories(session: Session, changes: Changes) -> None:
    gone = [*changes.advisories_gone, *(row.id for row in changes.advisories)]
    _drop(session, ProjectedCited, ("subject",), [(one,) for one in gone])
    _drop(session, ProjectedAdvisory, ("id",), [(one,) for one in changes.advisories_gone])
    said = [(row, msgspec.json.decode(row.body, type=_Advised)) for row in changes.advisories]
    put(session, ProjectedAdvisory, (_advisory(row, one.versie) for row, one in said))
    facts = ((row, [] if isinstance(one.feiten, str) else one.feiten) for row, one in said)
    put(
        session,
        ProjectedCited,
        (
            _citation(row.id, row.gemeente, event, hard=False)
            for row, some in facts
            for event in sorted({fact.event for fact in some})
        ),
    )


def _advisory(row: AdvisoryRow, versie: int) -> Row:
    return {
        "id": row.id,
        "gemeente": row.gemeente,
        "status": str(row.status),
        "versie": versie,
        "frozen": "@" in row.id,
        "body": row.body,
    }


def _citation(subject: str, gemeente: str, event: EventName, *, hard: bool) -> Row:
    return {
        "subject": subject,
        "gemeente": gemeente,
        "source": event.source,
        "event": event.id,
        "hard": hard,
    }


# --- graph ------------------------------------------------------------------------------------------------------------


class _Message(msgspec.Struct, frozen=True, rename={"frm": "from"}):
    id: str
    gemeente: str
    kind: str | None = None
    redirect: str | None = None
    frm: str | None = None
    to: str | None = None
    relation: str | None = None
    valid: tuple[str, str | None] | None = None


def _graph(session: Session, messages: Mapping[str, bytes | None]) -> None:
    gone = [(key,) for key, value in messages.items() if value is None]
    _drop(session, ProjectedEntity, ("id",), gone)
    _drop(session, ProjectedRelation, ("id",), gone)
    read = [
        (msgspec.json.decode(value, type=_Message), value) for value in messages.values() if value is not None
    ]
    put(session, ProjectedEntity, (_entity(one, body) for one, body in read if one.valid is None))
    put(session, ProjectedRelation, (_relation(one, body) for one, body in read if one.valid is not None))


def _entity(one: _Message, body: bytes) -> Row:
    return {"id": one.id, "gemeente": one.gemeente, "kind": one.kind, "redirect": one.redirect, "body": body}


def _relation(one: _Message, body: bytes) -> Row:
    begin, end = one.valid or ("", None)
    return {
        "id": one.id,
        "gemeente": one.gemeente,
        "frm": one.frm,
        "to": one.to,
        "relation": one.relation,
        "begin": begin,
        "end": end,
        "body": body,
    }


def _drop(
    session: Session, table: type[Table], columns: Sequence[str], keys: Sequence[tuple[Any, ...]]
) -> None:
    """Delete rows by some of their columns."""
    known = [table.__table__.columns[name] for name in columns]
    if len(known) == 1:
        for some in _cut((key[0] for key in keys), KEYS_AT_ONCE):
            session.execute(delete(table).where(known[0].in_(some)))
    elif keys:
        statement = delete(table).where(*(one == bindparam(f"k_{one.name}") for one in known))
        values = [{f"k_{name}": one for name, one in zip(columns, key, strict=True)} for key in keys]
        session.connection().execute(statement, values)
