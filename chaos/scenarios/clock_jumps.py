"""The workers' clocks jump: two days ahead, three days behind, and right again."""

import time
from pathlib import Path

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["CLOCK_JUMPS"]

JUMPS = ("+2d", "-3d", "+0")


def _prepare(site: Site) -> None:
    [library] = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    _set(site, "+0")
    for one in site.workers.values():
        one.environment = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(site.folder / "clock"),
            "FAKETIME_NO_CACHE": "1",
            # A clock that is set does not touch the one that only goes up.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


def _set(site: Site, jump: str) -> None:
    (site.folder / "clock").write_text(f"{jump}\n", encoding="ascii")


def _disturb(site: Site) -> None:
    for jump in JUMPS:
        _set(site, jump)
        time.sleep(4.0)


CLOCK_JUMPS = Scenario(
    "clock jumps",
    "Both workers' clocks go two days ahead, then three days behind, then right again, by libfaketime",
    _disturb,
    needs=("clock",),
    prepare=_prepare,
)
