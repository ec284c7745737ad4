"""`run`, `export advisories` and `advisory`: made, counted, written, shown, lapsed."""

import json
from pathlib import Path
from typing import Any

import pytest

from agents.outputs import differences
from cli.main import main
from streams.rules_file import load_rules
from streams.store import Store

PERMITS, INSPECTIONS, REGISTER = "urn:test:vth", "urn:test:toezicht", "urn:test:kvk"
PLACE = {"adresseerbaarObject": "0505010000000001"}


def _event(kind: str, source: str, number: int, day: str, **data: Any) -> str:
    return json.dumps(
        {
            "specversion": "1.0",
            "id": f"e{number}",
            "source": source,
            "type": f"nl.{kind}.v1",
            "time": f"{day}T09:00:00Z",
            "data": {"gemeente": "0505", "gebeurtenisdatum": day, **data},
        }
    )


def _firm(key: str) -> dict[str, Any]:
    return {
        "organisatie": {"sleutel": key, "kvk": {"A": "37565863", "C": "69599084"}[key], "naam": f"{key} B.V."}
    }


def _inspected(key: str, number: int, day: str) -> str:
    finding = {"code": "x", "ernst": 2, "sanctionabel": True}
    return _event(
        "toezicht.controle-uitgevoerd",
        INSPECTIONS,
        number,
        day,
        locatie=PLACE,
        betrokkenen=[{"rol": "exploitant", **_firm(key)}],
        bevindingen=[finding],
    )


def _leads(key: str, number: int) -> str:
    person = {"persoon": {"sleutel": "P", "bsn": "123456782"}}
    return _event(
        "registers.functie-aanvaard",
        REGISTER,
        number,
        "2019-11-22",
        functie="bestuurder",
        **_firm(key),
        **person,
    )


LOG = [
    _leads("A", 1),
    _leads("C", 2),
    _inspected("A", 3, "2020-01-21"),
    _inspected("A", 4, "2020-01-23"),
    _event(
        "toezicht.sluiting-opgelegd",
        INSPECTIONS,
        5,
        "2020-01-31",
        locatie=PLACE,
        betrokkenen=[{"rol": "exploitant", **_firm("A")}],
        stukken=[{"kenmerk": "SL-1", "titel": "Besluit tot sluiting"}],
    ),
    _event(
        "vergunningen.aanvraag-ontvangen",
        PERMITS,
        6,
        "2020-03-01",
        zaaknummer="1",
        soort="exploitatie_horeca",
        locatie=PLACE,
        betrokkenen=[{"rol": "aanvrager", **_firm("C")}],
    ),
    _inspected("C", 7, "2020-03-11"),
]
REFUSED = _event(
    "vergunningen.vergunning-geweigerd", PERMITS, 8, "2020-04-11", zaaknummer="1", reden="overig"
)

assert not {"D1", "G2"} & load_rules().off


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the store of the log."""
    (tmp_path / "log.ndjson").write_text("\n".join(LOG) + "\n", encoding="utf-8")
    assert (
        _json(capsys, "run", str(tmp_path / "log.ndjson"), "--store", str(tmp_path / "s"))["advisories"] == 1
    )
    return tmp_path / "s"


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_application_near_a_flag_is_advised_on_with_its_documents(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Listed, shown whole, and exported as one line that is the same."""
    (head,) = _json(capsys, "advisory", "list", "--store", str(store))["advisories"]
    assert (head["status"], head["uitkomst"], head["zaak"]) == ("concept", "eigen_onderzoek", f"{PERMITS}#1")
    whole = _json(capsys, "advisory", "show", head["id"], "--store", str(store))
    closure = next(fact for fact in whole["feiten"] if fact["event"]["id"] == "e5")
    assert closure["stukken"][0]["kenmerk"] == "SL-1"
    assert {fact["ernst"] for fact in whole["feiten"]} >= {"2"}
    assert main(["export", "advisories", "--store", str(store)]) == 0
    assert json.loads(capsys.readouterr().out) == whole
    assert main(["advisory", "show", head["id"], "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    assert "niet-beslissend" in shown
    assert "Nog te schrijven door een mens" in shown


def test_the_same_run_again_changes_nothing_and_a_decision_lets_it_lapse(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never doubled; what it said last stays beside its status."""
    log = store.parent / "log.ndjson"
    assert main(["export", "advisories", "--store", str(store)]) == 0
    before = capsys.readouterr().out
    assert _json(capsys, "run", str(log), "--store", str(store))["advisories"] == 1
    assert main(["export", "advisories", "--store", str(store)]) == 0
    assert capsys.readouterr().out == before
    (store.parent / "more.ndjson").write_text(REFUSED + "\n", encoding="utf-8")
    assert _json(capsys, "run", str(store.parent / "more.ndjson"), "--store", str(store))["advisories"] == 0
    assert main(["export", "advisories", "--store", str(store)]) == 0
    after = json.loads(capsys.readouterr().out)
    assert after == json.loads(before) | {"status": "vervallen"}


def test_what_is_published_is_made_equal_to_what_stands(store: Path) -> None:
    """On taking a partition over: sent where it is not out, lapsed where a rebuilt store does not find it."""
    with Store.open(store) as opened:
        (row,) = opened.advisories()
        out: dict[str, dict[str, bytes]] = {"flags": {}, "advisories": {}, "deadletters": {}, "graph": {}}
        assert [one.key for one in differences(out, opened) if one.topic == "advisories"] == [row.id]
        out["advisories"] = {row.id: row.body, "a:gone": row.body.replace(row.id.encode(), b"a:gone")}
        out["advisories"][f"{row.id}@1"] = row.body
        (lapsed,) = [one for one in differences(out, opened) if one.topic == "advisories"]
    assert lapsed.key == "a:gone"
    assert json.loads(lapsed.value or b"")["status"] == "vervallen"


def test_an_advisory_that_is_not_there_is_told_in_one_line(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1."""
    assert main(["advisory", "show", "a:none", "--store", str(store)]) == 1
    assert "there is no such advisory" in capsys.readouterr().err
