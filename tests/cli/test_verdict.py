"""Verdicts, follow-ups and what they say of an indicator, as a user has them."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.main import main
from streams.audit_check import check
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged, Notice
from streams.processing_log import read_log
from streams.pseudonyms import Keys

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give exit code and standard output."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        return code, capsys.readouterr().out

    return call


@pytest.fixture
def store(town: Path, tmp_path: Path, run: Run) -> Path:
    """Give a store of the town's log."""
    assert run("run", town, "--store", tmp_path / "store", "--json")[0] == 0
    return tmp_path / "store"


def flags(run: Run, store: Path) -> list[dict[str, Any]]:
    """Give the standing flags of the screening route."""
    rows = map(json.loads, run("export", "flags", "--store", store)[1].splitlines())
    return [row for row in rows if row["route"] == "screening" and row["status"] != "withdrawn"]


def judge(run: Run, store: Path, flag: str, verdict: str, *more: str) -> tuple[int, str]:
    """Judge a flag."""
    reason = ("--reason", "Beide vennoten stonden er.", "--by", "a.analist")
    return run("verdict", flag, "--store", store, "--verdict", verdict, *reason, *more)


PLAN = ("--follow-up", "controle_gevraagd", "--owner", "t.toezicht", "--due", "2026-12-31")


def test_a_verdict_is_an_event_and_changes_nothing_about_the_flag(run: Run, store: Path, town: Path) -> None:
    """The next run takes it in without refusal; flag, digest and count stay as they were."""
    before = flags(run, store)
    hashed = run("digest", "--store", store)
    assert judge(run, store, before[0]["id"], "confirmed", *PLAN)[0] == 0
    line = json.loads((store / DECISIONS_FILE).read_bytes())
    assert line["type"] == "nl.screening.oordeel-gegeven.v1"
    assert line["data"]["digest"] == before[0]["digest"]
    assert line["data"]["door"] == "a.analist"
    refused = run("deadletters", "list", "--store", store)
    assert run("run", town, "--store", store)[0] == 0
    assert run("deadletters", "list", "--store", store) == refused
    assert flags(run, store) == before
    assert run("digest", "--store", store) == hashed


def test_explain_tells_what_differs_since_the_verdict(run: Run, store: Path) -> None:
    """Nothing before one and right after it; then what was new, and what fell away, in words and in JSON."""

    def since() -> Any:
        return json.loads(run("explain", flag, "--store", store, "--evidence-only", "--json")[1])[
            "since_verdict"
        ]

    flag = flags(run, store)[0]["id"]
    assert since() is None
    assert judge(run, store, flag, "lawful")[0] == 0
    assert since() == {"new": [], "gone": []}
    with DossierFile.open(store) as dossier:
        judged = dossier.last(flag, Judged)
        assert judged is not None
        other = msgspec.structs.replace(judged, hard=[*judged.hard[1:], "urn:x:toezicht weg"])
        dossier.write(flag, "a.analist", dt.datetime.now(dt.UTC), other)
    assert since() == {"new": judged.hard[:1], "gone": ["urn:x:toezicht weg"]}
    printed = run("explain", flag, "--store", store, "--evidence-only")[1]
    assert "    weggevallen: urn:x:toezicht weg" in printed


def test_a_verdict_is_accounted_for_with_every_person_it_concerns(run: Run, store: Path) -> None:
    """In the chain by the flag's id, in the Logboek by person; a notice is due to each."""
    flag = next(
        one for one in flags(run, store) if any(node["kind"] == "person" for node in one["evidence"]["nodes"])
    )
    known = {
        record for node in flag["evidence"]["nodes"] if node["kind"] == "person" for record in node["records"]
    }
    assert judge(run, store, flag["id"], "confirmed", *PLAN)[0] == 0
    assert check(store, [])[1] == []
    told = [line.subject(Keys.load(None)) for line in read_log(store) if line.name == "verdict"]
    assert set(told) == known
    with DossierFile.read(store) as dossier:
        notices = [entry.record for entry in dossier.entries(flag["id"]) if isinstance(entry.record, Notice)]
    assert len(notices) == len(known)
    assert {notice.stand for notice in notices} == {"verschuldigd"}
    assert not any(record in str(notices) for record in known)


@pytest.mark.parametrize(
    "more",
    [
        ("confirmed",),
        ("confirmed", "--follow-up", "bibob_zaak"),
        ("confirmed", "--follow-up", "bibob_zaak", "--owner", "x", "--due", "morgen"),
        ("lawful", *PLAN),
        ("maybe",),
    ],
)
def test_a_verdict_that_lacks_something_is_refused_and_writes_nothing(
    run: Run, store: Path, more: tuple[str, ...]
) -> None:
    """A confirmed flag needs a follow-up with owner and due date; another one takes none."""
    flag = flags(run, store)[0]["id"]
    assert judge(run, store, flag, *more)[0] == 2
    assert not (store / DECISIONS_FILE).exists()


def test_an_unknown_flag_cannot_be_judged(run: Run, store: Path) -> None:
    """Exit 1."""
    assert judge(run, store, "f:none", "lawful")[0] == 1


def test_a_follow_up_is_listed_until_it_has_a_result(run: Run, store: Path) -> None:
    """Then it counts for the indicator by follow-up as well as by verdict."""
    flag = flags(run, store)[0]
    judge(run, store, flag["id"], "confirmed", *PLAN)
    listed = json.loads(run("follow-up", "list", "--store", store, "--json")[1])["follow_ups"]
    assert [(row["flag"], row["kind"], row["owner"]) for row in listed] == [
        (flag["id"], "controle_gevraagd", "t.toezicht")
    ]
    found = ("--found", "niet_bevestigd", "--reason", "Alles was op orde.", "--by", "t.toezicht")
    assert run("follow-up", "result", flag["id"], "--store", store, *found)[0] == 0
    assert json.loads(run("follow-up", "list", "--store", store, "--json")[1])["follow_ups"] == []
    told = json.loads(run("indicators", "--store", store, "--json")[1])
    named = sorted({hit["id"] for hit in flag["indicators"]})
    assert [(row["indicator"], row["judged"], row["confirmed"]) for row in told["verdict"]] == [
        (indicator, 1, 1) for indicator in named
    ]
    assert [(row["indicator"], row["confirmed"]) for row in told["follow_up"]] == [
        (name, 0) for name in named
    ]
    assert all(row["interval"] is None for row in told["verdict"])


def test_of_several_verdicts_the_last_counts(run: Run, store: Path) -> None:
    """Also before a run has taken them in, and after."""
    flag = flags(run, store)[0]["id"]
    judge(run, store, flag, "confirmed", *PLAN)
    judge(run, store, flag, "lawful")
    for _ in range(2):
        told = json.loads(run("indicators", "--store", store, "--json")[1])
        assert {row["confirmed"] for row in told["verdict"]} == {0}
        assert run("run", store / DECISIONS_FILE, "--store", store)[0] == 0
