"""The store of one partition: what was accepted, what was flagged, how far we are; one transaction a batch."""

import sqlite3
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from screening.advisory import Status
from streams.deadletters import emptied
from streams.errors import Failure, Stop
from streams.journal import Origin
from streams.store_lock import StoreLock
from streams.store_rows import (
    AdvisoryRow,
    Attempt,
    Batch,
    DeadLetterRow,
    EventRow,
    FlagRow,
    FlagStatus,
    GraphRow,
    GraphSizes,
    Hold,
    OutboxRow,
    Position,
    ReceivedRow,
    Rewritten,
)
from streams.store_schema import connect, connect_reader

__all__ = ["Store", "partitions"]

NAMES_AT_ONCE = 500
# Values in one statement: older SQLite takes 999.

Identity = tuple[str, str, str]
# An event's identity: gemeente, source, id (contracts.md section 1).

Record = TypeVar("Record", bound=msgspec.Struct)


def partitions(folder: Path) -> list[int]:
    """Return the partitions that have a store in this folder, in order."""
    found = (path.stem.removeprefix("store-") for path in folder.glob("store-*.sqlite"))
    return sorted(int(number) for number in found if number.isdigit())


class Store:
    """One SQLite file; made by `open` (to write, under a lock) or `read` (while another may write).

    Everything in it follows from the journal or the input files, so a lost store costs time and nothing else.
    """

    def __init__(
        self, path: Path, partition: int, connection: sqlite3.Connection, lock: StoreLock | None
    ) -> None:
        self.path = path
        self.partition = partition
        self._connection = connection
        self._lock = lock
        self._places: dict[tuple[str, int], int] = {}

    @classmethod
    def open(cls, folder: Path, partition: int = 0) -> Self:
        """Open a partition's store for writing; made where absent.

        Raises
        ------
        Stop
            When another process holds it.
        Failure
            When the file is no store, or one of another schema.
        """
        path = folder / f"store-{partition}.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = StoreLock(path.with_suffix(".lock"))
        except OSError as error:
            raise Failure(f"{path}: {error.strerror}") from error
        try:
            return cls(path, partition, connect(path), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def read(cls, folder: Path, partition: int = 0) -> Self:
        """Open a partition's store for reading, as it stands at the first look; takes no lock."""
        path = folder / f"store-{partition}.sqlite"
        connection = connect_reader(path)
        connection.execute(
            "BEGIN"
        )  # one snapshot for all that a command reads, whatever is written meanwhile
        return cls(path, partition, connection, None)

    def close(self) -> None:
        """Close the file and give the lock free."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- position -----------------------------------------------------------------------------------------

    def position(self) -> Position | None:
        """Return how far the store has read its journal; None for an embedded or a new one."""
        return self._meta("position", Position)

    def bind(self, cluster: str, topic_id: str, partition: int) -> Position:
        """Tie the store to its journal, or check that it is tied to this one, and return its position.

        Raises
        ------
        Stop
            When the store belongs to another cluster, topic or partition, or was filled from files.
        """
        standing = self.position()
        if standing is None:
            if self.holds_anything():
                raise Stop(f"{self.path}: was filled from files; a worker needs a store of its own")
            standing = Position(cluster, topic_id, partition, 0)
            with self._transaction():
                self._set_meta("position", standing)
        asked = (cluster, topic_id, partition)
        stored = (standing.cluster, standing.topic_id, standing.partition)
        if asked != stored:
            raise Stop(
                f"{self.path}: belongs to cluster {stored[0]}, topic id {stored[1]}, partition {stored[2]}; "
                f"this journal is cluster {asked[0]}, topic id {asked[1]}, partition {asked[2]}"
            )
        return standing

    def rebind(self, topic_id: str) -> None:
        """Tie the store to the journal made anew, which holds at each offset what the one before did."""
        standing = self.position()
        if standing is not None:
            with self._transaction():
                self._set_meta("position", msgspec.structs.replace(standing, topic_id=topic_id))

    def holds_anything(self) -> bool:
        """Tell whether anything was ever received."""
        return self._connection.execute("SELECT 1 FROM received LIMIT 1").fetchone() is not None

    # --- events -------------------------------------------------------------------------------------------

    def digests(self, identities: Iterable[Identity]) -> dict[Identity, bytes]:
        """Return the digest of each of these events (gemeente, source, id) that the store holds."""
        statement = "SELECT digest FROM events WHERE gemeente = ? AND source = ? AND id = ?"
        found = {}
        for identity in identities:
            row = self._connection.execute(statement, identity).fetchone()
            if row is not None:
                found[identity] = row[0]
        return found

    def event_digests(self) -> Iterator[tuple[Identity, bytes]]:
        """Return the identity and the digest of every accepted event, in order of arrival."""
        statement = "SELECT gemeente, source, id, digest FROM events ORDER BY seq"
        return ((row[:3], row[3]) for row in self._connection.execute(statement))

    def bodies(self, gemeente: str) -> Iterator[bytes]:
        """Return the accepted events of a municipality as canonical JSON, in order of arrival."""
        statement = "SELECT body FROM events WHERE gemeente = ? ORDER BY seq"
        return (row[0] for row in self._connection.execute(statement, (gemeente,)))

    def body(self, gemeente: str, source: str, event_id: str) -> bytes | None:
        """Return one accepted event as canonical JSON, or None."""
        statement = "SELECT body FROM events WHERE gemeente = ? AND source = ? AND id = ?"
        row = self._connection.execute(statement, (gemeente, source, event_id)).fetchone()
        return None if row is None else row[0]

    def bodies_holding(self, text: str, gemeente: str | None = None) -> Iterator[bytes]:
        """Return the accepted events whose canonical JSON holds a text, in order of arrival; reads all bodies."""
        where, more = ("", ()) if gemeente is None else (" AND gemeente = ?", (gemeente,))
        statement = f"SELECT body FROM events WHERE instr(body, ?){where} ORDER BY seq"  # noqa: S608 - literal
        return (row[0] for row in self._connection.execute(statement, (text.encode(), *more)))

    def holds_since(self, text: str, seq: int) -> bool:
        """Tell whether an event accepted after this number (`last_event`) holds a text."""
        statement = "SELECT 1 FROM events WHERE seq > ? AND instr(body, ?) LIMIT 1"
        return self._connection.execute(statement, (seq, text.encode())).fetchone() is not None

    def last_event(self) -> int:
        """Return the number of the last accepted event, 0 where there is none: how far this store's log goes."""
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])

    def municipalities(self) -> dict[str, int]:
        """Return each municipality with events, and how many; sorted."""
        statement = "SELECT gemeente, count(*) FROM events GROUP BY gemeente ORDER BY gemeente"
        return dict(self._connection.execute(statement))

    # --- what was received --------------------------------------------------------------------------------

    def outcomes(self, topic: str, partition: int, first: int, last: int) -> dict[tuple[int, str], str]:
        """Return what became of the messages at these offsets (both ends included), by offset and sha256."""
        place = self._place(topic, partition)
        if place is None:
            return {}
        statement = "SELECT offset, sha256, outcome FROM received WHERE place = ? AND offset BETWEEN ? AND ?"
        rows = self._connection.execute(statement, (place, first, last))
        return {(offset, sha256.hex()): outcome for offset, sha256, outcome in rows}

    def deadletters(self) -> Iterator[DeadLetterRow]:
        """Return the dead letters by topic, partition, offset."""
        statement = (
            "SELECT topic, partition, offset, sha256, body, at, sealed, replayed FROM deadletters"
            " ORDER BY topic, partition, offset, sha256"
        )
        return (DeadLetterRow(*row) for row in self._connection.execute(statement))

    def forget_sealed(self, before: int) -> None:
        """Forget the bytes under seal that were refused before this moment (microseconds since 1970 UTC)."""
        with self._transaction():
            self._connection.execute(
                "UPDATE deadletters SET sealed = NULL WHERE sealed IS NOT NULL AND at < ?", (before,)
            )

    # --- flags --------------------------------------------------------------------------------------------

    def flags(self, gemeente: str | None = None) -> Iterator[FlagRow]:
        """Return the flags by id, withdrawn ones included; of one municipality, or of all."""
        where, values = ("", ()) if gemeente is None else (" WHERE gemeente = ?", (gemeente,))
        statement = f"SELECT id, gemeente, status, reason, digest, body FROM flags{where} ORDER BY id"  # noqa: S608 - literal
        return (_flag(row) for row in self._connection.execute(statement, values))

    def flag(self, flag_id: str) -> FlagRow | None:
        """Return one flag, or None."""
        statement = "SELECT id, gemeente, status, reason, digest, body FROM flags WHERE id = ?"
        row = self._connection.execute(statement, (flag_id,)).fetchone()
        return None if row is None else _flag(row)

    # --- advisories ---------------------------------------------------------------------------------------

    def advisories(self, gemeente: str | None = None) -> Iterator[AdvisoryRow]:
        """Return the advisories by id, lapsed ones included; of one municipality, or of all."""
        where, values = ("", ()) if gemeente is None else (" WHERE gemeente = ?", (gemeente,))
        statement = f"SELECT id, gemeente, status, body FROM advisories{where} ORDER BY id"  # noqa: S608 - literal
        return (_advisory(row) for row in self._connection.execute(statement, values))

    def advisory(self, advisory_id: str) -> AdvisoryRow | None:
        """Return one advisory, or None."""
        statement = "SELECT id, gemeente, status, body FROM advisories WHERE id = ?"
        row = self._connection.execute(statement, (advisory_id,)).fetchone()
        return None if row is None else _advisory(row)

    # --- graph --------------------------------------------------------------------------------------------

    def graph(self) -> Iterator[GraphRow]:
        """Return what is published of all graphs; nothing where nobody reads it (the embedded runtime)."""
        statement = "SELECT name, gemeente, digest, content FROM graph ORDER BY name"
        return (GraphRow(*row) for row in self._connection.execute(statement))

    def graph_rows(self, names: Sequence[bytes]) -> dict[bytes, GraphRow]:
        """Return what is published of a graph under these names, where anything is."""
        found = {}
        for start in range(0, len(names), NAMES_AT_ONCE):
            some = names[start : start + NAMES_AT_ONCE]
            marks = ",".join("?" * len(some))
            statement = f"SELECT name, gemeente, digest, content FROM graph WHERE name IN ({marks})"  # noqa: S608 - marks
            for row in self._connection.execute(statement, some):
                found[row[0]] = GraphRow(*row)
        return found

    def graph_digests(self, gemeente: str) -> dict[bytes, bytes]:
        """Return the digest of each published part of a municipality, empty of a redirect, by name."""
        statement = "SELECT name, digest FROM graph WHERE gemeente = ?"
        return dict(self._connection.execute(statement, (gemeente,)))

    def graph_sizes(self) -> GraphSizes:
        """Count what stands of all graphs, redirects aside; reads the whole table."""
        statement = (
            "SELECT count(*), coalesce(sum(instr(substr(content, 1, 12), CAST('\"e:' AS BLOB)) > 0), 0)"
            " FROM graph WHERE length(digest) > 0"
        )
        every, entities = self._connection.execute(statement).fetchone()
        return GraphSizes(entities, every - entities)

    # --- outbox -------------------------------------------------------------------------------------------

    def outbox(self, limit: int = 10_000) -> list[OutboxRow]:
        """Return the oldest messages still to send, in order."""
        statement = "SELECT topic, key, value, seq FROM outbox ORDER BY seq LIMIT ?"
        return [OutboxRow(*row) for row in self._connection.execute(statement, (limit,))]

    def sent(self, up_to: int) -> None:
        """Forget outbox rows up to and including this `seq`: their delivery was awaited."""
        with self._transaction():
            self._connection.execute("DELETE FROM outbox WHERE seq <= ?", (up_to,))

    # --- crashes and holds --------------------------------------------------------------------------------

    def attempt(self) -> Attempt | None:
        """Return the batch that was begun and never committed, if the last process died over one."""
        return self._meta("attempt", Attempt)

    def begin(self, attempt: Attempt) -> None:
        """Note that a batch is about to be evaluated; `write` clears the note."""
        with self._transaction():
            self._set_meta("attempt", attempt)

    def holds(self) -> dict[str, Hold]:
        """Return the municipalities on hold."""
        rows = self._connection.execute("SELECT gemeente, position, tries FROM holds ORDER BY gemeente")
        return {row[0]: Hold(*row) for row in rows}

    def hold(self, hold: Hold) -> None:
        """Put a municipality on hold, or count another try of one that is."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO holds VALUES (?, ?, ?)", _hold(hold))
            self._connection.execute("DELETE FROM meta WHERE key = 'attempt'")

    # --- erasure ------------------------------------------------------------------------------------------

    def is_erased(self, token: bytes) -> bool:
        """Tell whether an event with this token was erased."""
        return (
            self._connection.execute("SELECT 1 FROM erased WHERE event = ?", (token,)).fetchone() is not None
        )

    def holds_erasures(self) -> bool:
        """Tell whether anything was ever erased here."""
        statement = "SELECT 1 FROM erasures UNION ALL SELECT 1 FROM erased LIMIT 1"
        return self._connection.execute(statement).fetchone() is not None

    def erasures(self, gemeente: str) -> dict[str, int]:
        """Return the tokens of what is erased of a municipality, each with the moment up to which."""
        statement = "SELECT token, known FROM erasures WHERE gemeente = ?"
        return dict(self._connection.execute(statement, (gemeente,)))

    def erasures_due(self) -> list[str]:
        """Return the municipalities of which something is still to be erased: after a crash, or just asked."""
        rows = self._connection.execute(
            "SELECT DISTINCT gemeente FROM erasures WHERE due = 1 ORDER BY gemeente"
        )
        return [row[0] for row in rows]

    def erase(self, rewritten: Sequence[Rewritten], marks: Sequence[bytes]) -> int:
        """Take out what is erased, wherever it stands in this file, in one transaction; its pages are overwritten.

        Parameters
        ----------
        marks
            Bytes by which the erased is known: flags, letters, published graph and messages that hold one go.

        Returns how many rows lost something.
        """
        self._connection.execute("PRAGMA secure_delete=ON")
        touched = len(rewritten)
        with self._transaction():
            run = self._connection.execute
            for one in rewritten:
                run("INSERT OR IGNORE INTO erased VALUES (?)", (one.token,))
                where = " WHERE gemeente = ? AND source = ? AND id = ?"
                if one.body is None:
                    run(f"DELETE FROM events{where}", one.identity)  # noqa: S608 - literal
                else:
                    values = (one.body, one.digest, *one.identity)
                    run(f"UPDATE events SET body = ?, digest = ?{where}", values)  # noqa: S608 - literal
            for table, column in self._holding():
                for mark in marks:
                    statement = f"DELETE FROM {table} WHERE instr({column}, ?)"  # noqa: S608 - names of ours
                    touched += run(statement, (mark,)).rowcount
            touched += self._erase_letters(marks)
        return touched

    def destroy_flags(self, flag_ids: Sequence[str]) -> None:
        """Destroy flags whose term is over; overwritten on the disk."""
        self._destroy("flags", "id", flag_ids)

    def destroy_letters(self, digests: Sequence[str]) -> None:
        """Destroy dead letters, by the SHA-256 of what they refuse."""
        self._destroy("deadletters", "sha256", digests)

    def _destroy(self, table: str, column: str, values: Sequence[str]) -> None:
        self._connection.execute("PRAGMA secure_delete=ON")
        with self._transaction():
            statement = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 - names of ours
            self._connection.executemany(statement, [(value,) for value in values])

    def vacuum(self) -> None:
        """Write the file anew without free pages, and empty the write-ahead log."""
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def erasures_done(self, gemeente: str) -> None:
        """Note that a municipality's erasures are carried out, after the file itself was written anew."""
        self.vacuum()
        with self._transaction():
            self._connection.execute("UPDATE erasures SET due = 0 WHERE gemeente = ?", (gemeente,))
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _holding(self) -> list[tuple[str, str]]:
        """Return the tables, with the column of each, that hold what was made of events."""
        tables = {
            row[0] for row in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        every = [("flags", "body"), ("graph", "content"), ("outbox", "value"), ("advisories", "body")]
        return [(table, column) for table, column in every if table in tables]

    def _erase_letters(self, marks: Sequence[bytes]) -> int:
        touched = 0
        for row in list(self.deadletters()):
            letter = msgspec.json.decode(row.body)
            kept = b64decode(letter.get("bytes") or "")
            if any(mark in kept or mark in row.body for mark in marks):
                body = emptied(row.body)
                where = "topic = ? AND partition = ? AND offset = ? AND sha256 = ?"
                self._connection.execute(
                    f"UPDATE deadletters SET body = ?, sealed = NULL WHERE {where}",  # noqa: S608 - literal
                    (body, row.topic, row.partition, row.offset, row.sha256),
                )
                touched += 1
        return touched

    # --- the one transaction ------------------------------------------------------------------------------

    def write(self, batch: Batch) -> None:
        """Write all that a batch brought, in one transaction, and clear the note of its attempt.

        Raises
        ------
        Stop
            When the transaction fails. Memory is then ahead of the store, so the process must end.
        """
        try:
            with self._transaction():
                self._write(batch)
        except BaseException:
            self._places.clear()
            raise

    def replayed(self, row: DeadLetterRow, outcome: str) -> None:
        """Note on a dead letter what its replay came to."""
        with self._transaction():
            self._connection.execute(
                "UPDATE deadletters SET replayed = ? WHERE topic = ? AND partition = ? AND offset = ? AND sha256 = ?",
                (outcome, row.topic, row.partition, row.offset, row.sha256),
            )

    def let_go(self, row: DeadLetterRow, body: bytes) -> None:
        """Put in the place of a dead letter what is left of it when it is let go; what it held is overwritten."""
        self._connection.execute("PRAGMA secure_delete=ON")
        with self._transaction():
            self._connection.execute(
                "UPDATE deadletters SET body = ?, sealed = NULL"
                " WHERE topic = ? AND partition = ? AND offset = ? AND sha256 = ?",
                (body, row.topic, row.partition, row.offset, row.sha256),
            )

    def _write(self, batch: Batch) -> None:
        run = self._connection.executemany
        seqs = {(event.gemeente, event.source, event.id): self._insert(event) for event in batch.events}
        run(
            "INSERT OR IGNORE INTO received VALUES (?, ?, ?, ?, ?, ?)",
            [self._received(row, seqs) for row in batch.received],
        )
        run(
            "INSERT OR IGNORE INTO deadletters VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                (row.topic, row.partition, row.offset, row.sha256, row.body, row.at, row.sealed)
                for row in batch.deadletters
            ),
        )
        run(
            "INSERT OR REPLACE INTO flags VALUES (?, ?, ?, ?, ?, ?)",
            (
                (row.id, row.gemeente, str(row.status), row.reason, row.digest, row.body)
                for row in batch.flags
            ),
        )
        run(
            "INSERT OR REPLACE INTO advisories VALUES (?, ?, ?, ?)",
            ((row.id, row.gemeente, str(row.status), row.body) for row in batch.advisories),
        )
        run(
            "INSERT INTO graph VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            " digest = excluded.digest, content = excluded.content",
            ((row.name, row.gemeente, row.digest, row.content) for row in batch.graph if row.content),
        )
        run("DELETE FROM graph WHERE name = ?", ((row.name,) for row in batch.graph if not row.content))
        run(
            "INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)",
            ((row.topic, row.key, row.value) for row in batch.outbox),
        )
        run("INSERT OR REPLACE INTO holds VALUES (?, ?, ?)", map(_hold, batch.holds))
        run("DELETE FROM holds WHERE gemeente = ?", ((gemeente,) for gemeente in batch.released))
        run("INSERT OR IGNORE INTO erased VALUES (?)", ((token,) for token in batch.erased))
        run(
            "INSERT INTO erasures VALUES (?, ?, ?, 1) ON CONFLICT (gemeente, token) DO UPDATE SET"
            " known = max(known, excluded.known), due = 1",
            ((one.gemeente, one.token, one.known) for one in batch.erasures),
        )
        if batch.next is not None:
            self._advance(batch.next)
        self._connection.execute("DELETE FROM meta WHERE key = 'attempt'")

    def _advance(self, offset: int) -> None:
        standing = self.position()
        if standing is None or offset < standing.next:
            raise Stop(f"{self.path}: position {standing} cannot move to {offset}")
        self._set_meta("position", msgspec.structs.replace(standing, next=offset))

    def _insert(self, event: EventRow) -> int:
        statement = "INSERT INTO events (gemeente, source, id, digest, body) VALUES (?, ?, ?, ?, ?)"
        values = (event.gemeente, event.source, event.id, event.digest, event.body)
        return int(self._connection.execute(statement, values).lastrowid or 0)

    def _received(
        self, row: ReceivedRow, seqs: dict[Identity, int]
    ) -> tuple[int, int, bytes, str, int | None, int]:
        origin = row.origin
        event = None if row.event is None else seqs.get(row.event)
        place = self._place_for_writing(origin)
        return place, origin.offset, bytes.fromhex(origin.sha256), row.outcome, event, row.at

    def _place(self, topic: str, partition: int) -> int | None:
        known = self._places.get((topic, partition))
        if known is None:
            statement = "SELECT place FROM places WHERE topic = ? AND partition = ?"
            row = self._connection.execute(statement, (topic, partition)).fetchone()
            if row is None:
                return None
            known = self._places[topic, partition] = int(row[0])
        return known

    def _place_for_writing(self, origin: Origin) -> int:
        place = self._place(origin.topic, origin.partition)
        if place is None:
            cursor = self._connection.execute(
                "INSERT INTO places (topic, partition) VALUES (?, ?)", (origin.topic, origin.partition)
            )
            place = self._places[origin.topic, origin.partition] = int(cursor.lastrowid or 0)
        return place

    def _meta(self, key: str, kind: type[Record]) -> Record | None:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=kind)

    def _set_meta(self, key: str, value: msgspec.Struct) -> None:
        text = msgspec.json.encode(value).decode()
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, text))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._connection, self.path)


class _Transaction:
    """Begin immediately, commit at the end, roll back on any exception; a failure of SQLite's stops the process."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def __enter__(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise self._stop(error) from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        except sqlite3.Error as failure:
            raise self._stop(failure) from failure
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise self._stop(error) from error

    def _stop(self, error: sqlite3.Error) -> Stop:
        return Stop(f"{self._path}: could not be written: {error}")


def _advisory(row: tuple[str, str, str, bytes]) -> AdvisoryRow:
    return AdvisoryRow(row[0], row[1], Status(row[2]), row[3])


def _flag(row: tuple[str, str, str, str | None, str, bytes]) -> FlagRow:
    return FlagRow(row[0], row[1], FlagStatus(row[2]), row[3], row[4], row[5])


def _hold(hold: Hold) -> tuple[str, str, int]:
    return hold.gemeente, hold.position, hold.tries
