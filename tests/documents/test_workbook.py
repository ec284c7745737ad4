"""Workbooks as a spreadsheet program reads them."""

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree as ET

from documents.workbook import Sheet, workbook

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
MADE = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = dt.date(2024, 2, 29)
EPOCH = dt.date(1899, 12, 30)
# A day in a workbook is a number of days since then.


def cells(book: bytes, number: int = 1) -> dict[str, ET.Element]:
    """Give the cells of a sheet by their place."""
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        sheet = ET.fromstring(opened.read(f"xl/worksheets/sheet{number}.xml"))
    return {cell.attrib["r"]: cell for cell in sheet.iterfind(".//s:c", NS)}


def said(book: bytes, cell: ET.Element) -> str:
    """Give the text of a cell."""
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        texts = ["".join(one.itertext()) for one in ET.fromstring(opened.read("xl/sharedStrings.xml"))]
    value = cell.find("s:v", NS)
    assert value is not None
    assert value.text is not None
    return texts[int(value.text)]


def test_numbers_of_registers_stay_text_and_no_text_becomes_a_formula() -> None:
    """A KVK number keeps its zeros, and what a source wrote runs nowhere."""
    book = workbook("x", MADE, [Sheet("a", ("kvk", "naam"), [("00012345", "=HYPERLINK(1)")])])
    found = cells(book)
    assert said(book, found["A2"]) == "00012345"
    assert said(book, found["B2"]) == "=HYPERLINK(1)"
    assert all(cell.find("s:f", NS) is None for cell in found.values())


def test_days_are_days_and_numbers_are_numbers() -> None:
    """So that they sort and can be reckoned with."""
    found = cells(workbook("x", MADE, [Sheet("a", ("dag", "n"), [(DAY, 7), (None, 8)])]))
    day, number = found["A2"].find("s:v", NS), found["B2"].find("s:v", NS)
    assert day is not None
    assert number is not None
    assert (day.text, number.text) == (str((DAY - EPOCH).days), "7")
    assert found["A3"].find("s:v", NS) is None
