"""A file of records is read as it came, and every fault names its line."""

from pathlib import Path

import pytest

from streams.errors import DwarsverbandError, Failure, WrongUse
from streams.records import RecordTable


def table(folder: Path, content: str | bytes) -> RecordTable:
    """Open a file with this content."""
    path = folder / "records.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return RecordTable(path)


def cells(folder: Path, content: str | bytes) -> list[list[str]]:
    """Read all cells of a file with this content."""
    return [row.cells for row in table(folder, content).rows()]


def fault(folder: Path, content: str | bytes) -> str:
    """Read such a file to the end; give what is said of it."""
    with pytest.raises(Failure) as failure:
        cells(folder, content)
    return str(failure.value)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_of_the_header(tmp_path: Path, sign: str) -> None:
    """Whatever spreadsheet wrote it."""
    content = (
        sign.join(("record_id", "name", "city")) + "\n" + sign.join(("1", "A. Fabel", "Nergenshuizen")) + "\n"
    )
    assert cells(tmp_path, content) == [["1", "A. Fabel", "Nergenshuizen"]]


def test_a_delimiter_in_an_unknown_column_does_not_mislead(tmp_path: Path) -> None:
    """The one that makes known columns counts, not the one there is most of."""
    found = table(tmp_path, "name;a,b,c,d,e;city\nx;y;z\n")
    assert found.header == ["name", "a,b,c,d,e", "city"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without byte order mark, and Windows-1252."""
    content = "name,city\nCafé de Zeeméérmin,Nergenshuizen\n".encode(encoding)
    assert cells(tmp_path, content) == [["Café de Zeeméérmin", "Nergenshuizen"]]


def test_cells_stay_as_they_came(tmp_path: Path) -> None:
    """Blanks, quotes and line ends within a cell included."""
    assert cells(tmp_path, 'name,note\n"  A ","one\ntwo, ""three"""\n') == [["  A ", 'one\ntwo, "three"']]


def test_columns_are_known_whatever_their_case(tmp_path: Path) -> None:
    """A heading typed by a person still counts."""
    assert table(tmp_path, "Record ID,Birth-Date,NAME,extra\n").places == {
        "record_id": 0,
        "birth_date": 1,
        "name": 2,
    }


def test_lines_are_counted_over_cells_of_several_lines_and_blank_lines(tmp_path: Path) -> None:
    """A message must lead to the place in an editor."""
    rows = table(tmp_path, 'name,city\n"a\nb",c\n\nd,e\n').rows()
    assert [(row.line, row.cells) for row in rows] == [(2, ["a\nb", "c"]), (5, ["d", "e"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the file is empty"),
        ("\n\n", "line 1: empty"),
        ("foo,bar\n1,2\n", "line 1: no column that can be compared"),
        ("record_id,source,kind\n1,a,person\n", "line 1: no column that can be compared"),
        ("name,city,name\na,b,c\n", "line 1: the column name is there twice"),
        ("name,entity_id\na,b\n", "line 1: the column entity_id is there already"),
        ("name,city\na,b\nc\n", "line 3: 1 cells, the header has 2 columns"),
        ("name,city\na,b\nc,d,e\n", "line 3: 3 cells, the header has 2 columns"),
        ("name,city\na;b\n", "this line seems to use ';'"),
        ("name,city\na," + "x" * 10_000_000 + "\n", "line 2: a cell of more than 1,000,000 characters"),
        ("name,city\na,b\nc," + "x" * 1_000_001 + "\n", "line 3: a cell of more than 1,000,000 characters"),
        ('name,city\na,"b\n' + "c,d\n" * 300_000, "line 2: a cell of more than 1,000,000 characters"),
        (b"name,city\na,\x81\n", "line 2: neither UTF-8 nor Windows-1252"),
        ("name,city\na,b\n".encode("utf-16"), "line 1: holds NUL bytes; the file is binary or UTF-16"),
        (b"name,city\na,b\0c\n", "line 2: holds NUL bytes"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    """In one sentence that says what was expected."""
    found = fault(tmp_path, content)
    assert found.startswith("records.csv, ")
    assert said in found


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """Nothing was read."""
    with pytest.raises(WrongUse, match="there is no such file"):
        RecordTable(tmp_path / "absent.csv")
    with pytest.raises(DwarsverbandError):
        RecordTable(tmp_path)
