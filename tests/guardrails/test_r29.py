"""R29: the victim route is closed to all but its role."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.guardrails.conftest import Run

ROLE = "zorgcoordinator_mensenhandel"


@pytest.fixture
def protected(store: Path) -> str:
    """Turn one flag of the store into one of the protection route; give its id."""
    with sqlite3.connect(store / "store-0.sqlite") as connection:
        name, body = connection.execute(
            "SELECT id, body FROM flags WHERE status != 'withdrawn' ORDER BY id"
        ).fetchone()
        changed = json.dumps(json.loads(body) | {"route": "protection"}).encode()
        connection.execute("UPDATE flags SET body = ? WHERE id = ?", (changed, name))
    connection.close()
    return str(name)


def judge(run: Run, store: Path, flag: str) -> int:
    """Judge a flag."""
    given = ("--verdict", "lawful", "--reason", "Alles klopt hier.", "--by", "a")
    return run("verdict", flag, "--store", store, *given)[0]


def test_to_all_others_the_flag_is_not_there(
    run: Run, store: Path, protected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither to be explained nor to be judged nor to be shown to the person; with the role it is."""
    assert run("explain", protected, "--store", store)[0] == 1
    assert judge(run, store, protected) == 1
    monkeypatch.setenv("DWARSVERBAND_ROLE", ROLE)
    assert run("explain", protected, "--store", store)[0] == 0
    assert judge(run, store, protected) == 0


def test_in_production_the_export_leaves_it_out(
    run: Run, store: Path, protected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And has it for the role."""
    for use in ("pseudoniem", "kruis"):
        (tmp_path / f"{use}-1.key").write_text("ab" * 32)
    papers = {
        "PROFILE": "production",
        "KEYS": str(tmp_path),
        "DPIA": "D-1",
        "IAMA": "I-1",
        "REGISTER_URL": "urn:r:1",
    }
    for name, value in papers.items():
        monkeypatch.setenv(f"DWARSVERBAND_{name}", value)
    export = ("export", "flags", "--store", store, "--doel", "toezicht")
    assert protected not in run(*export)[1]
    monkeypatch.setenv("DWARSVERBAND_ROLE", ROLE)
    assert protected in run(*export)[1]
