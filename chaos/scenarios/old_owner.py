"""A worker that sleeps through its session and wakes up over partitions that are another's by then."""

import time

from chaos.scenario import Scenario
from chaos.site import SESSION_SECONDS, Site

__all__ = ["OLD_OWNER"]


def _disturb(site: Site) -> None:
    site["a"].freeze()
    time.sleep(SESSION_SECONDS)
    site.settled("b")
    time.sleep(1.0)
    site["a"].thaw()


OLD_OWNER = Scenario(
    "old owner comes back",
    "A worker is stopped (SIGSTOP) until another has its partitions, then goes on (SIGCONT)",
    _disturb,
)
