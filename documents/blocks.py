"""A document before it has a form: a title and a list of blocks, of which every form (web page, PDF, docx) is made.

Blocks hold plain text, never mark-up: whatever a source wrote cannot change how a document is laid out.
"""

from datetime import date

import msgspec

__all__ = ["Block", "Box", "Bullets", "Document", "Heading", "NewPage", "Paragraph", "Table"]


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading; ``level`` counts from 1 and skips none."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Running text."""

    text: str


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    """A list of points."""

    items: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Rows under a header row; ``widths`` are parts of the width of the page, one a column."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


class Box(msgspec.Struct, frozen=True, tag="box"):
    """What the reader still has to write, set apart from what the program wrote."""

    title: str
    items: tuple[str, ...]


class NewPage(msgspec.Struct, frozen=True, tag="new_page"):
    """What follows begins on a page of its own; ``annex`` marks the end of what counts as the piece itself."""

    annex: bool = False


Block = Heading | Paragraph | Bullets | Table | Box | NewPage


class Document(msgspec.Struct, frozen=True):
    """A document in one language.

    ``day`` is the day it was made for; ``reference`` and ``handling`` stand at the foot of each page: which version this
    is, and how to handle it.
    """

    title: str
    day: date
    reference: str
    handling: str
    blocks: tuple[Block, ...]
    language: str = "nl"
