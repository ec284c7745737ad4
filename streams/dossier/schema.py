"""The tables of a dossier file, and the steps from each version of them to the next.

Unlike a store it cannot be made anew, so it is never refused for being older: it is brought up to date.
"""

import sqlite3
from pathlib import Path

from streams.errors import Failure

__all__ = ["DOSSIER_FILE", "connect"]

DOSSIER_FILE = "dossier.db"

BUSY_MILLISECONDS = 10_000

_STEPS = (
    """
    CREATE TABLE entries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        body BLOB NOT NULL
    );
    CREATE INDEX entries_key ON entries (key);
    CREATE TABLE versions (
        advisory TEXT NOT NULL,
        versie INTEGER NOT NULL,
        status TEXT NOT NULL,
        body BLOB NOT NULL,
        sha256 TEXT NOT NULL,
        digest TEXT NOT NULL,
        known TEXT NOT NULL,
        rules TEXT NOT NULL,
        links BLOB NOT NULL,
        position TEXT NOT NULL,
        author TEXT NOT NULL,
        authored TEXT NOT NULL,
        reviewer TEXT,
        reviewed TEXT,
        reason TEXT,
        sentence TEXT,
        PRIMARY KEY (advisory, versie),
        CHECK (status IN ('ter_toetsing', 'vastgesteld')),
        CHECK ((status = 'vastgesteld') = (reviewer IS NOT NULL AND reviewed IS NOT NULL
            AND reason IS NOT NULL AND length(trim(sentence)) > 0)),
        CHECK (reviewer IS NULL OR reviewer <> author)
    ) WITHOUT ROWID;
    CREATE TRIGGER versions_frozen BEFORE UPDATE ON versions
    WHEN old.status = 'vastgesteld' OR new.body <> old.body OR new.sha256 <> old.sha256 OR new.author <> old.author
    BEGIN SELECT RAISE(ABORT, 'a signed version is never changed'); END;
    """,
    """
    ALTER TABLE entries ADD COLUMN event TEXT;
    CREATE UNIQUE INDEX entries_event ON entries (event) WHERE event IS NOT NULL;
    """,
)
# One step a version; what was released is never edited, only followed by another.


def connect(folder: Path, *, write: bool) -> sqlite3.Connection | None:
    """Open the dossier of a store's folder; to read, None where there is none yet.

    Raises
    ------
    Failure
        When the file is no dossier, or one of a later release.
    """
    path = folder / DOSSIER_FILE
    if not write and not path.exists():
        return None
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        connection.execute("PRAGMA synchronous=FULL")
        # What is erased must not linger in a free page.
        connection.execute("PRAGMA secure_delete=ON")
        _upgrade(connection, path)
    except sqlite3.Error as error:
        raise Failure(f"{path}: cannot be used as a dossier: {error}") from error
    return connection


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_STEPS):
        raise Failure(
            f"{path}: was written by a later release (version {version}, this one knows {len(_STEPS)})"
        )
    for number in range(version, len(_STEPS)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {_STEPS[number]} PRAGMA user_version={number + 1}; COMMIT;"
        )
