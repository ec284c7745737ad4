"""The network between worker and broker cut without a word: one of two workers, then both."""

import time

from chaos.machine import cut, mended
from chaos.scenario import Scenario
from chaos.site import SESSION_SECONDS, Site

__all__ = ["NETWORK_CUT"]


def _disturb(site: Site) -> None:
    cut("a")
    time.sleep(SESSION_SECONDS)
    site.settled("b")
    mended("a")
    site.settled("a", "b")
    site.note("one worker cut off: the other took over, and gave back")
    for name in "ab":
        cut(name)
    time.sleep(2 * SESSION_SECONDS)
    for name in "ab":
        mended(name)


NETWORK_CUT = Scenario(
    "network cut",
    "Every packet between one worker and the broker is dropped until the other has all, then between both and the broker",
    _disturb,
    may=frozenset({"DwarsverbandEventsWaiting", "DwarsverbandOutboxStuck", "DwarsverbandWorkerStuck"}),
    needs=("network",),
    apart=True,
)
