"""Prometheus, promtool, Alertmanager and amtool as Debian packages them: found, or installed where this process may."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import debian

__all__ = ["REPOSITORY", "free_port", "get", "missing", "program", "run"]

REPOSITORY = Path(__file__).parent.parent.parent
NEEDED = {
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "prometheus-alertmanager": "prometheus-alertmanager",
    "amtool": "prometheus-alertmanager",
}


def missing() -> str:
    """Give what of the programs cannot be had, empty where nothing is."""
    return debian.missing(NEEDED)


def program(*words: str | Path) -> str:
    """Run one of the programs and give what it printed; it must succeed."""
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    """Give a port on loopback that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def run(log: Path, *words: str | Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process while a block lasts."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*map(str, words)], stdout=out, stderr=out, cwd=REPOSITORY, env=os.environ | environment
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def get(port: int, path: str, **asked: str) -> Any:
    """Ask for JSON; give None where nobody listens yet, or starts and says so in words."""
    query = f"?{urllib.parse.urlencode(asked)}" if asked else ""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}{query}", timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with error, contextlib.suppress(ValueError):
            return json.load(error)
        return None
    except (OSError, ValueError):
        return None
