"""Saved views and last-seen marks: how somebody looks at a page, and when he last did."""

import datetime as dt

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.database.tables import Moment, Own

__all__ = ["LastSeen", "SavedView"]


class SavedView(Own):
    """The filters and order of a page under a name; words of the address alone, no name of a person."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("gemeente", "account", "page", "name"),)

    page: Mapped[str] = mapped_column(String(40))
    """Name of the route."""
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)
    """As it stands in the address after the question mark."""


class LastSeen(Own):
    """Which content of a flag, an advisory or a page an account last looked at; `at` is when."""

    __tablename__ = "last_seen"
    __table_args__ = (UniqueConstraint("gemeente", "account", "subject"),)

    subject: Mapped[str] = mapped_column(String(80))
    """Id of the flag or advisory, or the name of a route for a page whole."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """Of what was seen; None for a page."""
    before: Mapped[dt.datetime | None] = mapped_column(Moment)
    """When the account looked the time before that."""
