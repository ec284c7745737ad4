"""Workers that get a tenth of the time they need: the lag grows, and goes away by itself."""

import time

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["SLOW_CONSUMER"]

ASLEEP, AWAKE, SECONDS = 2.7, 0.3, 30.0


def _disturb(site: Site) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for name in "ab":
            site[name].freeze()
        time.sleep(ASLEEP)
        for name in "ab":
            site[name].thaw()
        time.sleep(AWAKE)


SLOW_CONSUMER = Scenario(
    "slow consumer",
    "Both workers get a tenth of the processor for half a minute; they keep their sessions",
    _disturb,
    told=frozenset({"DwarsverbandEventsWaiting"}),
    factor=40.0,
)
