"""A document as a web page: semantic HTML5 with landmarks, one style sheet inside, nothing fetched from anywhere."""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from documents.blocks import Block, Box, Bullets, Document, Heading, NewPage, Paragraph, Table

__all__ = ["article", "html"]

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
aside { border-left: .3rem solid #555; padding-left: 1rem; margin: 1rem 0; }
footer { border-top: 1px solid #767676; margin-top: 2rem; font-size: .875rem; }
@media print { section { break-before: page; } aside, tr { break-inside: avoid; } }
"""


def html(document: Document) -> bytes:
    """Give a whole page, UTF-8."""
    page = Element("html", lang=document.language)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = document.title
    SubElement(head, "style").text = STYLE
    SubElement(SubElement(page, "body"), "main").append(article(document))
    body: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + body


def article(document: Document) -> Element:
    """Give the document as one `article`, for a page that has a head of its own."""
    whole = Element("article", lang=document.language)
    SubElement(whole, "h1").text = document.title
    parent = SubElement(whole, "section")
    for new, blocks in groupby(document.blocks, lambda block: isinstance(block, NewPage)):
        if new:
            parent = SubElement(whole, "section")
            continue
        for block in blocks:
            _append(parent, block)
    foot = SubElement(whole, "footer")
    SubElement(foot, "p").text = document.reference
    SubElement(foot, "p").text = document.handling
    return whole


def _append(parent: Element, block: Block) -> None:
    match block:
        case Heading(level, text):
            SubElement(parent, f"h{level + 1}").text = text
        case Paragraph(text):
            SubElement(parent, "p").text = text
        case Bullets(items):
            _points(parent, items)
        case Box(title, items):
            aside = SubElement(parent, "aside")
            SubElement(SubElement(aside, "p"), "strong").text = title
            _points(aside, items)
        case Table():
            _table(parent, block)
        case NewPage():
            raise AssertionError("a page break opens a section")


def _points(parent: Element, items: tuple[str, ...]) -> None:
    points = SubElement(parent, "ul")
    for item in items:
        SubElement(points, "li").text = item


def _table(parent: Element, block: Table) -> None:
    table = SubElement(parent, "table")
    SubElement(table, "caption").text = block.caption
    head = SubElement(SubElement(table, "thead"), "tr")
    for cell in block.header:
        SubElement(head, "th", scope="col").text = cell
    body = SubElement(table, "tbody")
    for row in block.rows:
        line = SubElement(body, "tr")
        for cell in row:
            SubElement(line, "td").text = cell
