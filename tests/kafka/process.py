"""A worker as a process of its own, for the tests to kill: `python process.py STORE`.

Its municipality is a plain fold with one flag a source, so that every event changes something that is published.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from agents.intake import Checks
from agents.worker import work
from graph.claims import Statement
from streams import settings
from streams.errors import DwarsverbandError
from streams.gateway import Gateway
from streams.pseudonyms import Keys


class Flag(msgspec.Struct, frozen=True):
    """A source's events so far."""

    id: str
    gemeente: str
    events: int
    digest: str


class Changes(msgspec.Struct):
    """What one batch changed."""

    raised: list[Flag]
    withdrawn: list[tuple[str, str]] = []
    failed: list[Any] = []
    alarms: list[Any] = []
    doubts: int = 0


class Town:
    """One flag a source; its digest covers the ids of all its events, in whichever order they came."""

    def __init__(self, gemeente: str) -> None:
        self.gemeente = gemeente
        self.flags: dict[str, Flag] = {}
        self.ids: dict[str, set[str]] = {}

    def apply(self, statements: Iterable[Statement]) -> Changes:
        """Take statements; raise a flag anew for each source that got one."""
        touched = set()
        for ref in (statement.ref for statement in statements):
            if ref.id.startswith("poison"):
                raise RuntimeError("poison")
            if ref.id.startswith("stall"):
                time.sleep(60)  # as an endless loop would, but for the processor
            self.ids.setdefault(ref.source, set()).add(ref.id)
            touched.add(ref.source)
        raised = [self.flag(source) for source in sorted(touched)]
        self.flags.update({flag.id: flag for flag in raised})
        return Changes(raised)

    def parts(self) -> Iterable[Any]:
        """Have no graph."""
        return ()

    changed_parts = parts

    def flag(self, source: str) -> Flag:
        """Make the flag of a source."""
        ids = sorted(self.ids[source])
        digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
        return Flag(f"f:{self.gemeente}:{source}", self.gemeente, len(ids), digest)


def main() -> int:
    """Run until told to stop."""
    try:
        found = settings.load()
        keys = Keys.load(found.keys)
        port = int(sys.argv[2]) if len(sys.argv) > 2 else None
        checks = Checks(Gateway(keys), Gateway(keys, decisions=True), keys)
        work(found, Path(sys.argv[1]), checks, Town, docket=None, metrics_port=port)
    except DwarsverbandError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
