"""Backup, restore and rebuild: nothing is lost, and nothing erased comes back."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.traces import traces
from cli.main import main
from streams.audit_check import check
from streams.decisions_file import DECISIONS_FILE

Run = Callable[..., tuple[int, str]]

BY = ("--by", "b.beheer")


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
    assert run("run", town, "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


def somebody(run: Run, store: Path) -> str:
    """Give a person's record."""
    rows = map(json.loads, run("export", "entities", "--store", store)[1].splitlines())
    return next(str(row["records"][0]) for row in rows if row["kind"] == "person")


def test_a_backup_comes_back_whole(run: Run, store: Path, tmp_path: Path) -> None:
    """With the same digest and a whole account; into an existing store it does not go."""
    before = run("digest", "--store", store)
    assert run("store", "backup", "--store", store, "-o", tmp_path / "b.tgz", *BY)[0] == 0
    there = tmp_path / "there"
    back = ("store", "restore", tmp_path / "b.tgz", "--store")
    assert run(*back, store, *BY, "--no-erasures-since")[0] == 2
    assert run(*back, there, *BY)[0] == 2
    assert run(*back, there, *BY, "--no-erasures-since")[0] == 0
    assert run("digest", "--store", there) == before
    assert check(there, [])[1] == []


def test_what_was_erased_since_does_not_come_back(run: Run, store: Path, tmp_path: Path) -> None:
    """With the decisions as they were last; the search of the bytes finds nothing."""
    record = somebody(run, store)
    run("store", "backup", "--store", store, "-o", tmp_path / "b.tgz", *BY)
    asked = ("--reason", "Op verzoek van betrokkene.", *BY)
    assert run("subject", "erase", record, "--store", store, *asked)[0] == 0
    last = tmp_path / "last.ndjson"
    shutil.copyfile(store / DECISIONS_FILE, last)
    digest = run("digest", "--store", store)
    there = tmp_path / "there"
    given = ("--decisions", last, *BY)
    assert run("store", "restore", tmp_path / "b.tgz", "--store", there, *given)[0] == 0
    assert traces(there, [record]) == []
    assert run("digest", "--store", there) == digest


def test_a_damaged_backup_is_refused(run: Run, tmp_path: Path) -> None:
    """And leaves nothing behind."""
    (tmp_path / "b.tgz").write_bytes(b"no archive")
    there = tmp_path / "there"
    assert run("store", "restore", tmp_path / "b.tgz", "--store", there, *BY, "--no-erasures-since")[0] == 1
    assert not there.exists()
    assert not list(tmp_path.glob(".restore-*"))


def test_a_rebuilt_store_is_the_same_also_from_an_older_schema(run: Run, store: Path, town: Path) -> None:
    """Digest, refusals and counts stay, and the same input writes nothing."""
    before = run("digest", "--store", store)
    letters = run("deadletters", "list", "--store", store)
    with sqlite3.connect(store / "store-0.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
        connection.execute("DROP TABLE erasures")
    connection.close()
    assert run("digest", "--store", store)[0] == 1
    assert run("rebuild", "--store", store, *BY)[0] == 0
    assert run("digest", "--store", store) == before
    assert run("deadletters", "list", "--store", store) == letters
    assert run("run", town, "--store", store)[0] == 0
    assert run("digest", "--store", store) == before
