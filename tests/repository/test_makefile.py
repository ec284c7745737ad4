"""The Makefile, the README and CI must tell the same story."""

import re
import subprocess
from pathlib import Path

import pytest

ASKED_FOR = {"setup", "demo", "kafka", "test", "check", "bench", "docs", "clean"}


@pytest.fixture(scope="module")
def makefile(root: Path) -> str:
    """Give the Makefile's text."""
    return (root / "Makefile").read_text(encoding="utf-8")


def targets(makefile: str) -> set[str]:
    """Give the targets that a person calls."""
    return set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))


def test_every_target_has_its_row_in_the_readme(root: Path, makefile: str) -> None:
    """A newcomer reads the README, not the Makefile."""
    rows = re.findall(
        r"^\| `make ([a-z-]+)` \|", (root / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert sorted(rows) == sorted(targets(makefile))
    assert targets(makefile) >= ASKED_FOR


def test_every_target_is_phony_and_explained(makefile: str) -> None:
    """A folder named docs must not make `make docs` do nothing."""
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets(makefile)
    assert targets(makefile) == set(re.findall(r"^([a-z-]+):.*## \S", makefile, flags=re.MULTILINE))


def test_ci_runs_exactly_make_test(root: Path) -> None:
    """What is green there is green here."""
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec make test"
    assert (root / ".ci" / "run").stat().st_mode & 0o111


def test_the_tests_come_after_the_checks(makefile: str) -> None:
    """`make test` checks as well, so CI does."""
    assert re.search(r"^test: check\b", makefile, flags=re.MULTILINE)


def test_every_script_that_a_target_calls_exists(root: Path, makefile: str) -> None:
    """A target must not point at a file that moved."""
    called = re.findall(r"\bdeploy/[a-z/._]+", makefile)
    assert called
    assert all((root / name).is_file() for name in called)


def test_the_shell_scripts_parse(root: Path) -> None:
    """A typing error in set-up shows on a fresh machine only."""
    for name in ("deploy/setup.sh", ".ci/run"):
        parsed = subprocess.run(["bash", "-n", root / name], capture_output=True, text=True, check=False)
        assert parsed.returncode == 0, parsed.stderr
