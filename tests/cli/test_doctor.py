"""`doctor` and `store check` say what is not well, and what to do."""

import json
import sqlite3
import time
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from cli.main import main
from streams import topics
from streams.settings import Settings
from tests.cli.conftest import Cli
from tests.kafka.workers import event


@pytest.fixture
def store(cli: Cli, tmp_path: Path) -> Path:
    """Give a store that was filled from a file."""
    (tmp_path / "events.ndjson").write_text("\n".join(json.dumps(event(number)) for number in range(3)))
    done = cli("run", "events.ndjson", "--store", "store")
    assert done.returncode == 0, done.stderr
    return tmp_path / "store"


def doctor(cli: Cli, *words: str | Path, **settings: str) -> CompletedProcess[str]:
    """Run the command; two warnings are of a library, at its import."""
    return cli(
        "doctor",
        *words,
        PYTHONWARNINGS="error,ignore:read_text is deprecated,ignore:open_text is deprecated",
        **settings,
    )


def by_check(text: str) -> dict[str, dict[str, Any]]:
    """Give the findings by what was looked at."""
    return {one["check"]: one for one in json.loads(text)["checks"]}


def test_an_embedded_store_needs_no_broker(cli: Cli, store: Path) -> None:
    """All is well, and Kafka is not asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KAFKA_BOOTSTRAP", raising=False)
        found = by_check(doctor(cli, "--store", store, "--json").stdout)
    assert set(found) == {"configuration", "clock", "disk", "account", "store"}
    assert all(one["well"] for name, one in found.items() if name != "disk")
    assert "3 events, whole" in found["store"]["said"]


def test_what_is_broken_is_said_with_what_to_do(cli: Cli, store: Path) -> None:
    """A changed event, a municipality on hold, a clock that was set back: three findings, exit 1."""
    connection = sqlite3.connect(store / "store-0.sqlite")
    connection.execute("UPDATE events SET body = '{}' WHERE seq = 1")
    connection.execute("INSERT INTO holds VALUES ('0505', 'journal/0/1', 3)")
    connection.execute("UPDATE received SET at = ?", (int(time.time() + 90_000) * 1_000_000,))
    connection.commit()
    connection.close()
    done = doctor(cli, "--store", store, "--json")
    assert done.returncode == 1
    found = by_check(done.stdout)
    for check in ("store", "on hold", "clock"):
        assert not found[check]["well"]
        assert found[check]["do"]
    told = cli("store", "check", "--store", store)
    assert told.returncode == 1
    assert "not what was written: event 1" in told.stdout
    assert cli("store", "check", "--store", store, "--json").returncode == 1
    assert "do: " in doctor(cli, "--store", store).stdout


def test_a_broker_that_is_away_is_said(cli: Cli) -> None:
    """With where it was looked for."""
    done = doctor(cli, "--json", KAFKA_BOOTSTRAP="127.0.0.1:1")
    assert done.returncode == 1
    found = by_check(done.stdout)["broker"]
    assert not found["well"]
    assert "127.0.0.1:1" in found["said"]
    assert "KAFKA_BOOTSTRAP" in found["do"]


@pytest.mark.kafka
def test_topics_that_drifted_are_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before they are made, and not after."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP", settings.kafka_bootstrap)
    monkeypatch.setenv("DWARSVERBAND_TOPIC_PREFIX", settings.topic_prefix)
    assert main(["doctor", "--json"]) == 1
    found = by_check(capsys.readouterr().out)
    assert found["broker"]["well"]
    assert "topics apply" in found["topics"]["do"]
    topics.apply(topics.plan(settings))
    assert main(["doctor", "--json"]) == 0
    found = by_check(capsys.readouterr().out)
    assert found["topics"]["well"]
    assert found["journal"]["said"] == "no gap; 0 events wait"
