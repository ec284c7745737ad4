"""Workers that come and go: two, three, two, one and two again, by order and by death."""

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["JOINING_LEAVING"]


def _disturb(site: Site) -> None:
    site["c"].start()
    site.settled("a", "b", "c")
    site["b"].stop()
    site.settled("a", "c")
    site["c"].gone()
    site.settled("a")
    site["b"].start()
    site.settled("a", "b")


JOINING_LEAVING = Scenario(
    "joining and leaving",
    "A third worker joins, the second leaves by order, the third dies for good, the second comes back",
    _disturb,
)
