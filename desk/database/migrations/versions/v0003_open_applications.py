"""The table of open applications in the read model; whatever was computed is computed again, so that it is filled."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; the project step fills it."""
    op.create_table(
        "p_cases",
        sa.Column("gemeente", sa.String(8), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.execute("UPDATE p_towns SET derived = 0")
