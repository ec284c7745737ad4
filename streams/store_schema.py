"""The tables of a store, their version, and how a connection to one is opened."""

import sqlite3
from pathlib import Path

from streams.errors import Failure

__all__ = ["SCHEMA_VERSION", "connect", "connect_reader"]

SCHEMA_VERSION = 5
# Raised with every change of the tables; a store of another version is refused, because it can be made anew
# from the journal or the files at any time.

BUSY_MILLISECONDS = 10_000
# A reader may hold the file for a checkpoint's time; ten seconds is far more than that ever takes.

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    gemeente TEXT NOT NULL,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX events_identity ON events (gemeente, source, id);
CREATE TABLE places (place INTEGER PRIMARY KEY, topic TEXT NOT NULL, partition INTEGER NOT NULL,
    UNIQUE (topic, partition));
CREATE TABLE received (
    place INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    outcome TEXT NOT NULL,
    event INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (place, offset, sha256)
) WITHOUT ROWID;
CREATE TABLE deadletters (
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    sealed BLOB,
    replayed TEXT,
    PRIMARY KEY (topic, partition, offset, sha256)
) WITHOUT ROWID;
CREATE TABLE flags (
    id TEXT PRIMARY KEY,
    gemeente TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    digest TEXT NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX flags_gemeente ON flags (gemeente);
CREATE TABLE advisories (
    id TEXT PRIMARY KEY,
    gemeente TEXT NOT NULL,
    status TEXT NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX advisories_gemeente ON advisories (gemeente);
CREATE TABLE graph (
    name BLOB PRIMARY KEY,
    gemeente TEXT NOT NULL,
    digest BLOB NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX graph_gemeente ON graph (gemeente);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, key TEXT NOT NULL, value BLOB);
CREATE TABLE erased (event BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE erasures (gemeente TEXT NOT NULL, token TEXT NOT NULL, known INTEGER NOT NULL, due INTEGER NOT NULL,
    PRIMARY KEY (gemeente, token)) WITHOUT ROWID;
CREATE TABLE holds (gemeente TEXT PRIMARY KEY, position TEXT NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open a store for writing, and make its tables where the file is new.

    WAL lets commands read while a worker writes; `synchronous=FULL` because what was committed is acknowledged
    to Kafka at once and must outlive a power cut.
    """
    if not path.exists():
        _make(path)
    connection = _open(f"file:{_quoted(path)}", path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        _prepare(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        raise Failure(f"{path}: cannot be opened to write: {error}") from error
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a store for reading only; a writer may be at work meanwhile."""
    connection = _open(f"file:{_quoted(path)}?mode=ro", path)
    _check_version(connection, path)
    return connection


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _open(uri: str, path: Path) -> sqlite3.Connection:
    try:
        # isolation_level=None: transactions are begun and ended by us alone, in one place.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise Failure(f"{path}: cannot be read as a store: {error}") from error
    return connection


def _make(path: Path) -> None:
    """Make an empty store under another name first: a kill must not leave a file that no reader takes for a store."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    connection = _open(f"file:{_quoted(new)}", new)
    try:
        _prepare(connection, new)
    finally:
        connection.close()
    new.replace(path)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]:
        connection.execute("COMMIT")
        _check_version(connection, path)
        return
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
    connection.execute("COMMIT")


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise Failure(f"{path}: is no store of ours: {error}") from error
    if row is None or int(row[0]) != SCHEMA_VERSION:
        found = "none" if row is None else row[0]
        raise Failure(
            f"{path}: the store has schema {found}, this release reads {SCHEMA_VERSION}: make it anew from its input"
        )
