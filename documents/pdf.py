"""A document as PDF: tagged for screen readers (PDF/UA-1, ISO 14289-1) and fit for an archive (PDF/A-3a, ISO 19005-3), by Typst.

The same document gives the same bytes: no clock, no fonts but those that come with Typst.
"""

import json
from importlib import resources

import msgspec
import typst

from documents.blocks import Document

__all__ = ["pages_before_annexes", "pdf"]


def pdf(document: Document) -> bytes:
    """Lay a document out as PDF.

    Raises
    ------
    ValueError
        When a glyph, a font or a heading level is missing: a document that does not read well is not made at all.
    """
    try:
        compiled, warnings = _compiler(document).compile_with_warnings(
            format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=0
        )
    except typst.TypstError as error:
        raise ValueError(f"this document cannot be laid out as an accessible PDF: {error}") from error
    if warnings:
        raise ValueError("; ".join(warning.message for warning in warnings))
    if not isinstance(compiled, bytes):
        raise TypeError("a PDF is one file")
    return compiled


def pages_before_annexes(document: Document) -> int | None:
    """Count the pages of the piece itself; None where it has no annex."""
    starts = json.loads(_compiler(document).query("<annex>", field="value"))
    return int(starts[0]) - 1 if starts else None


def _compiler(document: Document) -> typst.Compiler:
    template = resources.files("documents") / "templates" / "blocks.typ"
    return typst.Compiler(
        template.read_bytes(),
        ignore_system_fonts=True,
        sys_inputs={"document": msgspec.json.encode(document).decode()},
    )
