"""R19: every reading is logged."""

import json
from pathlib import Path

import pytest

from streams.audit import AUDIT_FILE
from streams.audit_check import check
from streams.processing_log import read_log
from streams.pseudonyms import Keys
from tests.guardrails.conftest import Run

READS = [
    ("export", "entities"),
    ("export", "flags"),
    ("indicators",),
    ("advisory", "list"),
    ("subject", "find", "--name", "Jansen"),
]


@pytest.mark.parametrize("command", READS)
def test_a_reading_leaves_a_line_in_both_logs(command: tuple[str, ...], run: Run, store: Path) -> None:
    """The chain says who, the Logboek what; the chain stays whole."""
    before = len(read_log(store))
    assert run(*command, "--store", store)[0] == 0
    assert len(read_log(store)) > before
    lines, findings = check(store, [])
    assert (lines > 0, findings) == (True, [])
    assert read_log(store)[-1].trace_id.encode() in (store / AUDIT_FILE).read_bytes()


def test_an_export_of_many_leaves_a_line_for_each_person(run: Run, store: Path) -> None:
    """Encrypted, each by one of his records; so that each can be told by whom he was read."""
    before = len(read_log(store))
    code, out = run("export", "entities", "--store", store)
    assert code == 0
    persons = [row for row in map(json.loads, out.splitlines()) if row["kind"] == "person"]
    keys = Keys.load(None)
    told = [line.subject(keys) for line in read_log(store)[before:]]
    assert sorted(filter(None, told)) == sorted(min(row["records"]) for row in persons)
