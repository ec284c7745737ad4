"""`dwarsverband run`, from outside."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from streams.store import Store

KEYS = {
    "read",
    "accepted",
    "duplicates",
    "refused",
    "entities",
    "relations",
    "flags",
    "advisories",
    "seconds",
}


def lines(path: Path, *events: Any) -> Path:
    """Write JSON lines; what is no dict goes in as it is."""
    path.write_text(
        "".join((event if isinstance(event, str) else json.dumps(event)) + "\n" for event in events)
    )
    return path


def summary(done: Any) -> dict[str, Any]:
    """Read `--json`, which is one object and nothing else."""
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    found: dict[str, Any] = json.loads(done.stdout)
    assert set(found) == KEYS
    assert found["read"] == found["accepted"] + found["duplicates"] + sum(found["refused"].values())
    return found


def test_an_empty_file_is_read(cli: Any, tmp_path: Path) -> None:
    """Nothing in, nothing out, exit 0."""
    lines(tmp_path / "empty.ndjson")
    assert summary(cli("run", "empty.ndjson", "--json"))["read"] == 0


def test_every_line_is_accepted_a_duplicate_or_refused(
    cli: Any, tmp_path: Path, event: dict[str, Any]
) -> None:
    """The same again is a duplicate, other content a conflict, and the same command counts them the same."""
    other = event | {"data": event["data"] | {"soort": "evenement"}}
    lines(tmp_path / "in.ndjson", event, "", event, "rubbish", other)
    first = summary(cli("run", "in.ndjson", "--store", "s", "--json"))
    assert (first["accepted"], first["duplicates"]) == (1, 1)
    assert first["refused"] == {"conflict": 1, "malformed": 1}
    assert (first["entities"], first["relations"]) == (3, 3)
    again = summary(cli("run", "in.ndjson", "--store", "s", "--json"))
    assert first | {"seconds": 0} == again | {"seconds": 0}
    letters = [json.loads(line) for line in cli("export", "deadletters", "--store", "s").stdout.splitlines()]
    assert [(one["topic"], one["partition"], one["offset"], one["reason"]) for one in letters] == [
        ("in.ndjson", 0, 3, "malformed"),
        ("in.ndjson", 0, 4, "conflict"),
    ]


def test_standard_input_is_a_path(cli: Any, event: dict[str, Any]) -> None:
    """Its topic is the dash."""
    done = cli("run", "-", "--store", "s", "--json", stdin=json.dumps(event) + "\n{}\n")
    assert summary(done)["accepted"] == 1
    [letter] = cli("export", "deadletters", "--store", "s").stdout.splitlines()
    assert json.loads(letter)["topic"] == "-"


def test_decisions_come_from_their_own_file_alone(cli: Any, tmp_path: Path, event: dict[str, Any]) -> None:
    """In any other file they are unknown; there, other events are; neither of its lines is counted."""
    decision = event | {
        "id": "b1",
        "type": "nl.screening.identiteit-beoordeeld.v1",
        "source": "urn:nld:desk",
        "data": {
            "gemeente": "0505",
            "gebeurtenisdatum": "2021-11-09",
            "a": "urn:x#1",
            "b": "urn:x#2",
            "oordeel": "same",
            "door": "iemand",
        },
    }
    lines(tmp_path / "in.ndjson", event, decision)
    store = tmp_path / "s"
    store.mkdir()
    lines(store / "decisions.ndjson", decision, event)
    found = summary(cli("run", "in.ndjson", "--store", "s", "--json"))
    assert (found["read"], found["accepted"], found["refused"]) == (2, 1, {"unknown_type": 1})
    letters = [json.loads(line) for line in cli("export", "deadletters", "--store", "s").stdout.splitlines()]
    assert [(one["topic"], one["offset"]) for one in letters] == [("decisions.ndjson", 1), ("in.ndjson", 1)]


def test_without_a_store_nothing_is_left_behind(cli: Any, tmp_path: Path, event: dict[str, Any]) -> None:
    """A temporary store is made and removed."""
    lines(tmp_path / "in.ndjson", event)
    (tmp_path / "tmp").mkdir()
    assert summary(cli("run", "in.ndjson", "--json", TMPDIR=str(tmp_path / "tmp")))["accepted"] == 1
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run"], "PATH"),
        (["run", "nothing"], "nothing: there is no such file"),
        (["run", "empty"], "holds no *.ndjson"),
        (["run", "--source", "x=y"], "--source x: must be one of"),
        (["run", "--source", "x"], "must be NAME=PATH"),
        (["run", "in.ndjson", "--stroe", "x"], "--stroe"),
        (["run", "in.ndjson", "--store", "in.ndjson"], "is no folder"),
        (["export", "flags", "--store", "empty"], "there is no store"),
        (["export", "flags"], "--store"),
        (["export", "nonsense", "--store", "s"], "nonsense"),
        (["export", "deadletters", "--store", "s", "--format", "gexf"], "cannot hold deadletters"),
        (["export", "flags", "--store", "s", "--format", "ftm"], "cannot hold flags"),
        (["export", "flags", "--store", "s", "--format", "xml"], "--format xml"),
        (["export", "flags", "--store", "s", "--as-of", "2021-02-30"], "--as-of 2021-02-30"),
        (["export", "flags", "--store", "s", "--doel", "nieuwsgierig"], "--doel nieuwsgierig"),
        (["deadletters", "replay", "--store", "s"], "--all"),
        (["deadletters"], "Missing command"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(
    tmp_path: Path,
    event: dict[str, Any],
    arguments: list[str],
    named: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The line names what was wrong; nothing on standard output."""
    monkeypatch.chdir(tmp_path)
    lines(tmp_path / "in.ndjson", event)
    (tmp_path / "empty").mkdir()
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    told = [line for line in shown.err.splitlines() if "development key" not in line]
    assert len(told) == 1
    assert named in told[0]


