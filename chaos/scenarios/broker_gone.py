"""The broker stopped in order, and the broker killed; each long enough that somebody must be woken."""

import time

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["BROKER_KILLED", "BROKER_RESTARTED"]

AWAY_SECONDS = 4.0
WAITING = "DwarsverbandEventsWaiting"


def _restart(site: Site) -> None:
    site.broker.stop()
    time.sleep(AWAY_SECONDS)
    site.broker.start()


def _kill(site: Site) -> None:
    site.broker.kill()
    seconds = site.alert(WAITING)
    site.note(f"alert after {seconds:.0f} s")
    time.sleep(AWAY_SECONDS)
    site.broker.start()


BROKER_RESTARTED = Scenario(
    "broker restarted",
    "The only broker is stopped in order and started again; whether anybody is woken is how long that takes here",
    _restart,
    may=frozenset({WAITING}),
)
BROKER_KILLED = Scenario(
    "broker killed",
    "The only broker is killed (SIGKILL), stays away until the alert fires, and comes back with its log",
    _kill,
    told=frozenset({WAITING}),
    factor=20.0,
)
