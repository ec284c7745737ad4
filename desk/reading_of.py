"""Who read a person, out of the Logboek (which names the person, encrypted) and the account (which names the reader)."""

from collections.abc import Collection
from pathlib import Path

import msgspec

from streams.audit import AUDIT_FILE, AuditLine
from streams.processing_log import read_log
from streams.pseudonyms import Keys

__all__ = ["account_of", "persons_by_operation", "readings_of"]


def account_of(folder: Path) -> list[AuditLine]:
    """Give the lines of the account that can be read, oldest first."""
    path = folder / AUDIT_FILE
    found = []
    for raw in path.read_bytes().splitlines() if path.exists() else []:
        try:
            found.append(msgspec.json.decode(raw, type=AuditLine))
        except msgspec.MsgspecError:
            continue  # `audit verify` says which line it is
    return found


def persons_by_operation(folder: Path, keys: Keys) -> dict[str, list[str]]:
    """Give by operation the records of the persons that were read; O(lines of the Logboek)."""
    found: dict[str, list[str]] = {}
    for line in read_log(folder):
        record = line.subject(keys)
        if record is not None:
            found.setdefault(line.trace_id, []).append(record)
    return found


def readings_of(folder: Path, records: Collection[str], keys: Keys) -> list[AuditLine]:
    """Give the lines of the account in which any of these records was read, youngest first."""
    wanted = set(records)
    read = {one for one, some in persons_by_operation(folder, keys).items() if not wanted.isdisjoint(some)}
    return [line for line in reversed(account_of(folder)) if line.operation in read]
