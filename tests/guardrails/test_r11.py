"""R11: purpose on every read."""

from pathlib import Path

import msgspec
import pytest

from graph.indicators import INDICATORS
from streams.audit import AUDIT_FILE, AuditLine
from streams.audit_check import check
from tests.guardrails.conftest import Run, Town

READS = [
    ("export", "entities"),
    ("explain", "f:x"),
    ("indicators",),
    ("subject", "export", "x#1"),
    ("advisory", "list"),
]


@pytest.mark.parametrize("command", READS)
def test_an_unknown_purpose_is_refused_by_every_command_that_reads(
    command: tuple[str, ...], run: Run, store: Path
) -> None:
    """Before anything is read."""
    assert run(*command, "--store", store, "--doel", "nieuwsgierigheid")[0] == 2


@pytest.mark.parametrize("command", READS)
def test_production_reads_nothing_without_a_purpose(
    command: tuple[str, ...], run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each command says which option it misses."""
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
    assert run(*command, "--store", store)[0] == 2


def test_what_was_refused_for_lack_of_a_purpose_stands_in_the_account(run: Run, store: Path) -> None:
    """With the command and who asked; what he gave as a purpose is anybody's text, so it does not."""
    assert run("export", "entities", "--store", store, "--doel", "nieuwsgierigheid")[0] == 2
    last = msgspec.json.decode((store / AUDIT_FILE).read_bytes().splitlines()[-1], type=AuditLine)
    assert (last.act, last.command, last.purpose, last.count) == ("refused", "export entities", None, 0)
    assert check(store, [])[1] == []


def test_a_rule_reads_no_fact_of_a_purpose_that_it_may_not_use(town: Town) -> None:
    """Bound to one purpose by the rules file, no indicator's hit rests on events of another."""
    bound = {one.id: frozenset({"registers"}) for one in INDICATORS}
    rules = msgspec.structs.replace(town.rules, purposes=bound)
    topics = {(event["source"], event["id"]): event["type"].split(".")[1] for event in town.events}
    used = {
        topics[event.source, event.id]
        for flag in town.flags(rules=rules).values()
        for hit in flag.indicators
        for event in hit.events
    }
    assert used <= {"registers"}
    assert town.flags()
