"""Topics that somebody deletes and makes again: an output, and one that a supplier writes to."""

from chaos.scenario import Scenario
from chaos.site import Site, until
from streams import topics

__all__ = ["INPUT_RECREATED", "OUTPUT_RECREATED"]


def made_anew(site: Site, *names: str) -> None:
    """Delete topics and make them again, empty."""
    ours = [site.settings.named(name) for name in names]
    with topics.administration(site.settings) as admin:
        admin.delete_topics(ours)
        until(lambda: not set(ours) & set(admin.list_topics()), "the topics are gone")
    topics.apply(topics.plan(site.settings))


def _outputs(site: Site) -> None:
    made_anew(site, "flags", "graph", "advisories")
    for name in "ab":
        site[name].stop()
        site[name].start()
    site.settled("a", "b")


def _inputs(site: Site) -> None:
    until(lambda: site.feeder.done, "the second third is taken")
    site.screened("what was on the topic is screened")
    made_anew(site, "registry", "permits")


OUTPUT_RECREATED = Scenario(
    "output topics re-created",
    "flags, graph and advisories are deleted and made again; the workers are started again",
    _outputs,
)
INPUT_RECREATED = Scenario(
    "input topics re-created",
    "registry and permits are deleted and made again under running workers, and are sent to at once",
    _inputs,
)
