"""Is a store whole: by SQLite's own check, and by the digests that were written with each event and flag."""

import sqlite3
from pathlib import Path

import msgspec

from streams.errors import Failure
from streams.journal import digest_of
from streams.store_rows import PAUSED_AT
from streams.store_schema import connect_reader

__all__ = ["StoreState", "check_store", "damage"]

SHOWN = 5
# Findings of one kind that are told; the others are counted.


class StoreState(msgspec.Struct, frozen=True):
    """What a look at one store found."""

    path: str
    events: int = 0
    held: tuple[str, ...] = ()
    """Municipalities on hold after crashes."""
    paused: tuple[str, ...] = ()
    """Municipalities that an operator paused."""
    newest: int = 0
    """When the last message was received, microseconds since 1970 UTC."""
    embedded: bool = True
    """Whether it was filled from files, and belongs to no journal."""
    findings: tuple[str, ...] = ()
    """What is wrong, in words; none where it is whole."""


class _Digest(msgspec.Struct, frozen=True):
    digest: str = ""


def check_store(path: Path) -> StoreState:
    """Look at one store whole, while others may write; reads all of it."""
    try:
        connection = connect_reader(path)
    except Failure as error:
        return StoreState(str(path), findings=(str(error),))
    try:
        connection.execute("BEGIN")
        return _state(connection, path)
    except sqlite3.DatabaseError as error:
        return StoreState(str(path), findings=(f"{path}: cannot be read to its end: {error}",))
    finally:
        connection.close()


def damage(path: Path) -> str | None:
    """Say what is broken in a store's file; None where it is whole, of another release, or cannot be opened now."""
    try:
        connection = connect_reader(path)
    except Failure as error:
        return str(error) if _is_damage(error.__cause__) else None
    try:
        connection.execute("BEGIN")
        return "; ".join(_state(connection, path).findings) or None
    except sqlite3.DatabaseError as error:
        return f"{path}: cannot be read to its end: {error}" if _is_damage(error) else None
    finally:
        connection.close()


def _is_damage(error: BaseException | None) -> bool:
    """Tell a broken file from one that is locked, missing or not ours to read."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.Error) and code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _state(connection: sqlite3.Connection, path: Path) -> StoreState:
    findings = [
        f"{path}: {row[0]}"
        for row in connection.execute(f"PRAGMA integrity_check({SHOWN})")
        if row[0] != "ok"
    ]
    events = 0
    wrong = []
    for seq, digest, body in connection.execute("SELECT seq, digest, CAST(body AS BLOB) FROM events"):
        events += 1
        if digest != digest_of(body):
            wrong.append(f"event {seq}")
    for flag, digest, body in connection.execute("SELECT id, digest, CAST(body AS BLOB) FROM flags"):
        if _said(body) not in {"", digest}:
            wrong.append(f"flag {flag}")
    if wrong:
        more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        findings.append(f"{path}: not what was written: {', '.join(wrong[:SHOWN])}{more}")
    holds = list(connection.execute("SELECT gemeente, position FROM holds ORDER BY gemeente"))
    held = tuple(code for code, position in holds if position != PAUSED_AT)
    paused = tuple(code for code, position in holds if position == PAUSED_AT)
    newest = connection.execute("SELECT coalesce(max(at), 0) FROM received").fetchone()[0]
    bound = connection.execute("SELECT 1 FROM meta WHERE key = 'position'").fetchone()
    return StoreState(str(path), events, held, paused, newest, bound is None, tuple(findings))


def _said(body: bytes) -> str | None:
    """Give the digest that a flag's content names; None where the content is no JSON any more."""
    try:
        return msgspec.json.decode(body, type=_Digest).digest
    except msgspec.DecodeError:
        return None
