"""The desk's own database on SQLite and on PostgreSQL: its steps make what the classes say; rows keep to their municipality."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from desk.access import Role, User
from desk.database.assignments import CaseLock
from desk.database.database import Database, database_url
from desk.database.schema import OWN, SCHEMA
from desk.database.tables import by, mine
from desk.database.views import SavedView
from desk.database.worksheets import Hypothesis, Note, Worksheet
from streams.errors import Failure, WrongUse
from streams.settings import Settings

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HERE = User("a.analist", Role.ANALYST, "9901")
THERE = User("b.analist", Role.ANALYST, "9902")


@pytest.fixture
def database(on_both: Settings, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database, brought up to date."""
    made = Database(database_url(tmp_path, on_both))
    yield made
    made.close()


def test_the_steps_make_exactly_what_the_classes_say(database: Database) -> None:
    """And a second start changes nothing."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(found, SCHEMA) == []
    before = set(inspect(database.engine).get_table_names())
    again = Database(database.engine.url)
    assert set(inspect(again.engine).get_table_names()) == before > {one.__tablename__ for one in OWN}
    again.close()


def test_rows_come_back_as_written_and_for_their_municipality_alone(database: Database) -> None:
    """A moment keeps its instant, in UTC; `mine` gives the rows of the user's municipality."""
    with database.writing() as session:
        session.add(SavedView(**by(HERE, NOW), page="queue", name="Buurt", query="patroon=L1"))
        session.add(SavedView(**by(THERE, NOW), page="queue", name="Wijk", query=""))
    with database.reading() as session:
        [found] = session.scalars(mine(HERE, SavedView)).all()
    assert (found.name, found.account, found.at) == ("Buurt", "a.analist", NOW)
    assert found.at.utcoffset() == dt.timedelta(0)


def test_a_moment_without_zone_is_refused(database: Database) -> None:
    """It could be any hour."""
    with pytest.raises(Exception, match="zone"), database.writing() as session:
        session.add(SavedView(**by(HERE, NOW.replace(tzinfo=None)), page="queue", name="x", query=""))


def test_a_case_is_locked_by_one(database: Database) -> None:
    """The second insert fails, and nothing of its transaction is kept."""
    with database.writing() as session:
        session.add(CaseLock(**by(HERE, NOW, "f:1"), subject="f:1", expires=NOW))
    both = [CaseLock(**by(HERE, NOW, one), subject=one, expires=NOW) for one in ("f:2", "f:1")]
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add_all(both)
    with database.reading() as session:
        assert session.scalars(mine(HERE, CaseLock)).one().subject == "f:1"


def test_what_ran_out_is_deleted_with_all_that_lies_on_it(database: Database) -> None:
    """A worksheet goes at its day, with notes and hypotheses; one that is not due stays."""
    day = dt.timedelta(days=1)
    with database.writing() as session:
        for name, expires in (("old", NOW), ("new", NOW + day)):
            sheet = Worksheet(id=name, **by(HERE, NOW, "Z-1"), name=name, changed=NOW, expires=expires)
            session.add(sheet)
            session.flush()
            session.add(Note(**by(HERE, NOW, "Z-1"), worksheet=name, text="Een notitie."))
            session.add(
                Hypothesis(
                    **by(HERE, NOW, "Z-1"),
                    worksheet=name,
                    frm="e:1",
                    to="e:2",
                    relation="broer",
                    family=True,
                    source="Gesprek.",
                )
            )
    assert database.expire(NOW) == 1
    with database.reading() as session:
        assert session.scalars(mine(HERE, Worksheet)).one().name == "new"
        assert session.scalar(select(func.count()).select_from(Note)) == 1
        assert session.scalars(mine(HERE, Hypothesis)).one().worksheet == "new"


def test_a_database_of_a_later_release_is_refused_in_one_line(database: Database) -> None:
    """It would lose what this release does not know."""
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Failure, match=r"later release \(version 9999, this one knows up to"):
        Database(database.engine.url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://desk:secret@db/desk", "holds a password"),
        ("mysql://desk@db/desk", "must be postgresql://"),
        ("postgresql://", "must be postgresql://"),
        ("no url", "must be postgresql://"),
    ],
)
def test_a_setting_that_is_wrong_is_told_without_repeating_it(url: str, said: str, tmp_path: Path) -> None:
    """A password that stood in it must not reach a log."""
    with pytest.raises(WrongUse, match=said) as told:
        database_url(tmp_path, Settings(desk_database=url))
    assert "secret" not in str(told.value)


def test_a_password_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    """Before anything connects."""
    configured = Settings(
        desk_database="postgresql://desk@db/desk", desk_database_password_file=tmp_path / "no"
    )
    with pytest.raises(WrongUse, match=r"PASSWORD_FILE=.*No such file"):
        database_url(tmp_path, configured)


def test_a_server_that_does_not_answer_is_a_failure_in_one_line(tmp_path: Path) -> None:
    """Port 1 of this machine has none."""
    configured = Settings(desk_database="postgresql://desk@127.0.0.1:1/desk")
    with pytest.raises(Failure, match=r"^postgresql://desk@127.0.0.1:1/desk: .* cannot be used: ") as told:
        Database(database_url(tmp_path, configured))
    assert "\n" not in str(told.value)
