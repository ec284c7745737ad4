"""What every table of the desk's database shares, and how a table is added.

To add a table:

1. Give it a file in this folder, a class that inherits `Table` (or `Own`, where a user of the desk writes its rows:
   that brings id, municipality, account, case and moment), columns as `Mapped[…]`, moments as `Moment`. Import the
   class in `desk/database/schema.py`: what is imported there is the schema.
2. Write the step that makes it: a file in `migrations/versions`, named after what it adds, with `revision` one higher
   and `down_revision` the one before. A released step is never edited; another follows. Its columns are those of the
   class: `tests/desk/test_database.py` compares the two on SQLite and on PostgreSQL, and says what differs.
3. Read and write it through `Database.reading()` and `Database.writing()`. Rows of users are asked for by
   `mine(user, Class)` alone, so that no query forgets the municipality:

       with desk.database.writing() as session:
           session.add(SavedView(**by(user, now), page="queue", name="Mijn buurt", query="patroon=L1"))
       with desk.database.reading() as session:
           views = session.scalars(mine(user, SavedView).where(SavedView.page == "queue")).all()

   `desk.database` is at hand in every page. Objects stay readable after the block; a change outside it is not kept.

No column holds a name, an address or a BSN of somebody who was screened unless its docstring says for how long.
"""

import datetime as dt
import uuid
from typing import TypedDict, TypeVar

from sqlalchemy import DateTime, Dialect, MetaData, Select, String, TypeDecorator, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desk.access import User

__all__ = ["By", "Moment", "Own", "Table", "by", "mine"]


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC, on SQLite as well, which keeps no zone by itself; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        there = value.astimezone(dt.UTC)
        return there.replace(tzinfo=None) if dialect.name == "sqlite" else there

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Give it its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


class Table(DeclarativeBase):
    """A table; constraints have names of their own on both dialects, so that a later step can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class By(TypedDict):
    """Whose a row is: keyword arguments of every `Own`."""

    gemeente: str
    account: str
    case_number: str | None
    at: dt.datetime


class Own(Table):
    """A row that a user of the desk wrote."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid.uuid4().hex)
    """Random: it stands in addresses, so it tells nothing."""
    gemeente: Mapped[str] = mapped_column(String(8), index=True)
    account: Mapped[str] = mapped_column(String(64))
    """Who wrote it."""
    case_number: Mapped[str | None] = mapped_column(String(64))
    """Number of the case, flag or request for which it was written; None where it is about no person (a saved view)."""
    at: Mapped[dt.datetime] = mapped_column(Moment)


OwnRow = TypeVar("OwnRow", bound=Own)


def by(user: User, at: dt.datetime, case_number: str | None = None) -> By:
    """Give whose a new row is."""
    return By(gemeente=user.gemeente, account=user.account, case_number=case_number, at=at)


def mine(user: User, table: type[OwnRow]) -> Select[OwnRow]:
    """Ask for the rows of a user's municipality; who of them may see which is for the page to add."""
    return select(table).where(table.gemeente == user.gemeente)
