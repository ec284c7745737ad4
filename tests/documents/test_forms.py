"""One document in three forms: each says the same, and a reader who cannot see it can read it."""

import io
import json
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring

import docx
import pikepdf
import pytest

from documents.advisory_text import advisory_document
from documents.blocks import Block, Box, Bullets, Document, Heading, Paragraph, Table
from documents.docx import word
from documents.html import article, html
from documents.letter import questions_letter
from documents.pdf import pdf
from screening.advisory import Advisory, decoded
from tests.documents.test_advisory_text import GOLDEN
from tests.documents.verapdf import verapdf

TODAY = date(2021, 12, 27)


@pytest.fixture(name="document")
def laid_out(advisory: Advisory) -> Document:
    """Give an ordinary advisory, laid out."""
    return advisory_document(advisory, TODAY)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Give every text of a document, in order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                found.append(text)
            case Bullets(items):
                found += items
            case Box(title, items):
                found += [title, *items]
            case Table(caption, header, rows):
                found += [caption, *header, *(cell for row in rows for cell in row)]
            case _:
                pass
    return found


def test_the_web_page_says_all_of_it_in_order_and_takes_no_mark_up_from_a_source(document: Document) -> None:
    """What a source wrote is text, also where it looks like mark-up."""
    assert list(article(document).itertext())[1:-2] == texts(document.blocks)
    page = html(document).decode()
    assert "<b>" not in page
    assert "&lt;b&gt;van&lt;/b&gt;" in page
    assert not re.findall(r"(?:src|href)=", page)


def test_the_web_page_has_its_language_one_title_and_a_header_cell_for_each_column(
    document: Document,
) -> None:
    """WCAG 2.2: 1.3.1, 2.4.2, 3.1.1."""
    page = fromstring(
        html(document)
        .decode()
        .removeprefix("<!doctype html>\n")
        .replace('<meta charset="utf-8">', "")
        .replace('<meta name="viewport" content="width=device-width, initial-scale=1">', "")
    )
    assert page.get("lang") == "nl"
    assert len(page.findall(".//h1")) == 1
    for table in page.iter("table"):
        assert table.find("caption") is not None
        columns = len(table.findall("./thead/tr/th[@scope='col']"))
        assert columns
        assert all(len(row) == columns for row in table.findall("./tbody/tr"))


def test_the_docx_says_all_of_it_in_dutch_and_repeats_its_header_rows(document: Document) -> None:
    """Somebody will edit it, and somebody will have it read aloud."""
    file = docx.Document(io.BytesIO(word(document)))
    read = {one.text for one in file.paragraphs}
    read |= {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    assert set(texts(document.blocks)) <= read
    with zipfile.ZipFile(io.BytesIO(word(document))) as parts:
        assert b'w:lang w:val="nl-NL"' in parts.read("word/styles.xml")
        assert parts.read("word/document.xml").count(b"w:tblHeader") == len(file.tables)


def test_the_pdf_is_tagged_dutch_and_the_same_bytes_each_time(document: Document) -> None:
    """An archive may compare two of them."""
    body = pdf(document)
    assert pdf(document) == body
    with pikepdf.open(io.BytesIO(body)) as file:
        assert str(file.Root.Lang) == "nl"
        assert bool(file.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.ViewerPreferences.DisplayDocTitle).lower() == "true"


def test_the_pdf_passes_the_machine_checks_of_pdf_ua_and_pdf_a(
    document: Document, advisory: Advisory, tmp_path: Path
) -> None:
    """VeraPDF, the reference checker, finds nothing in the advisory or in the letter (ISO 14289-1, ISO 19005-3)."""
    golden = {path.stem: advisory_document(decoded(path.read_bytes()), TODAY) for path in GOLDEN}
    for name, one in {"made": document, "letter": questions_letter(advisory, TODAY), **golden}.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf(one))
    for profile in ("ua1", "3a"):
        done = subprocess.run(
            [*verapdf(), "-f", profile, "--format", "json", *map(str, sorted(tmp_path.glob("*.pdf")))],
            capture_output=True,
            check=False,
            timeout=120,
        )
        report = json.loads(done.stdout)["report"]
        results = [job["validationResult"][0] for job in report["jobs"]]
        assert len(results) == 2 + len(GOLDEN) == 8
        assert all(one["compliant"] for one in results), results


def test_a_glyph_that_no_font_has_stops_the_document() -> None:
    """A name that would show as boxes is worse than no document: somebody must look."""
    document = Document("t", TODAY, "r", "h", (Paragraph("\U0001f9ff"),))
    with pytest.raises(ValueError, match="could not be displayed"):
        pdf(document)


def test_a_letter_names_each_open_question_with_its_place_on_the_form_and_the_term(
    advisory: Advisory,
) -> None:
    """An applicant gets the chance to explain before anything heavier."""
    said = texts(questions_letter(advisory, TODAY).blocks)
    assert "Wie leent u geld?" in said
    assert "Bibob-formulier, vraag 7" in said
    assert any("1 december 2021" in text for text in said)
