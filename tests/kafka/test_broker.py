"""Where no broker can be had the tests that need one say so loudly, and in CI they fail."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent


def run_without_java_or_maven(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one Kafka test on a machine that has nothing, and an empty cache."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"KAFKA_BOOTSTRAP", "CI", "JAVA_HOME"}
    }
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/kafka/test_topics.py",
            "-k",
            "empty",
        ],
        cwd=REPOSITORY,
        env={**bare, "PATH": str(folder), "XDG_CACHE_HOME": str(folder), "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_developer_sees_that_they_did_not_run(tmp_path: Path) -> None:
    """The run is green, and its last words are what was not tested and what is missing."""
    done = run_without_java_or_maven(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "NO KAFKA BROKER: TESTS DID NOT RUN" in done.stdout
    assert "skipped" in done.stdout


def test_in_ci_it_is_a_failure(tmp_path: Path) -> None:
    """A green run in CI means that they ran."""
    done = run_without_java_or_maven(tmp_path, CI="true")
    assert done.returncode == 1, done.stdout
    assert "no Kafka broker in CI" in done.stdout
