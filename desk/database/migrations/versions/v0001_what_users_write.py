"""Tables of what users of the desk write: views, marks, assignments, locks, worksheets."""

import sqlalchemy as sa
from alembic import op

from desk.database.tables import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _own(
        "saved_views",
        sa.Column("page", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.UniqueConstraint("gemeente", "account", "page", "name"),
    )
    _own(
        "last_seen",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("before", Moment),
        sa.UniqueConstraint("gemeente", "account", "subject"),
    )
    _own(
        "assignments",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("assignee", sa.String(64), nullable=False, index=True),
        sa.Column("due", sa.Date),
        sa.UniqueConstraint("gemeente", "subject"),
    )
    _own(
        "case_locks",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
        sa.UniqueConstraint("gemeente", "subject"),
    )
    _own(
        "worksheets",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
        sa.Index("ix_worksheets_case", "gemeente", "case_number"),
    )
    _own(
        "worksheet_pins",
        _sheet(),
        sa.Column("entity", sa.String(34)),
        sa.Column("pasted", sa.Text),
        sa.Column("found", sa.String(10), nullable=False),
        sa.Column("x", sa.Double),
        sa.Column("y", sa.Double),
    )
    _own(
        "worksheet_notes",
        _sheet(),
        sa.Column("about", sa.String(80)),
        sa.Column("text", sa.Text, nullable=False),
    )
    _own(
        "worksheet_tags",
        _sheet(),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("tag", sa.String(40), nullable=False),
    )
    _own(
        "worksheet_hypotheses",
        _sheet(),
        sa.Column("frm", sa.String(80), nullable=False),
        sa.Column("to", sa.String(80), nullable=False),
        sa.Column("relation", sa.String(60), nullable=False),
        sa.Column("family", sa.Boolean, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
    )


def _own(name: str, *more: sa.Column[object] | sa.Constraint | sa.Index) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("gemeente", sa.String(8), nullable=False, index=True),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("case_number", sa.String(64)),
        sa.Column("at", Moment, nullable=False),
        *more,
    )


def _sheet() -> sa.Column[object]:
    return sa.Column(
        "worksheet",
        sa.String(32),
        sa.ForeignKey("worksheets.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )
