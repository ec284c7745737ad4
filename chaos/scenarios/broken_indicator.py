"""A release in which every indicator raises once: a bug of ours, which is not the event's failure."""

from chaos.scenario import Scenario
from chaos.site import Site
from chaos.workers import COMMAND

__all__ = ["BROKEN_INDICATOR"]

FAILED = "DwarsverbandRulesFailed"


def _prepare(site: Site) -> None:
    for one in site.workers.values():
        one.program = ("-m", "chaos.faulty_worker")


def _disturb(site: Site) -> None:
    site.note(f"alert after {site.alert(FAILED):.0f} s")
    for name in "ab":
        site[name].stop()
        site[name].program = COMMAND
        site[name].start()
    site.settled("a", "b")


BROKEN_INDICATOR = Scenario(
    "an indicator raises",
    "A release in which each indicator raises on one event; then the mended release",
    _disturb,
    told=frozenset({FAILED}),
    may=frozenset({"DwarsverbandEventsWaiting"}),
    factor=60.0,
    prepare=_prepare,
)
