"""Tables as a workbook (XLSX, ECMA-376): what a spreadsheet opens without asking anything.

Text stays text, so that a KVK number keeps its zeros and no cell of a source becomes a formula; days are days.
"""

from datetime import date, datetime
from io import BytesIO

import msgspec
import xlsxwriter

__all__ = ["Sheet", "workbook"]

Cell = str | int | date | None

LONGEST = 32_767
# Characters of one cell.

WIDEST = 60


class Sheet(msgspec.Struct, frozen=True):
    """One table: a name (at most 31 characters), a header row, and rows as long as it."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def workbook(title: str, made: datetime, sheets: list[Sheet]) -> bytes:
    """Write the sheets; the header row stands still and can be filtered by."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, head in enumerate(sheet.header):
            page.write_string(0, column, head, bold)
            page.set_column(column, column, _width(sheet, column))
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                match value:
                    case None:
                        page.write_blank(number, column, None, plain)
                    case date():
                        page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day has no zone
                    case int():
                        page.write_number(number, column, value, plain)
                    case str():
                        page.write_string(number, column, value[:LONGEST], plain)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
        page.set_landscape()
        page.set_paper(8)  # A3
        page.repeat_rows(0)
    book.close()
    return written.getvalue()


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
    return min(WIDEST, max(len(sheet.header[column]), longest) + 2)
