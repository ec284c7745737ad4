"""What must be computed of what was published, ahead of whoever asks: the graph of an embedded store, doubts, explanations."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from agents.graph_messages import message
from agents.standing import Standing
from desk.cases import Case, open_cases
from desk.database.database import Database
from desk.readmodel.changes import Changes, put, write
from desk.readmodel.reading import ReadModel
from desk.readmodel.tables import (
    ProjectedCase,
    ProjectedDoubt,
    ProjectedEvent,
    ProjectedExplanation,
    ProjectedFlag,
    ProjectedPart,
    ProjectedTown,
)
from graph.composition import composition
from graph.explanation import Explanation
from graph.flag import Flag
from graph.municipality import Municipality
from graph.rules import Rules
from graph.stakes import Stake, stakes
from streams.events import event_from_body
from streams.settings import Settings
from streams.statements import statement_of
from streams.store_rows import FlagStatus

__all__ = ["Deriving", "cases", "doubts", "explanation"]


class Deriving:
    """Graphs in memory, made of the read model's own events; used by one thread at a time.

    Parameters
    ----------
    rules
        Those of the release; what a municipality published overrules them.
    graph
        Whether the rows of the graph are made here: nobody publishes those of an embedded store.
    """

    def __init__(self, database: Database, settings: Settings, rules: Rules, *, graph: bool) -> None:
        self._database = database
        self._resident = settings.resident
        self._rules = rules
        self._profile = settings.profile
        self._graph = graph
        self._towns: OrderedDict[str, tuple[int, Municipality]] = OrderedDict()

    def behind(self) -> list[str]:
        """Give the municipalities that changed since they were computed."""
        town = ProjectedTown
        with self._database.reading() as session:
            asked = select(town.gemeente).where(town.derived < town.changed).order_by(town.gemeente)
            return list(session.scalars(asked))

    def derive(self, gemeente: str) -> None:
        """Compute one municipality's graph and doubts; O(events), seconds to minutes."""
        town, changed = self._town(gemeente)
        doubts = [msgspec.json.encode(row) for row in town.doubts(protection=False)]
        cases = [msgspec.json.encode(one) for one in open_cases(town, self._flags(gemeente))]
        with self._database.writing() as session:
            if self._graph:
                write(session, _graph(session, gemeente, town))
            session.execute(delete(ProjectedDoubt).where(ProjectedDoubt.gemeente == gemeente))
            put(
                session,
                ProjectedDoubt,
                ({"gemeente": gemeente, "place": place, "body": body} for place, body in enumerate(doubts)),
            )
            session.execute(delete(ProjectedCase).where(ProjectedCase.gemeente == gemeente))
            put(
                session,
                ProjectedCase,
                ({"gemeente": gemeente, "place": place, "body": body} for place, body in enumerate(cases)),
            )
            session.execute(
                update(ProjectedTown)
                .where(ProjectedTown.gemeente == gemeente)
                .values(derived=changed, go_live=town.in_force.rules.go_live)
            )
            if not self._graph:
                write(session, Changes())

    def _flags(self, gemeente: str) -> list[Flag]:
        with self._database.reading() as session:
            rows = ReadModel(session, self._database.name).standing_flags()
            return [msgspec.json.decode(one.body, type=Flag) for one in rows if one.gemeente == gemeente]

    def unexplained(self) -> list[str]:
        """Give the standing flags whose content was not explained yet."""
        flag, told = ProjectedFlag, ProjectedExplanation
        asked = (
            select(flag.id)
            .outerjoin(told, (told.flag == flag.id) & (told.digest == flag.digest))
            .where(flag.status != FlagStatus.WITHDRAWN, told.flag.is_(None))
            .order_by(flag.id)
        )
        with self._database.reading() as session:
            return list(session.scalars(asked))

    def explain(self, flag_id: str, progress: Callable[[int, int], None]) -> None:
        """Compute what a flag rests on at least and what would clear it; seconds. Nothing where it does not stand."""
        with self._database.reading() as session:
            model = ReadModel(session, self._database.name)
            row = model.flag(flag_id)
            if row is None or not row.status.stands:
                return
            beside = [
                msgspec.json.decode(one.body, type=Flag)
                for one in model.standing_flags()
                if one.gemeente == row.gemeente
            ]
        town, _ = self._town(row.gemeente)
        flag = msgspec.json.decode(row.body, type=Flag)
        told = msgspec.json.encode(town.explained(flag, beside, progress))
        with self._database.writing() as session:
            values = {"flag": row.id, "gemeente": row.gemeente, "digest": row.digest, "body": told}
            put(session, ProjectedExplanation, [values])

    def composed(self, gemeente: str, kind: str, records: Sequence[str]) -> dict[str, Any] | None:
        """Say why records are one entity, as the graph stands now; `graph.composition`."""
        town, _ = self._town(gemeente)
        return composition(town.graph, kind, records)

    def stakes(self, gemeente: str, one: str, other: str, judged: str) -> list[Stake]:
        """Say what would become of flags if people judged two records so; `graph.stakes`."""
        town, _ = self._town(gemeente)
        return stakes(town, one, other, judged)

    def _town(self, gemeente: str) -> tuple[Municipality, int]:
        """Give the graph of a municipality as it stands, and up to which change; those used longest ago go."""
        with self._database.reading() as session:
            asked = select(ProjectedTown.changed, ProjectedTown.shrunk).where(
                ProjectedTown.gemeente == gemeente
            )
            changed, shrunk = session.execute(asked).one_or_none() or (0, 0)
            done, town = self._towns.pop(gemeente, (0, None))
            if town is None or shrunk > done:
                model = Standing.of([ReadModel(session, self._database.name)])
                done, town = 0, model.town(gemeente, self._rules, self._profile)
            if changed > done:
                new = (ProjectedEvent.gemeente == gemeente) & (ProjectedEvent.change > done)
                bodies = session.scalars(select(ProjectedEvent.body).where(new))
                town.apply(statement_of(event_from_body(body)) for body in bodies)
        self._towns[gemeente] = (changed, town)
        while len(self._towns) > self._resident:
            self._towns.popitem(last=False)
        return town, changed


