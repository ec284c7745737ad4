"""`advisory checklist`: own research for applications that the policy screens with nothing near, and for no others."""

import json
from pathlib import Path

import pytest

from cli.main import main
from screening.checklist import LOOKED_AT, own_research
from tests.cli.test_advisory import INSPECTIONS, LOG, PERMITS, _event


def _applied(number: int, case: str, soort: str) -> str:
    applicant = {"rol": "aanvrager", "organisatie": {"sleutel": case, "naam": f"{case} B.V."}}
    return _event(
        "vergunningen.aanvraag-ontvangen",
        PERMITS,
        number,
        "2020-03-02",
        zaaknummer=case,
        soort=soort,
        betrokkenen=[applicant],
    )


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a store with one case near a flag, one screened without, one that no line screens, one decided, one without a row."""
    more = [
        _applied(20, "2", "apv_2_41b"),
        _applied(21, "3", "omgeving_bouw"),
        _applied(22, "4", "apv_2_41b"),
        _event(
            "vergunningen.vergunning-geweigerd", PERMITS, 23, "2020-03-05", zaaknummer="4", reden="overig"
        ),
        _applied(24, "5", "evenement"),
    ]
    (tmp_path / "log.ndjson").write_text("\n".join([*LOG, *more]) + "\n", encoding="utf-8")
    assert main(["run", str(tmp_path / "log.ndjson"), "--store", str(tmp_path / "s")]) == 0
    capsys.readouterr()
    return tmp_path / "s"


def test_only_what_is_screened_with_nothing_near_gets_a_checklist(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the line that screens it, what was looked at and the steps of own research; never an advisory."""
    assert main(["advisory", "checklist", "--store", str(store), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (one,) = told["checklists"]
    assert told["total"] == 1
    assert one["zaak"] == {"source": PERMITS, "zaaknummer": "2"}
    assert (one["uitkomst"], one["gemeente"]) == ("geen_aanleiding", "0505")
    assert one["beleidslijn"]["regel"] == "apv_2_41b"
    assert one["onderzoek"][0]["gezocht_in"] == list(LOOKED_AT)
    assert [row["nl"] for row in one["onderzoek"][1:]] == [row.nl for row in own_research()]
    assert main(["advisory", "list", "--store", str(store), "--json"]) == 0
    (head,) = json.loads(capsys.readouterr().out)["advisories"]
    assert head["zaak"] == f"{PERMITS}#1"


def test_one_case_is_told_as_text_with_its_articles(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what was looked at."""
    assert main(["advisory", "checklist", f"{PERMITS}#2", "--store", str(store)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Gekeken is naar: vergunningen, subsidies" in shown
    assert "tekst 2013-07-01" in shown
    assert main(["advisory", "checklist", "--store", str(store)]) == 0
    assert capsys.readouterr().out.startswith(f"{PERMITS}#2")


@pytest.mark.parametrize("case", [f"{PERMITS}#1", f"{PERMITS}#3", f"{PERMITS}#4", f"{INSPECTIONS}#9"])
def test_another_case_is_refused_in_one_line(
    store: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Near a flag, not screened, decided, or not there."""
    assert main(["advisory", "checklist", case, "--store", str(store)]) == 1
    assert "advisory list" in capsys.readouterr().err
