"""Snapshots of a made-up subsidy register: the differences are events in their true order."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from streams.errors import Failure
from streams.sources.amsterdam_subsidies import read, size

COLUMNS = (
    "TABLE_NAME,DOSSIERNUMMER,AANVRAGER,REGELINGNAAM,BELEIDSTERREIN,ORGANISATIEONDERDEEL,PROJECT_NAAM,"
    "TYPE_PERIODICITEIT,BEDRAG_AANGEVRAAGD,BEDRAG_VERLEEND,BEDRAG_VASTGESTELD,SUBSIDIEJAAR"
)
DASHES = "----------,---,---,---,---,---,---,---,---,---,---,---"


def line(
    number: str = "SBA-900001",
    applicant: str = "Stichting Verzonnen Kade ",
    project: str = "Meeuwenfeest",
    requested: str = "5000.00",
    granted: str = "NULL",
    settled: str = "NULL",
) -> str:
    """Write one made-up dossier as the register would."""
    return (
        f"T,{number},{applicant},Regeling Verzinsels,Cultuur,stadsdeel,{project},Eenmalig,"
        f"{requested},{granted},{settled},2019"
    )


def snapshot(folder: Path, day: str, *lines: str) -> Path:
    """Write a snapshot as it would come, packed."""
    file = folder / f"subsidies_{day}_abc1234.csv.gz"
    file.write_bytes(gzip.compress("\n".join([COLUMNS, DASHES, *lines, ",,,,,,,,,,,", ""]).encode()))
    return file


def events(path: Path) -> list[dict[str, Any]]:
    """Decode what a reader gave, all rows being events."""
    return [json.loads(row.event or b"null") for row in read(path)]


def told(path: Path) -> list[tuple[str, str]]:
    """Give day and kind of each event."""
    return [(event["time"][:10], event["type"].removeprefix("nl.subsidies.")[:-3]) for event in events(path)]


def test_the_first_snapshot_gives_the_opening_state_undated(tmp_path: Path) -> None:
    """Application, grant and settlement of a dossier, marked as of an unknown date."""
    snapshot(tmp_path, "2019-05-21", line(granted="4000.00", settled=".00"))
    applied, granted, settled = events(tmp_path)
    assert applied["data"] == {
        "gemeente": "0363",
        "gebeurtenisdatum": "2019-05-21",
        "datumOnbekend": True,
        "zaaknummer": "SBA-900001",
        "regeling": "Regeling Verzinsels",
        "beleidsterrein": "Cultuur",
        "activiteit": "Meeuwenfeest",
        "periodiek": False,
        "jaar": 2019,
        "betrokkenen": [
            {
                "rol": "aanvrager",
                "organisatie": {"sleutel": "stichting verzonnen kade", "naam": "Stichting Verzonnen Kade"},
            }
        ],
        "bedragAangevraagd": "5000.00",
    }
    assert (granted["type"], granted["data"]["bedragVerleend"]) == (
        "nl.subsidies.subsidie-verleend.v1",
        "4000.00",
    )
    assert (settled["type"], settled["data"]["bedragVastgesteld"]) == (
        "nl.subsidies.subsidie-vastgesteld.v1",
        "0.00",
    )
    assert all(event["data"]["datumOnbekend"] for event in (applied, granted, settled))
    assert applied["id"] < granted["id"] < settled["id"]


def test_later_snapshots_give_dated_events_and_nothing_for_what_stayed(tmp_path: Path) -> None:
    """Applied, granted, settled, each in the snapshot that first shows it."""
    snapshot(tmp_path, "2019-05-21", line("SBA-900009"))
    snapshot(tmp_path, "2019-06-24", line("SBA-900009"), line())
    snapshot(tmp_path, "2019-07-29", line("SBA-900009"), line(granted="4000.00"))
    snapshot(tmp_path, "2019-09-02", line("SBA-900009"), line(granted="4500.00"))
    snapshot(tmp_path, "2019-10-07", line("SBA-900009"), line(granted="4500.00", settled="4500.00"))
    assert told(tmp_path) == [
        ("2019-05-21", "aanvraag-ontvangen"),
        ("2019-06-24", "aanvraag-ontvangen"),
        ("2019-07-29", "subsidie-verleend"),
        ("2019-09-02", "subsidie-verleend"),
        ("2019-10-07", "subsidie-vastgesteld"),
    ]
    assert [event["data"].get("datumOnbekend") for event in events(tmp_path)] == [
        True,
        None,
        None,
        None,
        None,
    ]


def test_nothing_granted_is_no_event(tmp_path: Path) -> None:
    """A grant of .00 may be a refusal or a case still open: the register does not tell, so nobody is refused."""
    snapshot(tmp_path, "2019-05-21", line(granted=".00"))
    assert told(tmp_path) == [("2019-05-21", "aanvraag-ontvangen")]


def test_another_applicant_corrects_the_events_that_stand(tmp_path: Path) -> None:
    """What is said of a dossier is corrected, each correction naming the one before; the day it happened stays."""
    snapshot(tmp_path, "2019-05-21", line(granted="4000.00"))
    snapshot(tmp_path, "2019-06-24", line(applicant="Nieuwe Kade B.V.", granted="4000.00"))
    snapshot(
        tmp_path, "2019-07-29", line(applicant="Nieuwe Kade B.V.", project="Ander feest", granted="4000.00")
    )
    first, again, last = events(tmp_path)[0::2]
    assert again["data"]["corrigeert"] == first["id"]
    assert last["data"]["corrigeert"] == again["id"]
    assert again["data"]["betrokkenen"][0]["organisatie"]["sleutel"] == "nieuwe kade bv"
    assert [event["data"]["gebeurtenisdatum"] for event in (first, again, last)] == ["2019-05-21"] * 3
    assert [event["time"][:10] for event in (first, again, last)] == [
        "2019-05-21",
        "2019-06-24",
        "2019-07-29",
    ]


def test_another_spelling_of_the_applicant_changes_nothing(tmp_path: Path) -> None:
    """Upper case, a point, a blank: the same applicant."""
    snapshot(tmp_path, "2019-05-21", line())
    snapshot(tmp_path, "2019-06-24", line(applicant="STICHTING  VERZONNEN-KADE"))
    assert len(events(tmp_path)) == 1


def test_a_dossier_that_is_gone_is_withdrawn_and_one_that_returns_was_not(tmp_path: Path) -> None:
    """The withdrawal stands on the snapshot's header, once, and is taken back when the dossier is listed again."""
    stays = line("SBA-900009")
    snapshot(tmp_path, "2019-05-21", line(granted="1.00"), stays)
    snapshot(tmp_path, "2019-06-24", stays)
    snapshot(tmp_path, "2019-07-29", stays)
    snapshot(tmp_path, "2019-09-02", line(granted="1.00"), stays)
    assert told(tmp_path)[3:] == [
        ("2019-06-24", "aanvraag-ingetrokken"),
        ("2019-09-02", "gebeurtenis-herroepen"),
    ]
    gone, back = events(tmp_path)[3:]
    assert back["data"]["herroept"] == gone["id"]
    assert [row.line for row in read(tmp_path)][3:] == [0, 2]