def test_a_wrong_setting_is_refused_before_anything_is_read(cli: Any) -> None:
    """By its name."""
    done = cli("run", "nothing", DWARSVERBAND_PROFILE="test")
    assert done.returncode == 2
    assert "DWARSVERBAND_PROFILE" in done.stderr


def test_a_held_store_is_named_with_its_holder(cli: Any, tmp_path: Path, event: dict[str, Any]) -> None:
    """Exit 1, one line."""
    lines(tmp_path / "in.ndjson", event)
    with Store.open(tmp_path / "s"):
        done = cli("run", "in.ndjson", "--store", "s")
    assert done.returncode == 1
    assert f"pid {os.getpid()}" in done.stderr


def test_a_failure_of_ours_is_one_line_without_traceback(
    cli: Any, tmp_path: Path, event: dict[str, Any]
) -> None:
    """Its message, which might name a person, is not shown; the traceback shows on request."""
    lines(tmp_path / "in.ndjson", event)
    (tmp_path / "rapidfuzz.py").write_text("raise ZeroDivisionError('J. van der Berg')")
    done = cli("run", "in.ndjson", PYTHONSAFEPATH="")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "a failure of ours (ZeroDivisionError at rapidfuzz.py:1)" in done.stderr
    assert "Berg" not in done.stderr
    assert "Traceback" in cli("run", "in.ndjson", DWARSVERBAND_DEBUG="1").stderr


def test_order_line_ends_and_copies_make_no_difference(cli: Any, town: Path, tmp_path: Path) -> None:
    """Files in another order, all in one, twice: one digest."""
    cli("run", town, "--store", "one", "--json")
    cli("run", town / "b.ndjson", town / "a.ndjson", "--store", "two", "--json")
    whole = (town / "a.ndjson").read_bytes() + (town / "b.ndjson").read_bytes().replace(b"\r\n", b"\n")
    (tmp_path / "whole.ndjson").write_bytes(whole)
    shutil.copy(tmp_path / "whole.ndjson", tmp_path / "copy.ndjson")
    third = summary(cli("run", "whole.ndjson", "copy.ndjson", "--store", "three", "--json"))
    assert third["duplicates"] >= third["accepted"]
    digests = {cli("digest", "--store", name).stdout for name in ("one", "two", "three")}
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64
