"""The smallest evidence: it hangs together, shows every fact, and nothing in it can be left out."""

import pytest

from graph.claims import Statement
from graph.flag import EventName
from graph.indicators import INDICATORS
from graph.indicators.indicator import Indicator
from graph.subgraph import Link, smallest
from tests.graph.builders import inspects, refuses, town
from tests.graph.indicators.examples import EXAMPLES
from tests.graph.plots import HEIR, PLOT


def _hangs_together(links: list[Link]) -> bool:
    """Walk from one end; tell whether every link is reached."""
    reached: set[str] = {links[0].frm}
    for _ in links:
        reached |= {end for link in links if {link.frm, link.to} & reached for end in (link.frm, link.to)}
    return all(link.frm in reached for link in links)


def _shown(links: list[Link]) -> set[EventName]:
    return {event for link in links for event in link.events}


@pytest.mark.parametrize("more", [[], [inspects(HEIR, 1, 71)], [refuses(HEIR, 1, 61)]])
def test_it_hangs_together_and_shows_every_fact_with_nothing_to_spare(more: list[Statement]) -> None:
    """Left out one after another, each link and each node takes a fact along or breaks it in two."""
    municipality = town([*PLOT, *more])
    (flag,) = municipality.flags.values()
    told = municipality.explained(flag, municipality.flags.values()).evidence
    events = {event for one in flag.indicators if one.id != "G1" for event in one.events} | set(flag.hard)
    assert set(told.shows) == events == _shown(told.links)
    assert _hangs_together(told.links)
    assert {node.id for node in told.nodes} == {end for link in told.links for end in (link.frm, link.to)}
    for link in told.links:
        rest = [one for one in told.links if one is not link]
        assert _shown(rest) != events or not _hangs_together(rest)
    for node in told.nodes:
        rest = [one for one in told.links if node.id not in (one.frm, one.to)]
        assert not rest or _shown(rest) != events or not _hangs_together(rest)


@pytest.mark.parametrize("indicator", [one for one in INDICATORS if not one.context], ids=lambda one: one.id)
def test_the_hits_of_every_indicator_can_be_shown(indicator: Indicator) -> None:
    """Also where only a computation joins the members, as a common telephone number does."""
    identity = indicator.id
    municipality = town(EXAMPLES[identity]())
    for finding in municipality._evaluation.findings.values():
        if finding.hit.indicator == identity:
            told = smallest(municipality.graph, [finding], ())
            assert _shown(told.links) == set(told.shows)
            assert _hangs_together(told.links)
