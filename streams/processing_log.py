"""Each processing of personal data, in the form of the standard Logboek dataverwerkingen (Logius).

No sampling, and no user: who did it stands in the audit chain, whose line names the `operation_id`. The person's id is
encrypted with the municipality's key, so that a request of that person finds it and a search of the disk does not.
"""

import base64
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

import msgspec

from streams.errors import Failure
from streams.pseudonyms import Keys
from streams.sealing import opened, sealed

__all__ = ["LOG_FILE", "LogRecord", "read_log", "write_log"]

LOG_FILE = "logboek.ndjson"

DEVELOPMENT_REGISTER = "urn:dwarsverband:verwerkingsregister:ontwikkeling"
# Where no register entry is configured; production does not start without one.

_RESOURCE = {"name": "dwarsverband"}


class LogRecord(msgspec.Struct, frozen=True):
    """One line; ids are hexadecimal (16 and 8 bytes), times RFC 3339 in UTC."""

    trace_id: str
    operation_id: str
    status_code: str
    name: str
    start_time: str
    end_time: str
    resource: dict[str, str]
    attributes: dict[str, str]

    def subject(self, keys: Keys) -> str | None:
        """Decrypt the id of the person; None where the line names none or another key made it."""
        seal = self.attributes.get("dpl.core.data_subject_id")
        found = None if seal is None else opened(base64.b64decode(seal), keys)
        return None if found is None else found.decode()


def write_log(
    folder: Path,
    *,
    name: str,
    begun: dt.datetime,
    ended: dt.datetime,
    activity: str | None,
    subjects: Sequence[str],
    keys: Keys,
    ok: bool = True,
) -> str:
    """Write one line a person (one without an id where no single person was asked for); give the trace's id.

    Raises
    ------
    Failure
        When it cannot be written: then nothing is shown.
    """
    trace = token_hex(16)
    lines = []
    who: list[str | None] = [*subjects] or [None]
    for subject in who:
        attributes = {"dpl.core.processing_activity_id": activity or DEVELOPMENT_REGISTER}
        if subject is not None:
            attributes["dpl.core.data_subject_id"] = base64.b64encode(sealed(subject.encode(), keys)).decode()
            attributes["dpl.core.data_subject_id_type"] = "record"
        lines.append(
            LogRecord(
                trace,
                token_hex(8),
                "Ok" if ok else "Error",
                name,
                begun.isoformat(timespec="milliseconds"),
                ended.isoformat(timespec="milliseconds"),
                _RESOURCE,
                attributes,
            )
        )
    path = folder / LOG_FILE
    try:
        with path.open("ab") as file:
            file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Failure(f"{path}: this cannot be accounted for: {error.strerror}") from error
    return trace


def read_log(folder: Path) -> list[LogRecord]:
    """Give all lines; empty where nothing was read yet."""
    path = folder / LOG_FILE
    raws = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(raw, type=LogRecord) for raw in raws]
