"""Killed at every step and at any moment, the same command again ends in the state of a run that nobody disturbed."""

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from streams.store import Store

STEPS = ["checked:2", "begun", "evaluated:4", "committed:5"]
# A batch is 100 lines here.

Start = Callable[..., "subprocess.Popen[str]"]
State = dict[str, Any]


def state(start: Start, store: Path, capsys: pytest.CaptureFixture[str]) -> State:
    """Run to the end; give the summary, the digest and every export."""
    with start(store) as process:
        assert process.stdout is not None
        found: State = {"summary": json.loads(process.stdout.read()) | {"seconds": 0}}
    assert process.returncode == 0
    capsys.readouterr()
    assert main(["digest", "--store", str(store)]) == 0
    found["digest"] = capsys.readouterr().out
    for kind in ("flags", "deadletters", "relations"):
        output = store / f"{kind}.jsonl"
        assert main(["export", kind, "--store", str(store), "-o", str(output)]) == 0
        rows = [json.loads(line) for line in output.read_text().splitlines()]
        found[kind] = [{key: value for key, value in row.items() if key != "when"} for row in rows]
    return found


_undisturbed: list[State] = []


@pytest.fixture
def undisturbed(start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> State:
    """Give what a run that nobody disturbed ends in; run once."""
    if not _undisturbed:
        _undisturbed.append(state(start, tmp_path / "undisturbed", capsys))
        assert _undisturbed[0]["flags"]
    return _undisturbed[0]


@pytest.mark.parametrize("step", STEPS)
def test_killed_between_two_steps(
    step: str, start: Start, undisturbed: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SIGKILL at a step of a batch, then the same command again."""
    with start(tmp_path / "s", DWARSVERBAND_CRASH_AT=step) as process:
        assert process.wait(60) == -signal.SIGKILL
    assert state(start, tmp_path / "s", capsys) == undisturbed


def test_killed_so_often_that_the_municipality_is_held(
    start: Start, undisturbed: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three kills over one batch look like a bad event; a municipality that was none is released at the end."""
    for _ in range(3):
        with start(tmp_path / "s", DWARSVERBAND_CRASH_AT="begun") as process:
            assert process.wait(60) == -signal.SIGKILL
    found = state(start, tmp_path / "s", capsys)
    assert found["digest"] == undisturbed["digest"]
    with Store.read(tmp_path / "s") as store:
        assert store.holds() == {}


def test_killed_at_the_load_after_a_restart(
    start: Start, undisturbed: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A kill, another one while the graph is made anew, then to the end."""
    for step in ("committed:2", "loaded", "loaded", "loaded"):
        with start(tmp_path / "s", DWARSVERBAND_CRASH_AT=step) as process:
            assert process.wait(60) == -signal.SIGKILL
    assert state(start, tmp_path / "s", capsys) == undisturbed


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment(
    seed: int, start: Start, undisturbed: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several SIGKILLs at random moments on one store."""
    chance = random.Random(seed)
    for _ in range(4):
        with start(tmp_path / "s") as process:
            time.sleep(chance.uniform(0.3, 1.6))
            process.kill()
    assert state(start, tmp_path / "s", capsys) == undisturbed


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_stops_cleanly(
    name: signal.Signals, start: Start, undisturbed: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with exit 1, and the same command goes on."""
    with start(tmp_path / "s") as process:
        while not (tmp_path / "s" / "store-0.sqlite-wal").exists():
            time.sleep(0.01)
        process.send_signal(name)
        assert process.wait(60) in {0, 1}
    assert state(start, tmp_path / "s", capsys) == undisturbed
