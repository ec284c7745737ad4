"""What the tests of the repository share: where it is, and which files belong to it."""

import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the repository's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def texts(root: Path) -> dict[str, str]:
    """Give the text of each tracked file by its path; skip where there is no git (a copy without history)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so nobody can say which files belong to it")
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        content = (root / name).read_bytes() if (root / name).is_file() else b""
        if b"\0" not in content:
            found[name] = content.decode("utf-8")
    return found
