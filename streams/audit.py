"""Who did what when to what: one hash-chained file a store's folder, pseudonymous ids only.

Beside the chain lies its head (number and hash of the last line), so that a cut-off end shows. Whoever may write the
folder may write both: so on each day's first line the head of the days before goes to a place that this program may add
to and not rewrite (`DWARSVERBAND_AUDIT_HEADS`), and `streams.audit_check` holds the chain against it.
"""

import datetime as dt
import fcntl
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from streams.errors import Failure

__all__ = [
    "AUDIT_FILE",
    "HEAD_FILE",
    "START",
    "AuditLine",
    "Head",
    "append",
    "hash_of",
    "head_of",
    "write_head",
]

AUDIT_FILE = "audit.ndjson"
HEAD_FILE = "audit.head"
START = "0" * 64
# What the first line names as the hash before it.

TAIL_BYTES = 1 << 20
# A line is far shorter, so the last one always lies within this much of the end.

_CHAIN_DIGITS = 16
# Of the hash of a chain's first line: tells chains apart in one file of heads.


class AuditLine(msgspec.Struct, frozen=True):
    """One act. `n` counts from 1; `prev` is the hash of the line before, `hash` that of this line without itself.

    `act` says what was done (`read`, `export`, `verdict`, `erase`, …), `operation` names the line of the Logboek
    dataverwerkingen that goes with it, where persons were read.
    """

    n: int
    at: str
    user: str
    act: str
    command: str
    purpose: str | None
    subjects: list[str]
    count: int
    operation: str | None
    prev: str
    hash: str = ""


class Head(msgspec.Struct, frozen=True):
    """How far a chain had got: `day` is that of the line, `chain` tells which chain."""

    chain: str
    day: str
    n: int
    hash: str


def append(
    folder: Path,
    *,
    at: dt.datetime,
    user: str,
    act: str,
    command: str,
    purpose: str | None,
    subjects: Sequence[str] = (),
    count: int,
    operation: str | None = None,
    heads: Path | None = None,
) -> None:
    """Write one line and wait for the disk; two commands at once write one after the other.

    Parameters
    ----------
    subjects
        Ids of what it was done to: flags, advisories, dead letters; of records their keyed hash
        (`streams.tokens`), never a name, number or key of a person.
    count
        How many objects.
    heads
        Folder that takes the head of the days before, where this line is the first of its day.

    Raises
    ------
    Failure
        When the line cannot be written: what cannot be accounted for is not done.
    """
    path = folder / AUDIT_FILE
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            last, before = _last(file, folder)
            line = AuditLine(
                before.n + 1,
                at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                user,
                act,
                command,
                purpose,
                [*subjects],
                count,
                operation,
                before.hash,
            )
            if heads is not None and last is not None and last.at[:10] < line.at[:10]:
                write_head(heads, Head(_chain(path), last.at[:10], last.n, last.hash))
            line = msgspec.structs.replace(line, hash=hash_of(line))
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
            _write_own_head(folder, Head(_chain(path), line.at[:10], line.n, line.hash))
    except OSError as error:
        raise Failure(f"{path}: this cannot be accounted for: {error.strerror}") from error


def hash_of(line: AuditLine) -> str:
    """Give the hash of a line without its own."""
    return sha256(msgspec.json.encode(msgspec.structs.replace(line, hash=""), order="sorted")).hexdigest()


def head_of(folder: Path) -> Head | None:
    """Give the head that lies beside the chain; None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / HEAD_FILE).read_bytes(), type=Head)
    except (OSError, msgspec.MsgspecError):
        return None


def write_head(heads: Path, head: Head) -> None:
    """Add a head to the file of its chain in a folder; opened for adding only, so that the folder may forbid the rest."""
    target = heads / f"{head.chain}.ndjson" if heads.is_dir() else heads
    handle = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(handle, msgspec.json.encode(head) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_own_head(folder: Path, head: Head) -> None:
    part = folder / f".{HEAD_FILE}.part"
    part.write_bytes(msgspec.json.encode(head))
    part.replace(folder / HEAD_FILE)


def _chain(path: Path) -> str:
    with path.open("rb") as file:
        first = file.readline()
    try:
        return msgspec.json.decode(first, type=AuditLine).hash[:_CHAIN_DIGITS]
    except msgspec.MsgspecError:
        return sha256(first).hexdigest()[:_CHAIN_DIGITS]


def _last(file: BinaryIO, folder: Path) -> tuple[AuditLine | None, Head]:
    """Give the last line and what the next one hangs on; end a line that a crash cut short: it then shows as broken."""
    file.seek(0, os.SEEK_END)
    end = file.tell()
    file.seek(max(0, end - TAIL_BYTES))
    tail = file.read()
    lines = tail.splitlines()
    if not lines:
        return None, Head("", "", 0, START)
    if not tail.endswith(b"\n"):
        file.write(b"\n")
    try:
        last = msgspec.json.decode(lines[-1], type=AuditLine)
    except msgspec.MsgspecError:
        known = head_of(folder)
        return None, Head("", "", (0 if known is None else known.n) + 1, sha256(lines[-1]).hexdigest())
    return last, Head("", last.at[:10], last.n, last.hash)
