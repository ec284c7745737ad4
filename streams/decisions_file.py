"""The file of decisions in a store's folder: where people's judgements enter an embedded store, one event a line."""

import datetime as dt
import fcntl
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from streams.errors import Failure, WrongUse
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys

__all__ = ["DECISIONS_FILE", "DESK", "checked", "decide", "decision"]

DECISIONS_FILE = "decisions.ndjson"
# The only file from which decisions are taken.

DESK = "urn:dwarsverband:desk"
# The source of what people decide here.


def decision(kind: str, data: Mapping[str, Any], *, at: dt.datetime, event_id: str) -> bytes:
    """Give a decision as an event (`kind`: the middle part of its type), as JSON."""
    time = at.astimezone(dt.UTC)
    event = {
        "specversion": "1.0",
        "id": event_id,
        "source": DESK,
        "type": f"nl.screening.{kind}.v1",
        "time": time.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": {"gebeurtenisdatum": time.date().isoformat()}
        | {name: value for name, value in data.items() if value is not None},
    }
    return msgspec.json.encode(event, order="sorted")


def checked(kind: str, data: Mapping[str, Any], *, at: dt.datetime, event_id: str, keys: Keys) -> Accepted:
    """Check a decision as whoever takes it in will.

    Raises
    ------
    WrongUse
        When the gateway would refuse it; names the field.
    """
    found = Gateway(keys, decisions=True).check(decision(kind, data, at=at, event_id=event_id))
    if not isinstance(found, Accepted):
        raise WrongUse(f"{kind}: {found.about or ''} {found.en}".replace("  ", " "))
    return found


def decide(
    folder: Path,
    kind: str,
    data: Mapping[str, Any],
    *,
    at: dt.datetime,
    event_id: str,
    keys: Keys,
) -> Accepted:
    """Append one decision (`kind`: the middle part of its type) and wait for the disk.

    It is checked as `run` will check it, so what stands in the file is taken.

    Raises
    ------
    WrongUse
        When the gateway would refuse it; names the field.
    Failure
        When it cannot be written.
    """
    taken = checked(kind, data, at=at, event_id=event_id, keys=keys)
    raw = decision(kind, data, at=at, event_id=event_id)
    path = folder / DECISIONS_FILE
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                # A line that a crash cut short is a dead letter of its own; this one must not hang on it.
                raw = raw if file.read(1) == b"\n" else b"\n" + raw
            file.write(raw + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    return taken
