"""A document as docx, to be edited: headings, lists and tables by their styles, header rows repeated, language set."""

from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from documents.blocks import Block, Box, Bullets, Document, Heading, NewPage, Paragraph, Table

__all__ = ["word"]

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def word(document: Document) -> bytes:
    """Lay a document out as docx."""
    file = docx.Document()
    _set_language(file, LANGUAGES[document.language])
    file.core_properties.title = document.title
    file.core_properties.author = ""
    file.styles["Normal"].font.size = Pt(10)
    for section in file.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.footer.paragraphs[0].text = f"{document.reference}\n{document.handling}"
    file.add_heading(document.title, level=0)
    for block in document.blocks:
        _append(file, block)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _append(file: Word, block: Block) -> None:
    match block:
        case Heading(level, text):
            file.add_heading(text, level=level)
        case Paragraph(text):
            file.add_paragraph(text)
        case Bullets(items):
            _points(file, items)
        case Box(title, items):
            file.add_paragraph().add_run(title).bold = True
            _points(file, items)
        case Table():
            _table(file, block)
        case NewPage():
            file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _points(file: Word, items: tuple[str, ...]) -> None:
    for item in items:
        file.add_paragraph(item, style="List Bullet")


def _table(file: Word, block: Table) -> None:
    file.add_paragraph(block.caption, style="Caption")
    table = file.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no other way
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file.add_paragraph()


def _set_language(file: Word, language: str) -> None:
    """Set the language of the whole document: without it a screen reader takes English."""
    defaults = file.styles.element.find(qn("w:docDefaults"))
    runs = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = runs.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        runs.append(spoken)
    spoken.set(qn("w:val"), language)
