"""The most telling disturbances one after the other in one installation: what continuous integration plays."""

from chaos.scenario import Scenario
from chaos.scenarios.broker_gone import BROKER_KILLED
from chaos.scenarios.old_owner import OLD_OWNER
from chaos.site import Site

__all__ = ["SHORT_FORM"]


def _disturb(site: Site) -> None:
    site["a"].once = {"DWARSVERBAND_CRASH_AT": "committed"}
    site["a"].kill()
    site.settled("a", "b")
    OLD_OWNER.disturb(site)
    BROKER_KILLED.disturb(site)


SHORT_FORM = Scenario(
    "short form",
    "A kill, an old owner that comes back, and the broker killed",
    _disturb,
    told=BROKER_KILLED.told,
    factor=BROKER_KILLED.factor,
    rate=20.0,
    seeds=range(10),
)
