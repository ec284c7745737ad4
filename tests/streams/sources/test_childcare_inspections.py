"""Childcare inspections: rows of made-up files become inspection events, or refusals that name the field."""

import json
from pathlib import Path
from typing import Any

import pytest

from streams.errors import Failure
from streams.sources.childcare_inspections import read, size

HEADER = (
    "lrknummer,naam,type,gemeente,bezoekdatum,jaar,kleur,kvk_vestiging,adres,postcode,plaats,Longitude,Latitude,"
    "lrk_url,houder/_text,houder_vanaf,geschillencommissie,kindplaatsen,soort,status"
)
ROW = (
    "900000001,De Verzonnen Zandbak,KDV,Amsterdam,2-01-12,2012,geel ,12345,Meeuwenplein 143,1000 AA,Amsterdam,4.5,52.5,"
    ",Bedacht Kinderwerk B.V.,01/31/2005,,12,Kinderdagverblijf,Geregistreerd"
)


def written(tmp_path: Path, *rows: str) -> Path:
    """Write a file as it would come, with a mark at its start and Windows line ends."""
    file = tmp_path / "inspecties.csv"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([HEADER, *rows, ""]).encode())
    return file


def events(path: Path) -> list[dict[str, Any]]:
    """Decode what a reader gave, all rows being events."""
    return [json.loads(row.event or b"null") for row in read(path)]


def test_a_row_becomes_an_inspection(tmp_path: Path) -> None:
    """Colour with a blank, a year of two digits, a short branch number: one event of the contract."""
    (event,) = events(written(tmp_path, ROW))
    assert event["type"] == "nl.toezicht.controle-uitgevoerd.v1"
    assert event["source"] == "urn:nld:gemeente:0363:kinderopvang"
    assert event["time"] == "2012-01-02T00:00:00Z"
    assert event["data"] == {
        "gemeente": "0363",
        "gebeurtenisdatum": "2012-01-02",
        "soortToezicht": "kinderopvang",
        "uitkomst": "aandachtspunt",
        "locatie": {
            "straat": "Meeuwenplein",
            "huisnummer": 143,
            "postcode": "1000 AA",
            "plaats": "Amsterdam",
            "punt": [4.5, 52.5],
        },
        "betrokkenen": [
            {
                "rol": "exploitant",
                "organisatie": {
                    "sleutel": "bedacht kinderwerk bv",
                    "naam": "Bedacht Kinderwerk B.V.",
                    "vestigingsnummer": "000000012345",
                },
            }
        ],
        "opvang": {"lrk": "900000001", "naam": "De Verzonnen Zandbak", "soort": "KDV"},
    }


@pytest.mark.parametrize(
    ("colour", "outcome"),
    [
        ("groen", "geen_bevindingen"),
        ("geel", "aandachtspunt"),
        ("oranje", "overtreding"),
        ("rood", "ernstige_overtreding"),
    ],
)
def test_each_colour_has_its_outcome(tmp_path: Path, colour: str, outcome: str) -> None:
    """The four colours of the register are four outcomes of the contract."""
    (event,) = events(written(tmp_path, ROW.replace("geel ", colour)))
    assert event["data"]["uitkomst"] == outcome


@pytest.mark.parametrize("number", ["1234", "123456789", "(Nog niet bekend)", ""])
def test_another_branch_number_is_left_out(tmp_path: Path, number: str) -> None:
    """Only 5 to 8 digits are a branch number that lost its zeros."""
    (event,) = events(written(tmp_path, ROW.replace(",12345,", f",{number},")))
    assert "vestigingsnummer" not in event["data"]["betrokkenen"][0]["organisatie"]


def test_a_branch_number_of_two_holders_is_left_out_of_both(tmp_path: Path) -> None:
    """A site that changed hands must not join its two holders with certainty."""
    other = ROW.replace("Bedacht Kinderwerk B.V.", "Stichting Verzinsel").replace(
        "2-01-12,2012", "3-01-13,2013"
    )
    for event in events(written(tmp_path, ROW, other)):
        assert "vestigingsnummer" not in event["data"]["betrokkenen"][0]["organisatie"]


def test_a_row_without_a_holder_is_an_inspection_of_a_place(tmp_path: Path) -> None:
    """The register forgets the holder of a closed site; the inspection stays."""
    (event,) = events(written(tmp_path, ROW.replace("Bedacht Kinderwerk B.V.", "")))
    assert event["data"]["betrokkenen"] == []
    assert event["data"]["locatie"]["huisnummer"] == 143


