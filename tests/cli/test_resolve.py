"""`dwarsverband resolve`: what comes out, in which columns, and what is said of files that cannot be used."""

import csv
import io
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.main import DONE, FAILED, WRONG_USE, main
from graph.identity.entity import entity_id

HEADER = (
    "record_id", "source", "kind", "name", "birth_date", "street", "house_number", "postcode", "city", "kvk", "phone",
)  # fmt: skip
ROWS = (
    ("1", "permits", "", "Papieren Draak B.V.", "", "Verzinlaan", "12", "1234AB", "Nergenshuizen", "12345678", ""),
    ("2", "subsidies", "", "Stichting De Griffioen", "", "Droomkade", "3", "1234AC", "Nergenshuizen", "", ""),
    ("1", "inspections", "", "De papieren draak", "", "Verzinln", "12", "1234 AB", "NERGENSHUIZEN", "", "010-5550101"),
    ("4", "permits", "", "Iets Heel Anders", "", "", "", "", "", "12345678", ""),
    ("5", "permits", "person", "J. van der Fabelstra", "1980-05-02", "Sagenweg", "7", "1234AD", "Nergenshuizen", "", ""),
    ("6", "permits", "person", "Fabelstra, J. van der", "1980-05-02", "Sagenweg", "7", "1234AD", "Nergenshuizen", "", ""),
    ("7", "permits", "person", "P. Mythenhof", "1951-11-30", "Inktpad", "9", "1234AE", "Nergenshuizen", "", ""),
)  # fmt: skip


