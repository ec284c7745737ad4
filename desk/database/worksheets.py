"""Worksheets: what somebody puts beside the published graph within one case. Nothing of it feeds a rule."""

import datetime as dt

from sqlalchemy import Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.database.tables import Moment, Own

__all__ = ["Hypothesis", "Note", "Pin", "Tag", "Worksheet"]


def _sheet() -> Mapped[str]:
    return mapped_column(ForeignKey("worksheets.id", ondelete="CASCADE"), index=True)


class Worksheet(Own):
    """A named sheet, shared by those who work on its case; gone with all that lies on it after `expires`.

    What stands on it may name persons (notes, pins of pasted names): it is kept until `expires`, no longer.
    """

    __tablename__ = "worksheets"
    __table_args__ = (Index("ix_worksheets_case", "gemeente", "case_number"),)

    name: Mapped[str] = mapped_column(String(120))
    changed: Mapped[dt.datetime] = mapped_column(Moment)
    expires: Mapped[dt.datetime] = mapped_column(Moment, index=True)


class Pin(Own):
    """One thing that lies on a sheet: an entity of the graph, or a pasted line that was not found."""

    __tablename__ = "worksheet_pins"

    worksheet: Mapped[str] = _sheet()
    entity: Mapped[str | None] = mapped_column(String(34))
    pasted: Mapped[str | None] = mapped_column(Text)
    """The line as it was pasted."""
    found: Mapped[str] = mapped_column(String(10))
    """`found`, `not_found`, `doubtful`, or `picked` where it came from a page."""
    x: Mapped[float | None]
    y: Mapped[float | None]


class Note(Own):
    """A note on a sheet, or on one thing that lies on it."""

    __tablename__ = "worksheet_notes"

    worksheet: Mapped[str] = _sheet()
    about: Mapped[str | None] = mapped_column(String(80))
    """Id of an entity, flag or pin; None: the sheet whole."""
    text: Mapped[str] = mapped_column(Text)


class Tag(Own):
    """A word stuck on a thing that lies on a sheet."""

    __tablename__ = "worksheet_tags"

    worksheet: Mapped[str] = _sheet()
    about: Mapped[str] = mapped_column(String(80))
    tag: Mapped[str] = mapped_column(String(40))


class Hypothesis(Own):
    """A dashed link that somebody supposes, with its source; a family tie stands here and nowhere else."""

    __tablename__ = "worksheet_hypotheses"

    worksheet: Mapped[str] = _sheet()
    frm: Mapped[str] = mapped_column(String(80))
    to: Mapped[str] = mapped_column(String(80))
    relation: Mapped[str] = mapped_column(String(60))
    family: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(Text)
    """Where it comes from, in the author's words."""
