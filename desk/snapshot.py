"""What stands in the store, read once and kept until the store's file changes: flags in order, backlog, today."""

import datetime as dt
from pathlib import Path

import msgspec

from agents.moment import moment
from agents.standing import Standing
from agents.store_rules import rules_in_force
from graph.backlog import is_backlog
from graph.flag import Flag
from graph.ranking import Ranked, ranked
from streams import rules_file
from streams.events import event_from_body
from streams.settings import Settings
from streams.store_rows import FlagRow

__all__ = ["Snapshot", "signature", "snapshot"]

Signature = tuple[tuple[str, int, int], ...]


class Snapshot(msgspec.Struct, frozen=True):
    """The standing flags of all municipalities; a page takes those that its user may see."""

    rows: dict[str, FlagRow]
    order: list[Ranked]
    backlog: frozenset[str]
    """Ids of flags raised before their municipality went live."""
    today: dict[str, dt.date]
    """By municipality the day from which days are counted: the clock's, or that of a replayed log."""
    events: dict[str, int]


def signature(folder: Path) -> Signature:
    """Tell in which state the files of the store are."""
    found = []
    for path in sorted([*folder.glob("store-*.sqlite"), *folder.glob("store-*.sqlite-wal")]):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        found.append((path.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


def snapshot(folder: Path, configured: Settings) -> Snapshot:
    """Read it; O(events) for the rules in force and the day."""
    given = rules_file.load_rules()
    with Standing([folder], _quiet) as standing:
        events = standing.municipalities()
        rows = {row.id: row for row in standing.flags() if row.status.stands}
        flags = [msgspec.json.decode(row.body, type=Flag) for row in rows.values()]
        live = {one: rules_in_force(standing, one, given).rules.go_live for one in events}
        today = {one: moment(standing, folder, one, configured, _quiet).date() for one in events}
        order = ranked((flag, _days(standing, flag), 0) for flag in flags)
    old = frozenset(flag.id for flag in flags if is_backlog(flag, live[flag.gemeente]))
    return Snapshot(rows, order, old, today, events)


def _days(standing: Standing, flag: Flag) -> list[int]:
    bodies = (standing.body(flag.gemeente, event.source, event.id) for event in flag.hard)
    return [event_from_body(body).day for body in bodies if body is not None]


def _quiet(_: str) -> None:
    """Say nothing: a page has no terminal."""