def file(folder: Path, rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> Path:
    """Write a file of records."""
    path = folder / "records.csv"
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([header, *rows])
    return path


def resolved(path: Path) -> list[dict[str, str]]:
    """Resolve a file; give the output's rows."""
    out = path.with_name("out.csv")
    assert main(["resolve", str(path), "-o", str(out)]) == DONE
    with out.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def partition(rows: list[dict[str, str]]) -> dict[str, str]:
    """Give the entity of each record."""
    return {f"{row['source']}#{row['record_id']}": row["entity_id"] for row in rows}


def test_the_columns_of_the_input_come_first_and_unchanged(tmp_path: Path) -> None:
    """Then entity_id, probability and reason, in this order."""
    rows = resolved(file(tmp_path))
    assert list(rows[0]) == [*HEADER, "entity_id", "probability", "reason"]
    assert [tuple(row[column] for column in HEADER) for row in rows] == list(ROWS)


def test_records_of_one_thing_share_an_entity(tmp_path: Path) -> None:
    """By number for certain, by name and address, and by name and birth date; others stay apart."""
    found = partition(resolved(file(tmp_path)))
    assert found["permits#1"] == found["permits#4"] == found["inspections#1"]
    assert found["permits#5"] == found["permits#6"]
    assert len(set(found.values())) == 4


def test_the_entity_id_is_that_of_the_smallest_record(tmp_path: Path) -> None:
    """As in the stream, for a municipality without a name."""
    found = partition(resolved(file(tmp_path)))
    assert found["permits#1"] == entity_id("", "inspections#1")


def test_the_probability_is_that_of_the_weakest_link_to_the_smallest_record(tmp_path: Path) -> None:
    """permits#4 hangs on a number, but reaches inspections#1 over the name of permits#1 alone."""
    rows = {f"{row['source']}#{row['record_id']}": row for row in resolved(file(tmp_path))}
    assert rows["inspections#1"]["probability"] == "1.0000"
    assert rows["inspections#1"]["reason"] == "first record"
    assert 0.9 <= float(rows["permits#1"]["probability"]) < 1.0
    assert rows["permits#4"]["probability"] == rows["permits#1"]["probability"]
    assert "name" in rows["permits#1"]["reason"]
    assert (rows["permits#7"]["probability"], rows["permits#7"]["reason"]) == ("1.0000", "no other record")


def test_a_register_number_is_certain(tmp_path: Path) -> None:
    """And says so, whatever the names; zeros that a spreadsheet ate count."""
    rows = resolved(
        file(
            tmp_path,
            [("1", "Papieren Draak", "01234567"), ("2", "Anders", "1234567")],
            ("record_id", "name", "kvk"),
        )
    )
    assert [(row["probability"], row["reason"]) for row in rows] == [
        ("1.0000", "first record"),
        ("1.0000", "kvk"),
    ]
    assert rows[0]["entity_id"] == rows[1]["entity_id"]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_the_rows_plays_no_part(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    """Entities, probabilities and reasons are a function of the set of records."""
    usual = {tuple(row[column] for column in HEADER): row for row in resolved(file(tmp_path))}
    for row in resolved(file(tmp_path, rows)):
        assert usual[tuple(row[column] for column in HEADER)] == row


def test_ten_thousand_records_in_another_order_give_the_same_entities(tmp_path: Path) -> None:
    """Blocks overflow here, names repeat, and relatives share doors."""
    chance = random.Random(4)
    stems = [
        a + b
        for a in ("Fabel", "Sagen", "Inkt", "Decor", "Rijm", "Nevel", "Echo", "Roman")
        for b in ("stra", "man", "hof", "berg", "inga")
    ]
    rows = []
    for number in range(10_000):
        name = f"{chance.choice('ABCDEFGHJ')}. {chance.choice(stems)}"
        born = (
            f"19{chance.randint(40, 49)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
            if chance.random() < 0.7
            else ""
        )
        rows.append(
            (
                str(number),
                "a",
                "person",
                name,
                born,
                "Verzinlaan",
                str(chance.randint(1, 200)),
                "1234AB",
                "Nergenshuizen",
                "",
                "",
            )
        )
    usual = partition(resolved(file(tmp_path, rows)))
    chance.shuffle(rows)
    assert partition(resolved(file(tmp_path, rows))) == usual
    assert len(set(usual.values())) < len(rows)


def test_a_register_that_lists_each_once_keeps_namesakes_apart(tmp_path: Path) -> None:
    """Three hundred persons stand in both lists; two of one name in one list are two, also over the one of the other list."""
    names = [f"{letter}. Verzon{number:03}nen" for number, letter in enumerate("ABCDEFGHIJ" * 30)]
    both = [
        (str(at), source, "person", name) for at, name in enumerate(names) for source in ("almanac", "list")
    ]
    more = [("namesake", "almanac", "person", names[0])]
    rows = [(*row, "", "", "", "", f"Stad{sum(map(ord, row[3])) % 29}", "", "") for row in both + more]
    found = partition(resolved(file(tmp_path, rows)))
    assert all(found[f"almanac#{at}"] == found[f"list#{at}"] for at in range(1, 300))
    assert len({found[of] for of in ("almanac#0", "almanac#namesake", "list#0")}) == 2


def test_hundreds_of_equal_rows_are_no_hub(tmp_path: Path) -> None:
    """An applicant with 400 patents is one, and whoever is written a little otherwise still meets it."""
    rows = [(str(number), "organisation", "Papieren Draak GmbH", "Erfunden") for number in range(400)]
    rows.append(("other", "organisation", "PAPIEREN DRAAK Gesellschaft mbH", "ERFUNDEN"))
    rows.extend((f"f{number}", "organisation", f"Fabel {number} AG", "Erfunden") for number in range(300))
    found = resolved(file(tmp_path, rows, ("record_id", "kind", "name", "city")))
    assert len({row["entity_id"] for row in found[:401]}) == 1


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("name",), ("Papieren Draak B.V.",)),
        (("surname", "initials"), ("Fabelstra", "J.")),
        (("given_names", "surname", "birth_date", "city", "postcode"), ("Zoë", "Fabelstra", "1980-05-02", "Erfunden", "D-12345")),
        (("email",), ("iemand@fabel.example",)),
        (("name", "note", "phone"), ("Café Sprook", "kept", "0105550101")),
    ],
)  # fmt: skip
def test_any_subset_of_the_columns_will_do(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    """Two equal rows and one empty of all but a name; ids are line numbers."""
    rows = resolved(file(tmp_path, [row], header))
    assert [entry["entity_id"] for entry in rows] == [entity_id("", "#2")]


def test_foreign_records_are_resolved_as_well(tmp_path: Path) -> None:
    """No KVK, other postcodes, surname first in capitals."""
    header = (
        "record_id",
        "given_names",
        "surname",
        "birth_date",
        "street",
        "house_number",
        "postcode",
        "city",
    )
    rows = resolved(
        file(
            tmp_path,
            [
                ("a", "Agnieszka", "Zmyślona", "1980-05-02", "ul. Bajkowa", "7", "00-123", "Nigdzie"),
                ("b", "AGNIESZKA", "ZMYSLONA", "1980-05-02", "Bajkowa", "7", "00-123", "NIGDZIE"),
                ("c", "Jan", "Zmyślony", "1977-01-12", "ul. Bajkowa", "9", "00-123", "Nigdzie"),
            ],
            header,
        )
    )
    assert rows[0]["entity_id"] == rows[1]["entity_id"] != rows[2]["entity_id"]


def test_persons_and_organisations_are_never_one(tmp_path: Path) -> None:
    """Whatever they share."""
    rows = resolved(
        file(
            tmp_path,
            [("1", "person", "J. Fabel", "0105550101"), ("2", "organisation", "J. Fabel", "0105550101")],
            ("record_id", "kind", "name", "phone"),
        )
    )
    assert rows[0]["entity_id"] != rows[1]["entity_id"]


def test_the_delimiter_of_the_input_is_that_of_the_output(tmp_path: Path) -> None:
    """A semicolon file opens in the same spreadsheet."""
    path = tmp_path / "records.csv"
    path.write_bytes('record_id;name;note\n1;Café Sprook;"a;b"\n'.encode("cp1252"))
    assert main(["resolve", str(path), "-o", str(tmp_path / "out.csv")]) == DONE
    written = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert written[0] == "record_id;name;note;entity_id;probability;reason"
    assert written[1].startswith('1;Café Sprook;"a;b";e:')


def test_standard_output_takes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `-o -`; all else is on standard error."""
    assert main(["resolve", str(file(tmp_path)), "-o", "-"]) == DONE
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == len(ROWS)


def test_json_tells_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object on standard output."""
    assert main(["resolve", str(file(tmp_path)), "-o", str(tmp_path / "out.csv"), "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["records"], told["entities"]) == (7, 4)
    assert set(told) == {"records", "entities", "pairs", "seconds"}


def explanation(path: Path, a: str, b: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Explain two records."""
    assert main(["resolve", str(path), "--explain", a, b, "--json"]) == DONE
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_explain_says_what_each_field_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why two records are one, in bits that add up to the probability."""
    found = explanation(file(tmp_path), "5", "6", capsys)
    assert (found["a"], found["b"], found["one"]) == ("permits#5", "permits#6", True)
    assert {"surname", "birth date", "address"} <= {why["field"] for why in found["why"] if why["agree"]}  # type: ignore[attr-defined]


def test_two_that_are_one_are_not_said_to_contradict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For people: the verdict and the fields, and no reason why two that came together did not."""
    assert main(["resolve", str(file(tmp_path)), "--explain", "5", "6"]) == DONE
    told = capsys.readouterr().out
    assert told.startswith("permits#5 and permits#6: one\n")
    assert "contradict" not in told


def test_explain_says_why_two_records_are_not_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fields that speak against it."""
    found = explanation(file(tmp_path), "5", "7", capsys)
    assert found["one"] is False
    assert {"surname", "birth date"} <= {why["field"] for why in found["why"] if not why["agree"]}  # type: ignore[attr-defined]


def test_explain_shows_the_way_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two records that are not alike may be one over a third."""
    path = file(tmp_path)
    found = explanation(path, "inspections#1", "permits#4", capsys)
    assert found["one"] is True
    assert len(found["links"]) == 2  # type: ignore[arg-type]
    assert main(["resolve", str(path), "--explain", "inspections#1", "permits#4"]) == DONE
    assert "They came together over:" in capsys.readouterr().out


def test_explain_wants_records_that_are_there_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id of two sources needs its source."""
    path = file(tmp_path)
    for given_id, said in (
        ("9", "there is no record"),
        ("1", "2 sources have this record_id; give source#record_id"),
    ):
        assert main(["resolve", str(path), "--explain", given_id, "5"]) == FAILED
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "records.csv, line 1: the file is empty"),
        ("foo,bar\n1,2\n", "records.csv, line 1: no column that can be compared"),
        ("record_id,name\n1,a\n2,b\n1,c\n", "records.csv, line 4: record_id '1' is there already, on line 2"),
        ("record_id,source,name\n1,x,a\n1,y,b\n1,x,c\n", "records.csv, line 4: record_id '1' of source 'x' is there already, on line 2"),
        ("record_id,name\n,a\n", "records.csv, line 2: record_id is empty"),
        ("kind,name\nfirm,a\n", "records.csv, line 2: kind 'firm': must be one of person, organisation, or empty"),
        ("name,city\na\n", "records.csv, line 2: 1 cells, the header has 2 columns"),
        ("name,city\na," + "x" * 10_000_000 + "\n", "records.csv, line 2: a cell of more than 1,000,000 characters"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_fails_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    """One line on standard error, exit 1, and nothing is written."""
    path = tmp_path / "records.csv"
    path.write_text(content, encoding="utf-8")
    assert main(["resolve", str(path), "-o", str(tmp_path / "out.csv")]) == FAILED
    assert capsys.readouterr().err.startswith(said)
    assert not (tmp_path / "out.csv").exists()


def test_records_without_a_name_are_told_and_resolved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No fault: real files have them. The first few are told by line, the others by number."""
    rows = [(str(number), "", "0105550101" if number else "") for number in range(8)]
    found = resolved(file(tmp_path, rows, ("record_id", "name", "phone")))
    said = capsys.readouterr().err
    assert "records.csv, line 2: no name" in said
    assert "3 more records without a name" in said
    assert len(found) == 8


def test_a_call_that_makes_no_sense_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is read."""
    path = file(tmp_path)
    for arguments, said in (
        ((str(path),), "needs -o OUT.csv, or --explain A B"),
        ((str(tmp_path / "absent.csv"), "-o", "out.csv"), "there is no such file"),
        ((str(path), "-o", str(path)), "is the file that is read"),
        ((str(path), "-o", str(tmp_path / "no" / "out.csv")), "there is no folder"),
        ((str(path), "-o", "-", "--json"), "both want standard output"),
    ):
        assert main(["resolve", *arguments]) == WRONG_USE
        assert said in capsys.readouterr().err
