"""`DIR/dossier.db`: the entries that people wrote, in order, and the versions that they signed."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from streams.dossier.records import AnyRecord, Entry, Record
from streams.dossier.schema import connect
from streams.dossier.version import Version

__all__ = ["DossierFile"]

_decode = msgspec.json.Decoder(AnyRecord).decode

Kind = TypeVar("Kind", bound=Record)

_COLUMNS = ", ".join(Version.__struct_fields__)


class DossierFile:
    """One dossier file; an absent one reads as empty."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Open to read; nothing is made."""
        return cls(connect(folder, write=False))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open to write; made where absent."""
        return cls(connect(folder, write=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def entries(self, key: str | None = None) -> list[Entry]:
        """Give the entries of a key, or all, in the order in which they were written."""
        if self._connection is None:
            return []
        where, values = ("", ()) if key is None else (" WHERE key = ?", (key,))
        statement = f"SELECT seq, key, at, by, body FROM entries{where} ORDER BY seq"  # noqa: S608 - literal
        rows = self._connection.execute(statement, values)
        return [Entry(seq, one, at, by, _decode(body)) for seq, one, at, by, body in rows]

    def last(self, key: str, kind: type[Kind]) -> Kind | None:
        """Give the last record of a kind under a key."""
        found = (entry.record for entry in reversed(self.entries(key)))
        return next((record for record in found if isinstance(record, kind)), None)

    def write(
        self, key: str, by: str, at: dt.datetime, *records: AnyRecord, event: str | None = None
    ) -> None:
        """Add entries under one key, all or none.

        Parameters
        ----------
        event
            Name of the event that brought them, if one did: what it brought before is not added again.
        """
        moment = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO entries (key, at, by, body, event) VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        key,
                        moment,
                        by,
                        msgspec.json.encode(one),
                        None if event is None else f"{event} {number}",
                    )
                    for number, one in enumerate(records)
                ],
            )

    # --- versions -------------------------------------------------------------------------------------------

    def versions(self, advisory: str | None = None) -> list[Version]:
        """Give the signed versions of an advisory, or of all, by id and number."""
        if self._connection is None:
            return []
        where, values = ("", ()) if advisory is None else (" WHERE advisory = ?", (advisory,))
        statement = f"SELECT {_COLUMNS} FROM versions{where} ORDER BY advisory, versie"  # noqa: S608 - literal
        return [Version(*row) for row in self._connection.execute(statement, values)]

    def freeze(self, version: Version) -> None:
        """Keep a version as its author signed it.

        Raises
        ------
        sqlite3.IntegrityError
            When that version is signed already.
        """
        marks = ", ".join("?" * len(Version.__struct_fields__))
        with self._writing() as connection:
            connection.execute(
                f"INSERT INTO versions ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 - literal
                msgspec.structs.astuple(version),
            )

    def bring_back(self, version: Version) -> None:
        """Keep a version as it was published, where this file does not have it or lacks its second signature."""
        marks = ", ".join("?" * len(Version.__struct_fields__))
        with self._writing() as connection:
            connection.execute(
                f"INSERT OR IGNORE INTO versions ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 - literal
                msgspec.structs.astuple(version),
            )
        standing = next(one for one in self.versions(version.advisory) if one.versie == version.versie)
        if standing.reviewer is None and version.reviewer is not None and standing.sha256 == version.sha256:
            self.settle(version)

    def settle(self, version: Version) -> None:
        """Keep the second signature under a version; the table itself refuses anything else."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE versions SET status = ?, reviewer = ?, reviewed = ?, reason = ?, sentence = ?"
                " WHERE advisory = ? AND versie = ?",
                (
                    version.status,
                    version.reviewer,
                    version.reviewed,
                    version.reason,
                    version.sentence,
                    version.advisory,
                    version.versie,
                ),
            )

    # --- erasure --------------------------------------------------------------------------------------------

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """Give number and bytes of every entry."""
        if self._connection is not None:
            yield from self._connection.execute("SELECT seq, body FROM entries ORDER BY seq")

    def forget(self, seqs: list[int]) -> None:
        """Remove entries and the pages that they stood on."""
        if self._connection is None or not seqs:
            return
        with self._writing() as connection:
            connection.executemany("DELETE FROM entries WHERE seq = ?", [(seq,) for seq in seqs])
        self._connection.execute("VACUUM")

    def forget_versions(self, names: list[str]) -> None:
        """Remove signed versions whose term is over."""
        if self._connection is None or not names:
            return
        pairs = [name.rsplit("@", 1) for name in names]
        with self._writing() as connection:
            connection.executemany("DELETE FROM versions WHERE advisory = ? AND versie = ?", pairs)
        self._connection.execute("VACUUM")

    def _writing(self) -> "_Writing":
        assert self._connection is not None, "a dossier opened to read"
        return _Writing(self._connection)


class _Writing:
    """A transaction: all or nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        self._connection.execute("BEGIN IMMEDIATE")
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")
