"""A person's rights, as an officer serves them: found, shown, restricted, erased, and proved to be gone."""

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.traces import traces
from cli.main import main
from streams.audit_check import check
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Hold
from streams.pseudonyms import Keys
from streams.tokens import record_token

Run = Callable[..., tuple[int, str]]

BSN = "111222333"
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RECORD = "urn:nld:oin:00000001850000002000:systeem:vth#P-4410"
ASKED = ("--reason", "Op verzoek van betrokkene.", "--by", "p.officer")
MANAGER = {
    "sleutel": "P-4410",
    "bsn": BSN,
    "naam": {"voorletters": "Q.", "geslachtsnaam": "Zonderling"},
    "geboortedatum": "1971-03-04",
    "telefoon": "0612349876",
    "email": "q.zonderling@example.nl",
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; give exit code and standard output."""

    def call(*arguments: str | Path, stdin: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main([*map(str, arguments)])
        return code, capsys.readouterr().out

    return call


@pytest.fixture
def log(event: dict[str, Any], tmp_path: Path) -> Path:
    """Give a log: an application with a manager, his move, somebody else's application, a letter about him."""
    event["data"]["toelichting"] = "Gesproken met de heer Zonderling."
    event["data"]["betrokkenen"][1]["persoon"] = MANAGER
    other = json.loads(json.dumps(event))
    other |= {"id": "HOR-2"}
    other["data"] |= {"zaaknummer": "HOR-2", "betrokkenen": [event["data"]["betrokkenen"][0]]}
    other["data"]["toelichting"] = "Niets bijzonders."
    move = {
        **{name: event[name] for name in ("specversion", "time")},
        "id": "R-1",
        "source": event["source"],
        "type": "nl.registers.bewoning-begonnen.v1",
        "data": {
            "gemeente": "0505",
            "gebeurtenisdatum": "2020-01-01",
            "persoon": MANAGER,
            "locatie": {"postcode": "3311GR", "huisnummer": 99},
        },
    }
    refused = json.loads(json.dumps(event)) | {"id": "HOR-3"}
    refused["data"]["soort"] = "onzin"
    path = tmp_path / "log.ndjson"
    path.write_text("".join(json.dumps(one) + "\n" for one in (event, other, move, refused)))
    return path


@pytest.fixture
def store(log: Path, tmp_path: Path, run: Run) -> Path:
    """Give a store of that log."""
    assert run("run", log, "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


def entities(run: Run, store: Path) -> set[str]:
    """Give the record ids of all entities."""
    rows = map(json.loads, run("export", "entities", "--store", store)[1].splitlines())
    return {record for row in rows for record in row["records"]}


MARKS = [RECORD, '"sleutel":"P-4410"', "Zonderling", "0612349876", "q.zonderling@example.nl"]


def test_a_person_is_found_by_bsn_or_by_name(run: Run, store: Path) -> None:
    """By BSN for certain, and it is kept nowhere; by name and birth date with a probability."""
    code, out = run("subject", "find", "--store", store, "--json", stdin=f"{BSN}\n")
    [found] = json.loads(out)["candidates"]
    assert (code, found["probability"], found["subject"]["records"]) == (0, 1.0, [RECORD])
    assert traces(store, [BSN]) == []
    _, out = run(
        "subject", "find", "--store", store, "--name", "Q. Zonderling", "--born", "1971-03-04", "--json"
    )
    [found] = json.loads(out)["candidates"]
    assert found["subject"]["records"] == [RECORD]
    assert found["probability"] > 0.5
    assert run("subject", "find", "--store", store, stdin="123456789\n")[0] == 2


def test_what_a_person_sees_holds_his_facts_and_nobody_elses(run: Run, store: Path) -> None:
    """Free text is left out, with its ground; the reading itself stands in it."""
    code, out = run("subject", "export", RECORD, "--store", store)
    told = json.loads(out)
    assert code == 0
    assert sorted(fact["id"] for fact in told["facts"]) == ["HOR-2021-0042-aanvraag", "R-1"]
    assert "Gesproken" not in out
    assert any("vrije tekst" in one["ground"] for one in told["left_out"])
    assert any("artikel 28" in one["ground"] for one in told["left_out"])
    assert [one["what"] for one in told["read_by_process"]] == ["subject export"]
    assert "kruis" not in out


def test_a_restriction_holds_until_release(run: Run, store: Path) -> None:
    """It is a decision at once taken in, and accounted for without the record's id."""
    assert run("subject", "restrict", RECORD, "--store", store, *ASKED)[0] == 0
    line = json.loads((store / DECISIONS_FILE).read_text().splitlines()[0])
    assert line["type"] == "nl.screening.gegevens-beperkt.v1"
    assert line["data"]["records"] == [RECORD]
    assert run("subject", "release", RECORD, "--store", store, *ASKED)[0] == 0
    assert check(store, [])[1] == []
    assert RECORD not in (store / "audit.ndjson").read_text()


def test_an_objection_restricts_until_it_is_decided(run: Run, store: Path) -> None:
    """Both the decision and its reason are shown to the person."""
    assert run("subject", "object", RECORD, "--store", store, *ASKED)[0] == 0
    assert run("subject", "object", RECORD, "--store", store, "--decision", "rejected", *ASKED)[0] == 0
    kinds = [
        json.loads(line)["type"].split(".")[2] for line in (store / DECISIONS_FILE).read_text().splitlines()
    ]
    assert kinds == ["gegevens-beperkt", "gegevens-vrijgegeven"]
    told = json.loads(run("subject", "export", RECORD, "--store", store)[1])
    assert ("bezwaar", "rejected") in {(one.get("recht"), one.get("besluit")) for one in told["requests"]}


def test_what_is_erased_is_nowhere_in_the_folder(run: Run, store: Path) -> None:
    """Before it was found in the store; after it no file holds it; what others did stays."""
    with DossierFile.open(store) as dossier:
        dossier.write("a:1", "x", NOW, Hold("over Zonderling"))
    run("subject", "restrict", RECORD, "--store", store, *ASKED)
    assert {"store-0.sqlite", DECISIONS_FILE, "dossier.db"} <= set(traces(store, MARKS))
    code, out = run("subject", "erase", RECORD, "--store", store, *ASKED, "--json")
    told = json.loads(out)
    assert (code, told["found_in"]) == (0, [])
    assert told["searched_for"] >= 5
    pseudonym = Keys.load(None).pseudonym("0505", BSN)
    assert traces(store, [*MARKS[:2], *MARKS[3:], pseudonym, '"geslachtsnaam":"Zonderling"']) == []
    left = entities(run, store)
    assert RECORD not in left
    assert any(record.endswith("#K-881") for record in left)


def test_what_is_erased_does_not_come_back(run: Run, store: Path, log: Path, tmp_path: Path) -> None:
    """Sent again, from the same file or another, it is a duplicate; in a new store it loses the person on arrival."""
    run("subject", "erase", RECORD, "--store", store, *ASKED)
    digest = run("digest", "--store", store)
    again = tmp_path / "again.ndjson"
    again.write_text("".join(log.read_text().splitlines(keepends=True)[:3]))
    told = json.loads(run("run", again, "--store", store, "--json")[1])
    assert (told["accepted"], told["duplicates"]) == (0, 3)
    assert run("run", log, "--store", store)[0] == 0
    assert traces(store, MARKS[:1]) == []
    assert run("digest", "--store", store) == digest
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / DECISIONS_FILE).write_bytes((store / DECISIONS_FILE).read_bytes())
    assert json.loads(run("run", again, "--store", fresh, "--json")[1])["accepted"] == 3
    assert traces(fresh, MARKS) == []
    assert run("digest", "--store", fresh) == digest


def test_a_plain_decision_of_the_desk_erases_as_well(run: Run, store: Path, log: Path) -> None:
    """`gegevens-gewist` with the record's own id, taken in by the next run."""
    decision = {
        "specversion": "1.0",
        "id": "d-1",
        "source": "urn:example:desk",
        "type": "nl.screening.gegevens-gewist.v1",
        "time": "2021-12-01T00:00:00Z",
        "data": {"gemeente": "0505", "gebeurtenisdatum": "2021-12-01", "records": [RECORD], "door": "x"},
    }
    (store / DECISIONS_FILE).write_text(json.dumps(decision) + "\n")
    assert run("run", log, "--store", store)[0] == 0
    assert traces(store, MARKS) == []
    assert RECORD not in entities(run, store)


def test_what_is_reported_later_than_the_erasure_is_new(
    run: Run, store: Path, log: Path, tmp_path: Path
) -> None:
    """An erasure covers what was reported up to its own moment, whichever came first."""
    run("subject", "erase", RECORD, "--store", store, *ASKED)
    later = json.loads(log.read_text().splitlines()[0]) | {"id": "HOR-9", "time": "2035-01-01T00:00:00Z"}
    path = tmp_path / "later.ndjson"
    path.write_text(json.dumps(later) + "\n")
    run("run", path, "--store", store)
    assert RECORD in entities(run, store)


def test_a_legal_hold_stops_an_erasure(run: Run, store: Path) -> None:
    """Exit 1, with the reason of the hold; nothing is gone."""
    token = record_token(Keys.load(None), "0505", RECORD)
    with DossierFile.open(store) as dossier:
        dossier.write(token, "x", NOW, Hold("beroep loopt"))
    assert run("subject", "erase", RECORD, "--store", store, *ASKED)[0] == 1
    assert RECORD in entities(run, store)


def test_an_erasure_that_a_crash_broke_off_is_finished_at_the_next_run(
    run: Run, store: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event is in, the rest is due until it is done."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("agents.erasing.Erasing.carry_out", dies)
    assert run("subject", "erase", RECORD, "--store", store, *ASKED)[0] == 1
    monkeypatch.undo()
    assert "store-0.sqlite" in traces(store, MARKS)
    assert main(["run", str(log), "--store", str(store)]) == 0
    assert traces(store, [MARKS[0], MARKS[3]]) == []


def test_a_flag_that_rests_on_a_restricted_person_is_withdrawn_and_comes_back(
    run: Run, town: Path, tmp_path: Path
) -> None:
    """With the reason `restricted`; after an erasure it names him no more, standing or withdrawn."""
    store = tmp_path / "town"
    assert run("run", town, "--store", store)[0] == 0
    flags = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    flag, record = next(
        (one, record)
        for one in flags
        for node in one["evidence"]["nodes"]
        for record in node["records"]
        if node["kind"] == "person" and any(record in hit["records"] for hit in one["indicators"])
    )

    def now() -> dict[str, Any]:
        rows = map(json.loads, run("export", "flags", "--store", store)[1].splitlines())
        return {row["id"]: row for row in rows}

    assert run("subject", "restrict", record, "--store", store, *ASKED)[0] == 0
    assert (now()[flag["id"]]["status"], now()[flag["id"]].get("reason")) == ("withdrawn", "restricted")
    assert run("subject", "release", record, "--store", store, *ASKED)[0] == 0
    assert now()[flag["id"]]["digest"] == flag["digest"]
    assert run("subject", "erase", record, "--store", store, *ASKED)[0] == 0
    assert not any(record in row["records"] for row in now().values())
    assert traces(store, [record]) == []