def explanation(session: Session, flag_id: str, digest: str) -> Explanation | None:
    """Give what was computed of a flag with this content; None where nothing was yet."""
    told = ProjectedExplanation
    body = session.scalar(select(told.body).where(told.flag == flag_id, told.digest == digest))
    return None if body is None else msgspec.json.decode(body, type=Explanation)


def cases(session: Session, gemeente: str) -> list[Case] | None:
    """Give the open applications of a municipality; None where it was never computed."""
    town = session.get(ProjectedTown, gemeente)
    if town is None or not town.derived:
        return None
    asked = select(ProjectedCase.body).where(ProjectedCase.gemeente == gemeente).order_by(ProjectedCase.place)
    return [msgspec.json.decode(body, type=Case) for body in session.scalars(asked)]


def doubts(session: Session, gemeente: str) -> Iterator[dict[str, Any]]:
    """Give the doubts of a municipality, in the order in which people look."""
    one = ProjectedDoubt
    asked = select(one.body).where(one.gemeente == gemeente).order_by(one.place)
    return map(msgspec.json.decode, session.scalars(asked))


def _graph(session: Session, gemeente: str, town: Municipality) -> Changes:
    """Give which rows of the graph are not as they stand in the read model."""
    part = ProjectedPart
    before = {
        row.name: (row.digest, row.ids)
        for row in session.scalars(select(part).where(part.gemeente == gemeente))
    }
    messages: dict[str, bytes | None] = {}
    parts = []
    for one in town.parts():
        standing, ids = before.pop(one.name, (b"", ""))
        rows = {str(row["id"]): message(row) for row in one.rows()}
        # Not the part's own digest: that leaves out what every mention moves, and a rebuild would give another row.
        digest = blake2b(b"".join(rows.values()), digest_size=16).digest()
        if digest == standing:
            continue
        messages |= dict.fromkeys(ids.split(), None)
        messages |= rows
        parts.append({"name": one.name, "gemeente": gemeente, "digest": digest, "ids": " ".join(rows)})
    for _, ids in before.values():
        messages = dict.fromkeys((key for key in ids.split() if key not in messages), None) | messages
    put(session, part, parts)
    _forget(session, before)
    return Changes(graph=messages)


def _forget(session: Session, names: Iterable[bytes]) -> None:
    for name in names:
        session.execute(delete(ProjectedPart).where(ProjectedPart.name == name))
