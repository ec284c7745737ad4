"""A machine that is lost with its disk: its partitions move to one that never had a store."""

import shutil

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["EMPTY_MACHINE"]


def _disturb(site: Site) -> None:
    for name in "ab":
        site[name].gone()
    shutil.rmtree(site["a"].folder)
    shutil.rmtree(site["b"].folder)
    site["c"].start()
    site.settled("c")


EMPTY_MACHINE = Scenario(
    "moved to an empty machine",
    "Both machines are lost with their stores; a third, empty, reads the journal from its beginning",
    _disturb,
)
