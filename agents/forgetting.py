"""What lies beside a store and named an erased person: the file of decisions and the dossier."""

import fcntl
import os
from pathlib import Path
from typing import Any

import msgspec

from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile
from streams.pseudonyms import Keys
from streams.tokens import record_token

__all__ = ["forget"]


def forget(folder: Path, marks: set[str], keys: Keys) -> int:
    """Take the erased out of decisions and dossier; give how many lines and entries lost something.

    A line of decisions keeps its place, empty, because lines are known by their number. An erasure keeps tokens.
    """
    return _decisions(folder / DECISIONS_FILE, marks, keys) + _entries(folder, marks)


def _decisions(path: Path, marks: set[str], keys: Keys) -> int:
    if not path.exists():
        return 0
    with path.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = file.read().split(b"\n")
        after = [_line(line, marks, keys) for line in before]
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        if changed:
            file.seek(0)
            file.write(b"\n".join(after))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
    return changed


def _line(line: bytes, marks: set[str], keys: Keys) -> bytes:
    text = line.decode("utf-8", "replace")
    if not any(mark in text or msgspec.json.encode(mark)[1:-1].decode() in text for mark in marks):
        return line
    try:
        event: dict[str, Any] = msgspec.json.decode(line)
        if ".gegevens-gewist." in event["type"]:
            gemeente, records = event["data"]["gemeente"], event["data"]["records"]
            event["data"]["records"] = [
                record_token(keys, gemeente, one) if one in marks else one for one in records
            ]
            return msgspec.json.encode(event, order="sorted")
    except (msgspec.MsgspecError, KeyError, TypeError):
        pass
    return b""


def _entries(folder: Path, marks: set[str]) -> int:
    with DossierFile.read(folder) as dossier:
        wanted = [mark.encode() for mark in marks] + [msgspec.json.encode(mark)[1:-1] for mark in marks]
        gone = [seq for seq, body in dossier.bodies() if any(mark in body for mark in wanted)]
    if gone:
        with DossierFile.open(folder) as dossier:
            dossier.forget(gone)
    return len(gone)
