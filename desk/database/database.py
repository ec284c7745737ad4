"""The connection to the desk's database: SQLite beside the store, or PostgreSQL where a setting names one."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, delete, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from desk.database.migrating import migrated
from desk.database.schema import EXPIRING
from streams.backup import DESK_FILE
from streams.errors import Failure, WrongUse
from streams.settings import Settings

__all__ = ["Database", "database_url"]

BUSY_SECONDS = 10

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    # What expired must not linger in a free page.
    "PRAGMA secure_delete=ON",
)

_WRITES = "desk_writes"


def database_url(folder: Path, configured: Settings) -> URL:
    """Give where the desk's database is: the setting's, else a file in the store's folder.

    Raises
    ------
    WrongUse
        When the setting is no URL of PostgreSQL, holds a password, or its file of the password cannot be read.
    """
    if configured.desk_database is None:
        return URL.create("sqlite", database=str(folder / DESK_FILE))
    name = "DWARSVERBAND_DESK_DATABASE"
    try:
        url = make_url(configured.desk_database)
    except ArgumentError:
        raise WrongUse(f"{name}: must be postgresql://USER@HOST:PORT/DATABASE") from None
    if url.drivername != "postgresql" or not url.host or not url.database:
        raise WrongUse(f"{name}: must be postgresql://USER@HOST:PORT/DATABASE")
    if url.password is not None:
        raise WrongUse(f"{name}: holds a password; it belongs in the file that {name}_PASSWORD_FILE names")
    password = None
    if (path := configured.desk_database_password_file) is not None:
        try:
            password = path.read_text("utf-8").strip()
        except OSError as error:
            raise WrongUse(f"{name}_PASSWORD_FILE={path}: {error.strerror}") from None
    return url.set(drivername="postgresql+pg8000", password=password)


class Database:
    """One engine; opened once a process, brought up to date as it opens.

    Raises
    ------
    Failure
        When it cannot be reached, or was written by a later release.
    """

    def __init__(self, url: URL) -> None:
        plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
        self.name = str(url.database if url.get_backend_name() == "sqlite" else plain)
        """As messages name it."""
        self.engine = _engine(url)
        try:
            migrated(self.engine, self.name)
        except DBAPIError as error:
            self.close()
            raise Failure(f"{self.name}: the desk's database cannot be used: {_said(error)}") from None
        except Failure:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read what stands at one moment."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Write in one transaction: all of it is kept at the end of the block, or nothing where it raises."""
        with (
            Session(self.engine.execution_options(**{_WRITES: True}), expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def expire(self, now: dt.datetime) -> int:
        """Delete what has run out; give how many rows."""
        gone = 0
        with self.writing() as session:
            for table in EXPIRING:
                done = session.execute(delete(table).where(table.expires <= now))
                gone += getattr(done, "rowcount", 0)
        return gone

    def shrink(self) -> None:
        """Empty the write-ahead log of a SQLite file: what was erased must not linger in it. Nothing on PostgreSQL."""
        if self.engine.dialect.name == "sqlite":
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Let all connections go."""
        self.engine.dispose()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url, pool_pre_ping=True, isolation_level="REPEATABLE READ", connect_args={"timeout": BUSY_SECONDS}
        )
        # Many rows in one statement: one round trip each would make filling the read model many times slower.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _: Any) -> None:
        # The driver's own transactions leave out what changes tables; ours begin where SQLAlchemy says.
        connection.isolation_level = None
        for one in _PRAGMAS:
            connection.execute(one)

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        # A transaction that will write takes the lock first: one that reads and then writes could not wait for it.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _said(error: DBAPIError) -> str:
    """Give the driver's reason in one line, without the statement and its values."""
    return " ".join(str(error.orig).split())