def test_a_grant_that_falls_to_nil_is_withdrawn_and_one_already_settled_is_changed(tmp_path: Path) -> None:
    """Withdrawal of a grant is a hard event: only where nothing is left of the grant."""
    snapshot(tmp_path, "2019-05-21", line(granted="9.00"), line("SBA-900002", granted="9.00", settled="9.00"))
    snapshot(tmp_path, "2019-06-24", line(granted=".00"), line("SBA-900002", granted=".00", settled="9.00"))
    assert told(tmp_path)[5:] == [("2019-06-24", "subsidie-ingetrokken"), ("2019-06-24", "subsidie-verleend")]


def test_an_amount_that_becomes_null_takes_back_what_was_reported(tmp_path: Path) -> None:
    """A settlement that the register no longer knows never was; a new one is reported anew."""
    snapshot(tmp_path, "2019-05-21", line(granted="9.00", settled="9.00"))
    snapshot(tmp_path, "2019-06-24", line(granted="9.00"))
    snapshot(tmp_path, "2019-07-29", line(granted="9.00", settled="9.00"))
    _, _, settled, back, anew = events(tmp_path)
    assert back["data"]["herroept"] == settled["id"]
    assert anew["type"] == settled["type"]
    assert anew["id"] != settled["id"]


@pytest.mark.parametrize("applicant", ["(Particulier)", "NULL", "", "nvt", "Eenmanszaak", "stichting"])
def test_a_private_or_nameless_applicant_is_no_party(tmp_path: Path, applicant: str) -> None:
    """Many dossiers must not become one party because all lack a name."""
    snapshot(tmp_path, "2019-05-21", line(applicant=applicant))
    assert events(tmp_path)[0]["data"]["betrokkenen"] == []


def test_the_malformed_first_snapshot_reads_like_the_others(tmp_path: Path) -> None:
    """Semicolons, Windows-1252, line ends with a return and one more column: no difference is no event."""
    later = line(project='"Café €De Meeuw…, kade"')
    first = line(project="Café €De Meeuw…, kade").replace(",", ";").replace("Meeuw…;", "Meeuw…,")
    content = "\r\n".join(
        [f"{COLUMNS};DATUM".replace(",", ";"), f"{DASHES};---".replace(",", ";"), f"{first};2019", ""]
    )
    (tmp_path / "register_2019-05-21.csv").write_bytes(content.encode("cp1252"))
    snapshot(tmp_path, "2019-06-24", later.replace("€", "\x80").replace("…", "\x85"))
    (event,) = events(tmp_path)
    assert event["data"]["activiteit"] == "Café €De Meeuw…, kade"


