"""The read model as pages read it: one moment of it, with what a store gives (`agents.standing.Readable`)."""

from collections.abc import Iterator

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from desk.readmodel.changes import VERSION
from desk.readmodel.tables import (
    ProjectedAdvisory,
    ProjectedEvent,
    ProjectedFlag,
    ProjectedLetter,
    ProjectedPosition,
    ProjectedState,
    ProjectedTown,
)
from screening.advisory import Status
from streams.store_rows import AdvisoryRow, DeadLetterRow, FlagRow, FlagStatus, Position
from streams.topics import JOURNAL

__all__ = ["ReadModel"]

AT_ONCE = 2_000
# Rows that are fetched in one go of what may be long.

_FLAG = (
    ProjectedFlag.id,
    ProjectedFlag.gemeente,
    ProjectedFlag.status,
    ProjectedFlag.reason,
    ProjectedFlag.digest,
    ProjectedFlag.body,
)
_ADVISORY = (
    ProjectedAdvisory.id,
    ProjectedAdvisory.gemeente,
    ProjectedAdvisory.status,
    ProjectedAdvisory.body,
)


class ReadModel:
    """What a session sees of the read model."""

    def __init__(self, session: Session, path: str) -> None:
        self.partition = 0
        self.path = path
        self._session = session

    def version(self) -> int:
        """Return the number of changes that it has seen; 0 before the first."""
        standing = self._session.get(ProjectedState, VERSION)
        return 0 if standing is None else int(standing.value)

    def position(self) -> Position | None:
        """Return how far the journal is read, over all its partitions; None where it is read from files."""
        found = self._session.execute(
            select(func.max(ProjectedPosition.topic_id), func.sum(ProjectedPosition.next)).where(
                ProjectedPosition.topic == JOURNAL
            )
        ).one()
        return None if found[0] is None else Position("", found[0], 0, int(found[1]))

    def last_event(self) -> int:
        """Return the number of events."""
        return self._session.scalar(select(func.coalesce(func.sum(ProjectedTown.events), 0))) or 0

    def municipalities(self) -> dict[str, int]:
        """Return each municipality with events, and how many; sorted."""
        rows = self._session.execute(
            select(ProjectedTown.gemeente, ProjectedTown.events).order_by(ProjectedTown.gemeente)
        )
        return {gemeente: events for gemeente, events in rows}  # noqa: C416 - rows are no pairs to the type checker

    def towns(self) -> list[ProjectedTown]:
        """Return what is known of each municipality."""
        return list(self._session.scalars(select(ProjectedTown).order_by(ProjectedTown.gemeente)))

    def flags(self) -> Iterator[FlagRow]:
        """Return all flags by id, withdrawn ones included."""
        return map(_flag, self._session.execute(select(*_FLAG).order_by(ProjectedFlag.id)))

    def standing_flags(self) -> Iterator[FlagRow]:
        """Return the flags that stand, by id."""
        asked = select(*_FLAG).where(ProjectedFlag.status != FlagStatus.WITHDRAWN).order_by(ProjectedFlag.id)
        return map(_flag, self._session.execute(asked))

    def flag(self, flag_id: str) -> FlagRow | None:
        """Return one flag, or None."""
        row = self._session.execute(select(*_FLAG).where(ProjectedFlag.id == flag_id)).one_or_none()
        return None if row is None else _flag(row)

    def advisories(self) -> Iterator[AdvisoryRow]:
        """Return all advisories by id, lapsed ones included, signed versions left out."""
        asked = (
            select(*_ADVISORY).where(ProjectedAdvisory.frozen.is_(other=False)).order_by(ProjectedAdvisory.id)
        )
        return map(_advisory, self._session.execute(asked))

    def advisory(self, advisory_id: str) -> AdvisoryRow | None:
        """Return one advisory, or None."""
        row = self._session.execute(
            select(*_ADVISORY).where(ProjectedAdvisory.id == advisory_id)
        ).one_or_none()
        return None if row is None else _advisory(row)

    def deadletters(self) -> Iterator[DeadLetterRow]:
        """Return the dead letters by address; of what they said only the reason of the refusal is kept here."""
        rows = self._session.execute(
            select(
                ProjectedLetter.topic,
                ProjectedLetter.partition,
                ProjectedLetter.offset,
                ProjectedLetter.sha256,
                ProjectedLetter.reason,
            ).order_by(ProjectedLetter.topic, ProjectedLetter.partition, ProjectedLetter.offset)
        )
        return (
            DeadLetterRow(topic, partition, offset, sha256, b'{"reason":"%s"}' % reason.encode(), 0)
            for topic, partition, offset, sha256, reason in rows
        )

    def refused(self) -> dict[str, int]:
        """Return how many messages were refused, by reason."""
        rows = self._session.execute(
            select(ProjectedLetter.reason, func.count())
            .group_by(ProjectedLetter.reason)
            .order_by(ProjectedLetter.reason)
        )
        return {reason: count for reason, count in rows}  # noqa: C416 - as above

    def bodies(self, gemeente: str) -> Iterator[bytes]:
        """Return the accepted events of a municipality as canonical JSON, by source and id."""
        return self._bodies(select(ProjectedEvent.body).where(ProjectedEvent.gemeente == gemeente))

    def bodies_holding(self, text: str) -> Iterator[bytes]:
        """Return the accepted events, of all municipalities, whose canonical JSON holds a text; reads all bodies."""
        sought = literal(text.encode())
        if self._session.get_bind().dialect.name == "postgresql":
            held = func.position(sought.op("IN")(ProjectedEvent.body)) > 0
        else:
            held = func.instr(ProjectedEvent.body, sought) > 0
        return self._bodies(select(ProjectedEvent.body).where(held))

    def body(self, gemeente: str, source: str, event_id: str) -> bytes | None:
        """Return one accepted event as canonical JSON, or None."""
        return self._session.scalar(
            select(ProjectedEvent.body).where(
                ProjectedEvent.gemeente == gemeente,
                ProjectedEvent.source == source,
                ProjectedEvent.id == event_id,
            )
        )

    def _bodies(self, asked: Select[bytes]) -> Iterator[bytes]:
        ordered = asked.order_by(ProjectedEvent.gemeente, ProjectedEvent.source, ProjectedEvent.id)
        return iter(self._session.scalars(ordered.execution_options(yield_per=AT_ONCE)))


def _flag(row: tuple[str, str, str, str | None, str, bytes]) -> FlagRow:
    return FlagRow(row[0], row[1], FlagStatus(row[2]), row[3], row[4], row[5])


def _advisory(row: tuple[str, str, str, bytes]) -> AdvisoryRow:
    return AdvisoryRow(row[0], row[1], Status(row[2]), row[3])
