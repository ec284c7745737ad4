"""Who read what for which purpose: one hash-chained file a store's folder, pseudonymous ids only."""

import datetime as dt
import fcntl
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from streams.errors import Failure

__all__ = ["AUDIT_FILE", "AuditLine", "append", "first_broken"]

AUDIT_FILE = "audit.ndjson"
START = "0" * 64
# What the first line names as the hash before it.

TAIL_BYTES = 1 << 20
# A line is far shorter, so the last one always lies within this much of the end.


class AuditLine(msgspec.Struct, frozen=True):
    """One act of reading. `prev` is the hash of the line before, `hash` that of this line without itself."""

    at: str
    user: str
    command: str
    purpose: str | None
    subjects: list[str]
    count: int
    prev: str
    hash: str = ""


def append(
    folder: Path,
    *,
    at: dt.datetime,
    user: str,
    command: str,
    purpose: str | None,
    subjects: Sequence[str],
    count: int,
) -> None:
    """Write one line and wait for the disk; two commands at once write one after the other.

    Parameters
    ----------
    subjects
        Ids of what was read where a command names it (a flag), never a name or number of a person.
    count
        How many objects were read.

    Raises
    ------
    Failure
        When the line cannot be written: what cannot be accounted for is not shown.
    """
    path = folder / AUDIT_FILE
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            line = AuditLine(
                at.strftime("%Y-%m-%dT%H:%M:%SZ"), user, command, purpose, [*subjects], count, _last(file)
            )
            file.write(msgspec.json.encode(msgspec.structs.replace(line, hash=_hash(line))) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Failure(f"{path}: reading cannot be accounted for: {error.strerror}") from error


def first_broken(path: Path) -> int | None:
    """Return the number (from one) of the first line that does not follow from the one before; None: all do."""
    prev = START
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            line = msgspec.json.decode(raw, type=AuditLine)
        except msgspec.DecodeError:
            return number
        if line.prev != prev or line.hash != _hash(line):
            return number
        prev = line.hash
    return None


def _hash(line: AuditLine) -> str:
    return sha256(msgspec.json.encode(msgspec.structs.replace(line, hash=""), order="sorted")).hexdigest()


def _last(file: BinaryIO) -> str:
    """Return the hash of the last line, and end a line that a crash cut short: it then shows as broken."""
    file.seek(0, os.SEEK_END)
    end = file.tell()
    file.seek(max(0, end - TAIL_BYTES))
    tail = file.read()
    lines = tail.splitlines()
    if not lines:
        return START
    if not tail.endswith(b"\n"):
        file.write(b"\n")
    try:
        return msgspec.json.decode(lines[-1], type=AuditLine).hash
    except msgspec.DecodeError:
        return sha256(lines[-1]).hexdigest()
