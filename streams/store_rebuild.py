"""A store written anew from what it accepted: what was derived goes and is found again, whatever release derived it."""

import sqlite3
from pathlib import Path

from streams.errors import Failure, Stop
from streams.store_lock import StoreLock
from streams.store_schema import connect

__all__ = ["rebuilt"]

KEPT = ("events", "places", "received", "deadletters", "erased", "erasures")
# What was received and what must stay forgotten; all other tables follow from it.


def rebuilt(path: Path) -> int:
    """Write a store's file anew, also one of an older schema; give the number of its events.

    The old file is replaced only when the new one is whole, so a kill leaves one of the two.

    Raises
    ------
    Stop
        When another process holds the store, or it belongs to a worker.
    Failure
        When it is no store.
    """
    lock = StoreLock(path.with_suffix(".lock"))
    new = path.with_suffix(".rebuilt")
    _remove(new)
    try:
        count = _copy(path, new)
        new.replace(path)
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise Failure(f"{path}: cannot be rebuilt: {error}") from error
    finally:
        _remove(new)
        lock.release()
    return count


def _copy(old: Path, new: Path) -> int:
    connection = connect(new)
    try:
        connection.execute("ATTACH ? AS old", (str(old),))
        if connection.execute("SELECT 1 FROM old.meta WHERE key = 'position'").fetchone() is not None:
            raise Stop(
                f"{old}: belongs to a worker: move it aside, the worker makes it anew from the journal"
            )
        there = {
            row[0] for row in connection.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")
        }
        connection.execute("BEGIN IMMEDIATE")
        for table in KEPT:
            if table in there:
                names = ", ".join(_columns(connection, "old", table) & _columns(connection, "main", table))
                connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM old.{table}")  # noqa: S608 - names of ours
        connection.execute("COMMIT")
        [count] = connection.execute("SELECT count(*) FROM main.events").fetchone()
        connection.execute("DETACH old")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        return int(count)
    finally:
        connection.close()


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
