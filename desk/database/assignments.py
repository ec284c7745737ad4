"""Who works on what: assignments, and the lock of whoever took the next case."""

import datetime as dt

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.database.tables import Moment, Own

__all__ = ["Assignment", "CaseLock"]


class Assignment(Own):
    """A flag or an advisory given to somebody; one standing assignment a subject."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("gemeente", "subject"),)

    subject: Mapped[str] = mapped_column(String(80))
    """Id of the flag or advisory."""
    assignee: Mapped[str] = mapped_column(String(64), index=True)
    due: Mapped[dt.date | None]


class CaseLock(Own):
    """Somebody has a flag in hand, so that "next case" gives it to nobody else; it ends by itself.

    Taking one is one insert: the unique constraint lets the second fail (`IntegrityError`), whatever the timing.
    """

    __tablename__ = "case_locks"
    __table_args__ = (UniqueConstraint("gemeente", "subject"),)

    subject: Mapped[str] = mapped_column(String(80))
    expires: Mapped[dt.datetime] = mapped_column(Moment, index=True)
