"""Floods: thousands of messages that must be refused, and everything sent three times over."""

from chaos.event_log import flood_of_poison
from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["DUPLICATE_FLOOD", "POISON_FLOOD"]

POISON, COPIES = 2_000, 3
GROWING = "DwarsverbandDeadLettersGrowing"


def _poison(site: Site) -> None:
    site.feeder.feed(flood_of_poison(POISON, "flood"), rate=POISON / 20)
    site.screened("the flood is through")
    site.note(f"alert {site.alert(GROWING):.0f} s after the flood")


def _double(site: Site) -> None:
    events = [one for one in site.log if one.identity is not None]
    for _ in range(COPIES):
        site.feeder.feed(events)
    site.screened("the flood is through")


POISON_FLOOD = Scenario(
    "poison flood",
    "Two thousand messages of four broken kinds among the good ones",
    _poison,
    told=frozenset({GROWING}),
    factor=60.0,
    may=frozenset({"DwarsverbandEventsWaiting"}),
)
DUPLICATE_FLOOD = Scenario(
    "duplicate flood",
    "Every event three times more, as a supplier that starts its export anew",
    _double,
)
