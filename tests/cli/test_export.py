"""Exports, explanations and accounts of what was read, over the store of one run."""

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars
import pytest

from cli.main import main
from streams.audit import AUDIT_FILE
from streams.audit_check import check

Out = Callable[..., str]

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def store(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a filled store."""
    folder = tmp_path_factory.mktemp("exported") / "store"
    assert main(["run", str(town), "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def out(store: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Out:
    """Run a command over the store and give its standard output."""

    def call(*arguments: str, code: int = 0) -> str:
        capfdbinary.readouterr()
        assert main([*arguments, "--store", str(store)]) == code
        return capfdbinary.readouterr().out.decode()

    return call


def rows(text: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_every_kind_has_the_fields_of_the_contract_and_is_sorted(out: Out) -> None:
    """Names and order as in contracts.md section 5."""
    flags, entities, relations = (rows(out("export", kind)) for kind in ("flags", "entities", "relations"))
    assert set(flags[0]) >= {
        "id",
        "gemeente",
        "status",
        "route",
        "indicators",
        "records",
        "evidence",
        "identity",
    }
    assert set(entities[0]) == {"id", "gemeente", "kind", "records", "values"}
    assert set(relations[0]) == {"id", "gemeente", "from", "to", "relation", "valid", "events"}
    for some in (flags, entities, relations):
        assert [row["id"] for row in some] == sorted(row["id"] for row in some)
    links = rows(out("export", "links"))
    assert all(set(link) == {"a", "b", "probability", "joined", "why"} for link in links)
    letters = rows(out("export", "deadletters"))
    places = [(one["topic"], one["partition"], one["offset"]) for one in letters]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["flags", "entities", "relations", "links", "deadletters"])
def test_tables_hold_what_the_lines_hold(kind: str, out: Out, tmp_path: Path) -> None:
    """CSV and Parquet have one row an object and every field a column."""
    wanted = rows(out("export", kind))
    table = list(csv.DictReader(io.StringIO(out("export", kind, "--format", "csv"))))
    out("export", kind, "--format", "parquet", "-o", str(tmp_path / "t.parquet"))
    frame = polars.read_parquet(tmp_path / "t.parquet")
    assert len(table) == len(frame) == len(wanted)
    for row in wanted:
        assert set(row) <= set(frame.columns)
    if wanted and "records" in wanted[0]:
        assert frame["records"].to_list() == [row["records"] for row in wanted]
        assert [json.loads(row["records"]) for row in table] == [row["records"] for row in wanted]


@pytest.mark.parametrize("kind", ["flags", "entities", "relations", "links"])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs_are_well_formed_and_whole(kind: str, name: str, out: Out) -> None:
    """Each node once, each edge between nodes that are there."""
    root = ET.fromstring(out("export", kind, "--format", name))
    nodes = {node.get("id") for node in root.iter() if node.tag.endswith("}node")}
    edges = [edge for edge in root.iter() if edge.tag.endswith("}edge")]
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in edges)
    if kind in {"entities", "relations"}:
        assert len(nodes) == len(rows(out("export", "entities")))
        assert len(edges) == len(rows(out("export", "relations")))


def test_followthemoney_refers_only_to_what_it_holds(out: Out) -> None:
    """Every relation has its schema's two ends, and both are entities of the file."""
    found = rows(out("export", "relations", "--format", "ftm"))
    entities = {row["id"] for row in found if row["schema"] in {"Person", "Company", "Address"}}
    relations = [row for row in found if row["id"] not in entities]
    assert {row["schema"] for row in relations} >= {"Directorship", "Ownership"}
    for row in relations:
        names = {"Directorship": ("director", "organization"), "Ownership": ("owner", "asset")}
        names["Debt"] = ("creditor", "debtor")
        for end in names.get(row["schema"], ("subject", "object")):
            assert row["properties"][end][0] in entities


def test_a_file_appears_whole_or_not_at_all(out: Out, tmp_path: Path) -> None:
    """Written beside and renamed; a folder that is not there is a failure that names it."""
    target = tmp_path / "flags.jsonl"
    assert out("export", "flags", "-o", str(target)) == ""
    assert target.read_text() == out("export", "flags", "-o", "-")
    assert [path.name for path in tmp_path.iterdir()] == ["flags.jsonl"]
    out("export", "flags", "-o", str(tmp_path / "no" / "x"), code=1)


def test_as_of_now_agrees_with_what_stands(out: Out) -> None:
    """A far day shows the standing flags; before the first event there is nothing."""
    standing = [row for row in rows(out("export", "flags")) if row["status"] != "withdrawn"]
    last = max(row["as_of"]["valid"] for row in standing)
    seen = rows(out("export", "flags", "--as-of", last))
    assert [row["id"] for row in seen] == [row["id"] for row in standing]
    assert [row["digest"] for row in seen] == [row["digest"] for row in standing]
    assert rows(out("export", "flags", "--as-of", "2021-01-01,2000-01-01")) == []
    assert rows(out("export", "entities", "--as-of", "2021-01-01,2000-01-01")) == []


def test_a_flag_that_was_raised_later_is_not_in_the_past(out: Out) -> None:
    """On the day before it could first be known it is not there, on that day it is."""
    flag = next(row for row in rows(out("export", "flags")) if row["status"] != "withdrawn")
    day = date.fromisoformat(flag["raised"]["known"][:10])
    later, before = day.isoformat(), (day - timedelta(days=1)).isoformat()
    assert flag["id"] not in [
        row["id"] for row in rows(out("export", "flags", "--as-of", f"{before},{before}"))
    ]
    assert rows(out("export", "flags", "--as-of", f"{later},{later}"))


def test_digest_is_one_line_of_64_and_four_in_json(out: Out) -> None:
    """As contracts.md section 7 has it."""
    total = out("digest")
    found = json.loads(out("digest", "--json"))
    assert total == found["digest"] + "\n"
    assert set(found) == {"digest", "flags", "entities", "relations"}
    assert {len(value) for value in found.values()} == {64}


def test_reading_persons_is_written_down_in_a_chain(out: Out, store: Path) -> None:
    """Who, what, for which purpose, how many; a changed line shows."""
    flags = rows(out("export", "flags", "--doel", "toezicht"))
    last = (store / AUDIT_FILE).read_bytes().splitlines()[-1]
    line = json.loads(last)
    assert (line["command"], line["purpose"], line["count"]) == ("export flags", "toezicht", len(flags))
    assert check(store, [])[1] == []
    whole = (store / AUDIT_FILE).read_bytes()
    (store / AUDIT_FILE).write_bytes(whole.replace(b'"toezicht"', b'"bibob"', 1))
    assert [finding.what for finding in check(store, [])[1]] == ["changed"]
    (store / AUDIT_FILE).write_bytes(whole)


def test_production_wants_a_purpose(out: Out, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before anything is read."""
    monkeypatch.setenv("DWARSVERBAND_PROFILE", "production")
    for use in ("pseudoniem", "kruis"):
        (tmp_path / f"{use}-1.key").write_text("ab" * 32)
    monkeypatch.setenv("DWARSVERBAND_KEYS", str(tmp_path))
    monkeypatch.setenv("DWARSVERBAND_DPIA", "DPIA-2026-001")
    monkeypatch.setenv("DWARSVERBAND_IAMA", "IAMA-2026-001")
    monkeypatch.setenv("DWARSVERBAND_REGISTER_URL", "https://register.example.nl/1")
    out("export", "flags", code=2)
    assert out("export", "flags", "--doel", "toezicht")


def test_whoever_has_enough_may_close_the_pipe(store: Path) -> None:
    """`| head -1` is no failure and no noise."""
    script = "from cli.main import run; run()"
    arguments = [sys.executable, "-c", script, "export", "entities", "--store", str(store)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=REPOSITORY
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