@pytest.mark.parametrize("since", ["03/31/2013", "31 maart 2013"])
def test_a_holder_who_came_after_the_visit_says_since_when(tmp_path: Path, since: str) -> None:
    """The file gives today's holder; who took over after the visit can be told apart."""
    (event,) = events(written(tmp_path, ROW.replace("01/31/2005", since)))
    assert event["data"]["betrokkenen"][0]["sinds"] == "2013-03-31"


@pytest.mark.parametrize(
    ("old", "new", "reason", "about"),
    [
        (",2-01-12,", ",,", "schema", "bezoekdatum"),
        (",2-01-12,", ",31-02-12,", "schema", "bezoekdatum"),
        (",2012,", ",2013,", "schema", "jaar"),
        (",geel ,", ",,", "schema", "kleur"),
        (",geel ,", ",paars,", "schema", "kleur"),
        ("1000 AA", "AA 1000", "identifier", "postcode"),
        ("KDV,Amsterdam,", "KDV,Zilverstad,", "schema", "gemeente"),
        ("4.5,52.5", "oost,52.5", "schema", "Longitude"),
        ("4.5,52.5", "4.5,952.5", "schema", "Latitude"),
        ("Meeuwenplein 143,1000 AA,Amsterdam,4.5,52.5", ",,,,", "schema", "adres"),
        (",Geregistreerd", "", "schema", "status"),
    ],
)
def test_what_cannot_become_an_event_names_file_line_and_field(
    tmp_path: Path, old: str, new: str, reason: str, about: str
) -> None:
    """A bad row is refused in two languages; the row after it is read."""
    file = written(tmp_path, ROW.replace(old, new), ROW)
    bad, good = read(file)
    assert good.event is not None
    assert bad.event is None
    assert bad.refusal is not None
    assert (bad.refusal.reason, bad.refusal.about, bad.line) == (reason, about, 1)
    assert bad.refusal.nl.startswith(f"{file}, regel 2, veld {about}: ")
    assert bad.refusal.en.startswith(f"{file}, line 2, field {about}: ")
    assert bad.raw == ROW.replace(old, new).encode()


def test_the_same_row_twice_is_the_same_event(tmp_path: Path) -> None:
    """A repeated row is a duplicate; another day is another event; reading again changes nothing."""
    path = written(tmp_path, ROW, ROW, ROW.replace("2-01-12", "3-01-12"))
    first, again, other = (row.event for row in read(path))
    assert first == again != other
    assert [row.event for row in read(path)] == [first, again, other]


def test_a_folder_names_its_files(tmp_path: Path) -> None:
    """The path of a row is the folder as given and the file's name; the line is that of the file."""
    written(tmp_path, ROW)
    (row,) = read(tmp_path)
    assert (row.topic_path, row.line) == (f"{tmp_path}/inspecties.csv", 1)
    assert size(tmp_path) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "line 1: the file is empty"),
        (HEADER.replace("kleur", "color").encode(), "line 1: no column kleur"),
        (f"{HEADER},kleur".encode(), "line 1: column kleur is there twice"),
        (HEADER.encode("utf-16"), "line 1: holds NUL bytes"),
        (f'{HEADER}\n"{ROW}\n'.encode() + b"more\n" * 60, "line 2: a quote that opens here is not closed"),
        (HEADER.encode() + b"\n\x81\n", "line 2: neither UTF-8 nor Windows-1252"),
    ],
)
def test_another_file_is_a_clear_failure(tmp_path: Path, content: bytes, says: str) -> None:
    """What is no such file at all is told in one line with file and line."""
    file = tmp_path / "inspecties.csv"
    file.write_bytes(content)
    with pytest.raises(Failure) as failure:
        list(read(file))
    assert str(failure.value).startswith(f"{file}, {says}")


def test_a_path_that_is_not_there_is_a_clear_failure(tmp_path: Path) -> None:
    """A wrong path and an empty folder are told."""
    with pytest.raises(Failure, match="no such file or folder"):
        list(read(tmp_path / "nergens"))
    with pytest.raises(Failure, match=r"holds no file that ends in \.csv"):
        list(read(tmp_path))
