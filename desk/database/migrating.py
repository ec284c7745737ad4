"""Brings the desk's database up to this release with Alembic, or refuses one of a later release."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from streams.errors import Failure

__all__ = ["migrated"]

MIGRATIONS = Path(__file__).parent / "migrations"

LOCK = 0x64776172
# Of PostgreSQL's advisory locks, ours: two desks that start at once migrate one after the other.


def migrated(engine: Engine, name: str) -> None:
    """Run the steps that are missing, all in one transaction; `name` is how a refusal calls the database.

    Raises
    ------
    Failure
        When a later release wrote it.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    known = {one.revision for one in scripts.walk_revisions()}
    with engine.execution_options(desk_writes=True).begin() as connection:
        _locked(connection)
        standing = MigrationContext.configure(connection).get_current_revision()
        if standing is not None and standing not in known:
            raise Failure(
                f"{name}: the desk's database was written by a later release (version {standing},"
                f" this one knows up to {scripts.get_current_head()}); start that release, or restore a backup"
            )
        if standing != scripts.get_current_head():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _locked(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
