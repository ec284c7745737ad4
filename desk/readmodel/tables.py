"""The tables of the read model. None holds what is not in the store or on a topic as well, so all can be emptied and filled again."""

import datetime as dt

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.database.tables import Table

__all__ = [
    "READ_MODEL",
    "ProjectedAdvisory",
    "ProjectedCase",
    "ProjectedCited",
    "ProjectedDoubt",
    "ProjectedEntity",
    "ProjectedEvent",
    "ProjectedExplanation",
    "ProjectedFlag",
    "ProjectedLetter",
    "ProjectedMember",
    "ProjectedPart",
    "ProjectedPosition",
    "ProjectedRelation",
    "ProjectedState",
    "ProjectedTown",
]


class ProjectedTown(Table):
    """A municipality with events."""

    __tablename__ = "p_towns"

    gemeente: Mapped[str] = mapped_column(String(8), primary_key=True)
    events: Mapped[int]
    latest: Mapped[int] = mapped_column(BigInteger)
    """When its latest event was known, microseconds since 1970 UTC."""
    go_live: Mapped[dt.date | None]
    """Of the rules in force: flags raised before it are backlog."""
    derived: Mapped[int]
    """The change of the read model up to which graph and doubts are computed; 0: never."""
    changed: Mapped[int]
    """The change of the read model that last brought it events."""
    shrunk: Mapped[int]
    """The change of the read model that last took events away; 0: none did."""


class ProjectedEvent(Table):
    """An accepted event; which of them a flag will cite is known only afterwards, so all are kept."""

    __tablename__ = "p_events"
    __table_args__ = (Index("ix_p_events_change", "gemeente", "change"),)

    gemeente: Mapped[str] = mapped_column(String(8), primary_key=True)
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[int]
    """Ordinal of its valid date."""
    known: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    change: Mapped[int]
    """The change of the read model that brought it."""
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedFlag(Table):
    """A flag as last published, withdrawn ones included; `body` is its content as JSON, evidence included."""

    __tablename__ = "p_flags"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    status: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedMember(Table):
    """An entity in the evidence of a flag."""

    __tablename__ = "p_members"
    __table_args__ = (Index("ix_p_members_entity", "gemeente", "entity"),)

    flag: Mapped[str] = mapped_column(String(80), primary_key=True)
    entity: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(12))


class ProjectedCited(Table):
    """An event that a flag or an advisory rests on."""

    __tablename__ = "p_cited"
    __table_args__ = (Index("ix_p_cited_event", "gemeente", "source", "event"),)

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    event: Mapped[str] = mapped_column(Text, primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8))
    hard: Mapped[bool]
    """Of a flag: it counts as a hard event."""


class ProjectedEntity(Table):
    """An entity as published, or a redirect from an old id."""

    __tablename__ = "p_entities"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    kind: Mapped[str | None] = mapped_column(String(12))
    redirect: Mapped[str | None] = mapped_column(String(80))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedRelation(Table):
    """A relation of two entities in one interval, as published."""

    __tablename__ = "p_relations"
    __table_args__ = (
        Index("ix_p_relations_frm", "gemeente", "frm"),
        Index("ix_p_relations_to", "gemeente", "to"),
    )

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8))
    frm: Mapped[str] = mapped_column(String(80))
    to: Mapped[str] = mapped_column(String(80))
    relation: Mapped[str] = mapped_column(Text)
    begin: Mapped[str] = mapped_column(String(10))
    end: Mapped[str | None] = mapped_column(String(10))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedPart(Table):
    """What an embedded store's graph was computed to, part by part: only those whose digest moved are written again."""

    __tablename__ = "p_parts"

    name: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    ids: Mapped[str] = mapped_column(Text)
    """Of its rows, with blanks between."""


class ProjectedAdvisory(Table):
    """An advisory as last published; a signed version stands beside it under ``id@versie``."""

    __tablename__ = "p_advisories"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    status: Mapped[str] = mapped_column(String(20))
    versie: Mapped[int]
    frozen: Mapped[bool]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedDoubt(Table):
    """A pair of records that may be one, in the order in which people look; computed by the project step."""

    __tablename__ = "p_doubts"

    gemeente: Mapped[str] = mapped_column(String(8), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedCase(Table):
    """An application on which is yet to be decided, with or without a flag near; computed by the project step."""

    __tablename__ = "p_cases"

    gemeente: Mapped[str] = mapped_column(String(8), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedExplanation(Table):
    """What a flag rests on at least and what would clear it, of the content with this digest."""

    __tablename__ = "p_explanations"

    flag: Mapped[str] = mapped_column(String(80), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ProjectedLetter(Table):
    """That a message was refused, and why; nothing of what it said."""

    __tablename__ = "p_letters"

    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    partition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offset: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(String(40))


class ProjectedPosition(Table):
    """Up to where a topic is read: `next` is the first offset that is not in the read model."""

    __tablename__ = "p_positions"

    topic: Mapped[str] = mapped_column(String(80), primary_key=True)
    partition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    topic_id: Mapped[str] = mapped_column(String(80))
    next: Mapped[int] = mapped_column(BigInteger)


class ProjectedState(Table):
    """What is true of the read model whole: its number of changes, what it was read from, when."""

    __tablename__ = "p_state"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


READ_MODEL: tuple[type[Table], ...] = (
    ProjectedTown,
    ProjectedEvent,
    ProjectedFlag,
    ProjectedMember,
    ProjectedCited,
    ProjectedEntity,
    ProjectedRelation,
    ProjectedPart,
    ProjectedAdvisory,
    ProjectedDoubt,
    ProjectedCase,
    ProjectedExplanation,
    ProjectedLetter,
    ProjectedPosition,
    ProjectedState,
)
"""All of them: emptied together, filled again by the project step."""