@pytest.mark.parametrize(
    ("bad", "about"),
    [
        (line(requested="5000,00").replace("5000,00", '"5000,00"'), "BEDRAG_AANGEVRAAGD"),
        (line(granted="-1.00"), "BEDRAG_VERLEEND"),
        (line().replace("2019", "19"), "SUBSIDIEJAAR"),
        (line().replace("Eenmalig", "Soms"), "TYPE_PERIODICITEIT"),
        (line(number="900001"), "DOSSIERNUMMER"),
        (line() + ",meer", "SUBSIDIEJAAR"),
    ],
)
def test_a_bad_row_is_refused_by_line_and_field(tmp_path: Path, bad: str, about: str) -> None:
    """The refusal names file, line and column; the other rows are read."""
    file = snapshot(tmp_path, "2019-05-21", bad, line("SBA-900009"))
    refused, good = read(tmp_path)
    assert good.event is not None
    assert refused.refusal is not None
    assert (refused.refusal.reason, refused.refusal.about, refused.line) == ("schema", about, 2)
    assert refused.refusal.en.startswith(f"{tmp_path}/{file.name}, line 3, field {about}: ")
    assert refused.raw == bad.encode()


def test_a_refused_row_is_no_withdrawal_and_opens_undated_later(tmp_path: Path) -> None:
    """A dossier whose row cannot be read is still listed; first read later, its date stays unknown."""
    snapshot(tmp_path, "2019-05-21", line(), line("SBA-900002", requested="veel"))
    snapshot(tmp_path, "2019-06-24", f"{line()},meer", line("SBA-900002"))
    rows = list(read(tmp_path))
    assert [row.refusal is None for row in rows] == [True, False, False, True]
    assert json.loads(rows[3].event or b"")["data"]["datumOnbekend"] is True


def test_a_dossier_listed_twice_is_one_or_a_conflict(tmp_path: Path) -> None:
    """The same row again tells nothing; another row for the same dossier is refused."""
    snapshot(tmp_path, "2019-05-21", line(), line(), line(requested="1.00"))
    first, other = read(tmp_path)
    assert first.event is not None
    assert other.refusal is not None
    assert other.refusal.reason == "conflict"


def test_reading_again_gives_the_same_events(tmp_path: Path) -> None:
    """Ids follow from the content: the same files, the same bytes, and no id twice."""
    snapshot(tmp_path, "2019-05-21", line(granted="9.00"), line("SBA-900002"))
    snapshot(tmp_path, "2019-06-24", line(granted="8.00"), line("SBA-900002", applicant="Kade B.V."))
    given = [row.event for row in read(tmp_path)]
    assert given == [row.event for row in read(tmp_path)]
    assert len({json.loads(event or b"")["id"] for event in given}) == len(given)
    assert size(tmp_path) == 10


def test_a_snapshot_cut_short_withdraws_nothing(tmp_path: Path) -> None:
    """Missing rows would count as withdrawn, so a file that says it has more, or is empty, stops the reading."""
    snapshot(tmp_path, "2019-05-21", line(), line("SBA-900002"))
    whole = snapshot(tmp_path, "2019-06-24", line(), ",,,,,,,,,,,", "(2 rows affected),,,,,,,,,,,")
    with pytest.raises(Failure, match=r"line 5: the file says it holds 2 rows, 1 were read"):
        list(read(tmp_path))
    whole.write_bytes(whole.read_bytes()[:-12])
    with pytest.raises(Failure, match=r"the gzip file is damaged or ends here"):
        list(read(tmp_path))
    snapshot(tmp_path, "2019-06-24")
    with pytest.raises(Failure, match=r"the snapshot holds no dossiers"):
        list(read(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("subsidies_2019-05-21.csv.gz", b"no gzip", "line 1: not a gzip file"),
        ("subsidies_2019-05-21.csv", b"", "line 1: the file is empty"),
        ("subsidies_2019-05-21.csv", b"DOSSIERNUMMER\n", "line 1: no column AANVRAGER"),
        ("subsidies_2019-02-31.csv", b"", "no date like 2019-05-21"),
        ("subsidies.csv", b"", "no date like 2019-05-21"),
    ],
)
def test_another_file_is_a_clear_failure(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    """What is no snapshot at all is told in one line."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Failure, match=says) as failure:
        list(read(tmp_path))
    assert str(failure.value).startswith(f"{tmp_path}/{name}")


def test_two_snapshots_of_one_day_have_no_order(tmp_path: Path) -> None:
    """Which came first cannot be told, so nothing is made up."""
    snapshot(tmp_path, "2019-05-21", line())
    (tmp_path / "a_2019-05-21.csv").write_text("x")
    with pytest.raises(Failure, match="their order cannot be told"):
        list(read(tmp_path))
