"""R11: purpose on every read."""

from pathlib import Path

import pytest

from tests.guardrails.conftest import Run

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
