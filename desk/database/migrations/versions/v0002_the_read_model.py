"""Tables of the read model, and those two that only say how far it is."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Kind = type[sa.types.TypeEngine[Any]] | sa.types.TypeEngine[Any]


def upgrade() -> None:
    """Make the tables; the project step fills them."""
    _table(
        "p_towns",
        _key("gemeente", sa.String(8)),
        _needed("events", sa.Integer),
        _needed("latest", sa.BigInteger),
        sa.Column("go_live", sa.Date),
        _needed("derived", sa.Integer),
        _needed("changed", sa.Integer),
        _needed("shrunk", sa.Integer),
    )
    _table(
        "p_events",
        _key("gemeente", sa.String(8)),
        _key("source", sa.Text),
        _key("id", sa.Text),
        _needed("day", sa.Integer),
        _needed("known", sa.BigInteger),
        _needed("type", sa.Text),
        _needed("digest", sa.LargeBinary),
        _needed("change", sa.Integer),
        _needed("body", sa.LargeBinary),
        sa.Index("ix_p_events_change", "gemeente", "change"),
    )
    _flags()
    _graph()
    _table(
        "p_advisories",
        _key("id", sa.String(80)),
        _needed("gemeente", sa.String(8), index=True),
        _needed("status", sa.String(20)),
        _needed("versie", sa.Integer),
        _needed("frozen", sa.Boolean),
        _needed("body", sa.LargeBinary),
    )
    _table(
        "p_letters",
        _key("topic", sa.Text),
        _key("partition", sa.Integer),
        _key("offset", sa.BigInteger),
        _key("sha256", sa.String(64)),
        _needed("reason", sa.String(40)),
    )
    _table(
        "p_positions",
        _key("topic", sa.String(80)),
        _key("partition", sa.Integer),
        _needed("topic_id", sa.String(80)),
        _needed("next", sa.BigInteger),
    )
    _table("p_state", _key("key", sa.String(40)), _needed("value", sa.Text))


def _flags() -> None:
    _table(
        "p_flags",
        _key("id", sa.String(80)),
        _needed("gemeente", sa.String(8), index=True),
        _needed("status", sa.String(12)),
        sa.Column("reason", sa.Text),
        _needed("digest", sa.String(64)),
        _needed("body", sa.LargeBinary),
    )
    _table(
        "p_members",
        _key("flag", sa.String(80)),
        _key("entity", sa.String(80)),
        _needed("gemeente", sa.String(8)),
        _needed("kind", sa.String(12)),
        sa.Index("ix_p_members_entity", "gemeente", "entity"),
    )
    _table(
        "p_cited",
        _key("subject", sa.String(80)),
        _key("source", sa.Text),
        _key("event", sa.Text),
        _needed("gemeente", sa.String(8)),
        _needed("hard", sa.Boolean),
        sa.Index("ix_p_cited_event", "gemeente", "source", "event"),
    )
    _table(
        "p_explanations",
        _key("flag", sa.String(80)),
        _needed("gemeente", sa.String(8), index=True),
        _needed("digest", sa.String(64)),
        _needed("body", sa.LargeBinary),
    )


def _graph() -> None:
    _table(
        "p_entities",
        _key("id", sa.String(80)),
        _needed("gemeente", sa.String(8), index=True),
        sa.Column("kind", sa.String(12)),
        sa.Column("redirect", sa.String(80)),
        _needed("body", sa.LargeBinary),
    )
    _table(
        "p_relations",
        _key("id", sa.String(80)),
        _needed("gemeente", sa.String(8)),
        _needed("frm", sa.String(80)),
        _needed("to", sa.String(80)),
        _needed("relation", sa.Text),
        _needed("begin", sa.String(10)),
        sa.Column("end", sa.String(10)),
        _needed("body", sa.LargeBinary),
        sa.Index("ix_p_relations_frm", "gemeente", "frm"),
        sa.Index("ix_p_relations_to", "gemeente", "to"),
    )
    _table(
        "p_parts",
        _key("name", sa.LargeBinary(16)),
        _needed("gemeente", sa.String(8), index=True),
        _needed("digest", sa.LargeBinary),
        _needed("ids", sa.Text),
    )
    _table(
        "p_doubts",
        _key("gemeente", sa.String(8)),
        _key("place", sa.Integer),
        _needed("body", sa.LargeBinary),
    )


def _table(name: str, *parts: sa.Column[object] | sa.Index) -> None:
    op.create_table(name, *parts)


def _key(name: str, kind: Kind) -> sa.Column[object]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _needed(name: str, kind: Kind, *, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False, index=index)
