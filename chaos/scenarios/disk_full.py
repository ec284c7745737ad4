"""The disk of the stores fills up to the last byte, with something that is not ours."""

import time

from chaos.machine import fill
from chaos.scenario import Scenario
from chaos.site import Site, until

__all__ = ["DISK_FULL"]

FULL = "DwarsverbandDiskNearlyFull"


def _disturb(site: Site) -> None:
    filler = fill(site["a"].folder.parent)
    until(lambda: site["a"].ends or site["b"].ends, "a worker ends over it")
    site.note(f"alert after {site.alert(FULL):.0f} s")
    time.sleep(2.0)
    site.note(f"a worker's last line: {(site['a'].ends or site['b'].ends)[0][2]}")
    filler.unlink()


DISK_FULL = Scenario(
    "disk full",
    "The disk of the stores is filled to the last byte, and emptied when the alert fires",
    _disturb,
    told=frozenset({FULL}),
    needs=("disk",),
    factor=10.0,
    small_disk=True,
)
