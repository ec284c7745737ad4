"""Retention with a frozen clock: what is due goes, what is held stays, and a report proves it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.traces import traces
from cli.main import main
from streams.audit_check import check

Run = Callable[..., tuple[int, str]]

BY = ("--by", "a.archief")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give exit code and standard output."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        return code, capsys.readouterr().out

    return call


def tip(event: dict[str, Any], event_id: str, **data: Any) -> dict[str, Any]:
    """Give a report from a resident."""
    base = {name: event[name] for name in ("specversion", "source")}
    known = {
        "gemeente": "0505",
        "gebeurtenisdatum": "2026-01-01",
        "categorie": "overlast",
        "kanaal": "bewoner",
    }
    known |= {"betrouwbaarheid": "C", "toelichting": f"vertrouwelijk {event_id}"}
    return {
        **base,
        "id": event_id,
        "type": "nl.meldingen.melding-ontvangen.v1",
        "time": "2026-01-01T12:00:00Z",
    } | {"data": known | data}


@pytest.fixture
def store(event: dict[str, Any], tmp_path: Path, run: Run) -> Path:
    """Give a store with an application, two tips and a partner's report."""
    partner = {"categorie": "hennep", "kanaal": "partner", "betrouwbaarheid": "A"}
    lines = [event, tip(event, "tip-1"), tip(event, "tip-2"), tip(event, "partner-1", **partner)]
    (tmp_path / "log.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("run", tmp_path / "log.ndjson", "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


def due(run: Run, store: Path, now: str) -> dict[str, list[str]]:
    """Give the keys that are due, and those that are held."""
    told = json.loads(run("retention", "due", "--store", store, "--now", now, "--json")[1])
    return {which: [row["key"].rpartition(" ")[2] for row in told[which]] for which in ("due", "held")}


@pytest.mark.parametrize(("now", "gone"), [("2026-04-03", []), ("2026-04-04", ["tip-1", "tip-2"])])
def test_a_tip_without_follow_up_is_due_after_92_days_and_not_before(
    run: Run, store: Path, now: str, gone: list[str]
) -> None:
    """A partner's report, which a rule reads for 36 months, is not."""
    assert due(run, store, now)["due"] == gone


def test_what_is_destroyed_is_gone_and_the_report_says_so(run: Run, store: Path, tmp_path: Path) -> None:
    """From the bytes as well; a resend is a duplicate; the report names no one and is accounted for."""
    assert traces(store, ["vertrouwelijk tip-1"]) != []
    code, out = run("retention", "apply", "--store", store, "--now", "2026-06-01", *BY, "--json")
    told = json.loads(out)
    assert (code, told["counts"], told["still_there"]) == (0, {"melding": 2}, [])
    assert traces(store, ["vertrouwelijk tip-1", "vertrouwelijk tip-2"]) == []
    assert traces(store, ["vertrouwelijk partner-1"]) != []
    assert json.loads(Path(told["report"]).read_bytes())["verklaring"] == "verklaring van vernietiging"
    assert due(run, store, "2026-06-01") == {"due": [], "held": []}
    assert check(store, [])[1] == []
    again = tmp_path / "again.ndjson"
    again.write_bytes((tmp_path / "log.ndjson").read_bytes())
    assert json.loads(run("run", again, "--store", store, "--json")[1])["accepted"] == 0
    assert traces(store, ["vertrouwelijk tip-1"]) == []


def test_a_legal_hold_keeps_what_is_due_until_it_is_released(run: Run, store: Path) -> None:
    """Held by its key; other things go."""
    key = f"0505 {'urn:nld:oin:00000001850000002000:systeem:vth'} tip-1"
    assert run("retention", "hold", key, "--store", store, "--reason", "beroep loopt", *BY)[0] == 0
    assert due(run, store, "2026-06-01") == {"due": ["tip-2"], "held": ["tip-1"]}
    run("retention", "apply", "--store", store, "--now", "2026-06-01", *BY)
    assert run("retention", "release", key, "--store", store, "--reason", "uitspraak", *BY)[0] == 0
    assert due(run, store, "2026-06-01") == {"due": ["tip-1"], "held": []}


def test_a_flag_that_nobody_worked_on_expires_and_one_that_was_judged_stays(
    run: Run, town: Path, tmp_path: Path
) -> None:
    """Expired is withdrawn with that reason; after its own term the withdrawn one is destroyed as well."""
    store = tmp_path / "town"
    assert run("run", town, "--store", store)[0] == 0

    def flags() -> dict[str, dict[str, Any]]:
        rows = map(json.loads, run("export", "flags", "--store", store)[1].splitlines())
        return {row["id"]: row for row in rows}

    before = {name: row for name, row in flags().items() if row["status"] != "withdrawn"}
    judged = next(name for name, row in sorted(before.items()) if row["route"] == "screening")
    verdict = ("--verdict", "lawful", "--reason", "Alles klopt met de stukken.", *BY)
    assert run("verdict", judged, "--store", store, *verdict)[0] == 0
    assert run("retention", "apply", "--store", store, "--now", "2040-01-01", *BY)[0] == 0
    after = flags()
    assert after[judged]["status"] != "withdrawn"
    others = {after[name].get("reason") for name in before if name != judged and name in after}
    assert others <= {"expired"}
    run("retention", "apply", "--store", store, "--now", "2041-01-01", *BY)
    assert set(flags()) & set(before) == {judged}
