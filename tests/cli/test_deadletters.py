"""`dwarsverband deadletters`, over the store of a run."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from streams.store import Store
from streams.store_rows import Batch, DeadLetterRow

Out = Callable[..., str]


@pytest.fixture
def out(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Out:
    """Run a command in an empty folder and give its standard output."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(arguments) == code, capsys.readouterr().err
        return capsys.readouterr().out

    return call


@pytest.fixture
def letters(out: Out, event: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the dead letters of a log with a wrong number, a BSN in an ill-formed event, and rubbish."""
    wrong = event | {"id": "1", "data": event["data"] | {"betrokkenen": [], "locatie": {"postcode": "12"}}}
    masked = event | {"id": "2", "data": event["data"] | {"soort": "onbekend"}}
    text = "\n".join([json.dumps(wrong), json.dumps(masked), "{rubbish"])
    Path("in.ndjson").write_text(text)
    out("run", "in.ndjson", "--store", "s")
    found: list[dict[str, Any]] = json.loads(out("deadletters", "list", "--store", "s", "--json"))[
        "deadletters"
    ]
    return found


def test_list_says_what_can_be_replayed(letters: list[dict[str, Any]], out: Out) -> None:
    """What holds *** cannot; what was unreadable is kept under seal."""
    assert [(one["letter"], one["reason"], one["state"]) for one in letters] == [
        ("in.ndjson,0,0", "identifier", "replayable"),
        ("in.ndjson,0,1", "schema", "not replayable"),
        ("in.ndjson,0,2", "malformed", "replayable"),
    ]
    assert len(out("deadletters", "list", "--store", "s").splitlines()) == 3


def test_show_masks_the_bsn_and_shows_nothing_unreadable(letters: list[dict[str, Any]], out: Out) -> None:
    """By address or by hash."""
    del letters
    text = out("deadletters", "show", "in.ndjson,0,1", "--store", "s")
    assert "***" in text
    assert "111222333" not in text
    assert "rubbish" not in out("deadletters", "show", "in.ndjson,0,2", "--store", "s")
    letter = json.loads(out("export", "deadletters", "--store", "s").splitlines()[2])
    assert letter["bytes"] is None
    assert "malformed" in out("deadletters", "show", letter["sha256"], "--store", "s")
    out("deadletters", "show", "in.ndjson,0,9", "--store", "s", code=1)


def test_replay_says_what_cannot_be_replayed(letters: list[dict[str, Any]], out: Out) -> None:
    """And fails when anything is still refused."""
    del letters
    text = out("deadletters", "replay", "--all", "--store", "s", code=1)
    assert text.splitlines() == [
        "in.ndjson,0,0  identifier",
        "in.ndjson,0,1  holds ***: cannot be replayed",
        "in.ndjson,0,2  malformed",
    ]


def test_what_a_new_release_accepts_is_accepted_by_replay(out: Out, event: dict[str, Any]) -> None:
    """The event stands then; the line keeps counting as it did the first time."""
    Path("in.ndjson").write_text("{}\n")
    out("run", "in.ndjson", "--store", "s")
    event["data"]["betrokkenen"] = []
    raw = json.dumps(event).encode()
    with Store.open(Path("s")) as store:
        [row] = store.deadletters()
        body = json.loads(row.body) | {"bytes": base64.b64encode(raw).decode()}
        store.write(
            Batch(deadletters=[DeadLetterRow("in.ndjson", 0, 7, row.sha256, json.dumps(body).encode(), 1)])
        )
    assert out("deadletters", "replay", "in.ndjson,0,7", "--store", "s") == "in.ndjson,0,7  accepted\n"
    assert out("deadletters", "replay", "in.ndjson,0,7", "--store", "s") == "in.ndjson,0,7  duplicate\n"
    found = json.loads(out("run", "in.ndjson", "--store", "s", "--json"))
    assert (found["read"], found["accepted"], found["entities"]) == (1, 0, 1)
    states = json.loads(out("deadletters", "list", "--store", "s", "--json"))["deadletters"]
    assert [one["state"] for one in states] == ["replayable", "replayed: duplicate"]


def test_what_is_let_go_says_so_and_is_kept_no_longer(letters: list[dict[str, Any]], out: Out) -> None:
    """Its bytes leave the store; address, reason, who and why stay; it is not replayed, and --all goes past it."""
    del letters
    drop = ("deadletters", "drop", "in.ndjson,0,0", "in.ndjson,0,2", "--store", "s", "--by", "i.manager")
    out(*drop, "--reason", "onzin", code=2)
    done = json.loads(out(*drop, "--reason", "De bron zendt dit nooit meer.", "--json"))
    assert done == {"dropped": ["in.ndjson,0,0", "in.ndjson,0,2"]}
    rows = json.loads(out("deadletters", "list", "--store", "s", "--json"))["deadletters"]
    assert [row["state"] for row in rows] == [
        "dropped: De bron zendt dit nooit meer.",
        "not replayable",
        "dropped: De bron zendt dit nooit meer.",
    ]
    assert "cannot be replayed" in out("deadletters", "replay", "in.ndjson,0,0", "--store", "s", code=1)
    assert out("deadletters", "replay", "--all", "--store", "s", code=1).startswith(
        "in.ndjson,0,1  holds ***"
    )
    with Store.read(Path("s")) as store:
        assert [row.sealed for row in store.deadletters()] == [None, None, None]
    out("store", "compact", "--store", "s")
    assert b'"postcode":"12"' not in (Path("s") / "store-0.sqlite").read_bytes()
