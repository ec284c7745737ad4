"""A PostgreSQL of Debian for the tests: one cluster a run, one database a test."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["NEEDED", "Cluster", "cluster"]

NEEDED = {"pg_ctlcluster": "postgresql"}
"""The program that tells whether it is there, and its package."""

ACCOUNT = "postgres"
# PostgreSQL refuses to run as root; Debian's package brings this account.

PASSWORD = "only-in-this-test"


class Cluster:
    """A running server, on this machine alone; `password` is a file that holds that of its user."""

    def __init__(self, port: int, password: Path) -> None:
        self.port = port
        self.password = password
        self._made = 0

    def fresh(self) -> str:
        """Make an empty database; give its URL, without the password."""
        self._made += 1
        name = f"test{self._made}"
        _psql(self.port, f"CREATE DATABASE {name}")
        return f"postgresql://{ACCOUNT}@127.0.0.1:{self.port}/{name}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run one; Debian's package must be there (`NEEDED`)."""
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    password, data = folder / "password", folder / "data"
    password.write_text(PASSWORD)
    if os.geteuid() == 0:
        for one in (folder, password):
            shutil.chown(one, ACCOUNT)
    port = _free_port()
    try:
        words = ["-D", str(data), "-U", ACCOUNT, "-A", "scram-sha-256", f"--pwfile={password}"]
        _as_postgres([str(binaries / "initdb"), *words, "-E", "UTF8", "--no-locale", "--no-sync"])
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        log = str(folder / "log")
        _as_postgres(
            [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", log, "-o", options, "start"]
        )
        try:
            yield Cluster(port, password)
        finally:
            _as_postgres([str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(words: list[str]) -> None:
    before = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *words], check=True, capture_output=True, cwd="/")


def _psql(port: int, statement: str) -> None:
    words = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", ACCOUNT, "-q", "-c", statement]
    subprocess.run(words, check=True, capture_output=True, env=os.environ | {"PGPASSWORD": PASSWORD})


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
