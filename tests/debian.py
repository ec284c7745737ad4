"""Programs of Debian that tests need: installed where we are root, told where we are not."""

import os
import shutil
import subprocess
from collections.abc import Mapping

from deploy.kafka.broker import fetching

__all__ = ["missing"]


def missing(packages: Mapping[str, str]) -> str:
    """Install what is missing, as root on Debian; give what is missing still, empty where nothing is.

    ``packages`` gives the package of each program.
    """
    if _gone(packages) and os.geteuid() == 0 and shutil.which("apt-get"):
        with fetching():
            _install(sorted({packages[name] for name in _gone(packages)}))
    gone = _gone(packages)
    wanted = sorted({packages[name] for name in gone})
    return f"not installed: {', '.join(gone)} (apt-get install {' '.join(wanted)})" if gone else ""


def _install(wanted: list[str]) -> None:
    for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *wanted]):
        subprocess.run(
            ["apt-get", *words],
            capture_output=True,
            check=False,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )


def _gone(packages: Mapping[str, str]) -> list[str]:
    return [name for name in packages if shutil.which(name) is None]
