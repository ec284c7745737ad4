"""All tables of this release: what is imported here is what the database must hold."""

from sqlalchemy import MetaData

from desk.database.assignments import Assignment, CaseLock
from desk.database.tables import Own, Table
from desk.database.views import LastSeen, SavedView
from desk.database.worksheets import Hypothesis, Note, Pin, Tag, Worksheet
from desk.readmodel.tables import READ_MODEL

__all__ = ["EXPIRING", "OWN", "READ_MODEL", "SCHEMA"]

OWN: tuple[type[Own], ...] = (
    SavedView,
    LastSeen,
    Assignment,
    CaseLock,
    Worksheet,
    Pin,
    Note,
    Tag,
    Hypothesis,
)
"""What users write: it cannot be made anew, a backup holds it."""

EXPIRING = (CaseLock, Worksheet)
"""Rows that end at their `expires`, with all that hangs on them."""

SCHEMA: MetaData = Table.metadata
