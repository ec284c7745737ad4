"""What stands in the read model, read once and kept until it changes: flags in order, backlog, today."""

import datetime as dt
from collections.abc import Mapping

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.areas import areas
from desk.readmodel.reading import ReadModel
from desk.readmodel.tables import ProjectedCited, ProjectedEvent, ProjectedTown
from graph.backlog import is_backlog
from graph.flag import Flag
from graph.ranking import Ranked
from streams.settings import Settings
from streams.store_rows import FlagRow

__all__ = ["Snapshot", "snapshot"]

BEHIND = dt.timedelta(days=2)
# A town whose last event is older than this has no live sources: it is a replay (`agents.moment`).

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Snapshot(msgspec.Struct, frozen=True):
    """The standing flags of all municipalities; a page takes those that its user may see."""

    rows: dict[str, FlagRow]
    order: list[Ranked]
    backlog: frozenset[str]
    """Ids of flags raised before their municipality went live."""
    today: dict[str, dt.date]
    """By municipality the day from which days are counted: the clock's, or that of a replayed log."""
    events: dict[str, int]
    areas: Mapping[str, tuple[str, ...]]
    """By flag its neighbourhoods."""


def snapshot(session: Session, configured: Settings, now: dt.datetime) -> Snapshot:
    """Read it; O(standing flags)."""
    model = ReadModel(session, "")
    rows = {row.id: row for row in model.standing_flags()}
    flags = [msgspec.json.decode(row.body, type=Flag) for row in rows.values()]
    hard = _hard(session)
    towns = {one.gemeente: one for one in model.towns()}
    live = {one.gemeente: one.go_live for one in towns.values()}
    return Snapshot(
        rows,
        sorted((_ranked(flag, hard) for flag in flags), key=lambda one: one.order),
        frozenset(flag.id for flag in flags if is_backlog(flag, live.get(flag.gemeente))),
        {code: _today(town, configured, now) for code, town in towns.items()},
        {code: town.events for code, town in towns.items()},
        areas(session),
    )


def _hard(session: Session) -> dict[str, tuple[int, int]]:
    """Give by flag how many of its hard events are there, and the day of the youngest."""
    cited, event = ProjectedCited, ProjectedEvent
    found = session.execute(
        select(cited.subject, func.count(), func.max(event.day))
        .join(
            event,
            (event.gemeente == cited.gemeente) & (event.source == cited.source) & (event.id == cited.event),
        )
        .where(cited.hard.is_(other=True))
        .group_by(cited.subject)
    )
    return {subject: (count, youngest) for subject, count, youngest in found}


def _ranked(flag: Flag, hard: dict[str, tuple[int, int]]) -> Ranked:
    # An event that is not read yet is not counted yet; a page says the same of it.
    count, youngest = hard.get(flag.id, (0, 1))
    return Ranked(flag, count, youngest, sum(one.id == "G1" for one in flag.indicators), 0)


def _today(town: ProjectedTown, configured: Settings, now: dt.datetime) -> dt.date:
    last = EPOCH + dt.timedelta(microseconds=town.latest)
    if configured.profile == "production" or now - last < BEHIND:
        return now.date()
    return (last + dt.timedelta(microseconds=1)).date()
