"""R21: suspicion is no fact."""

import pytest

from graph.claims import PERSON
from graph.identity.comparisons import JOINING
from graph.identity.features import features
from graph.identity.matcher import Matcher
from streams.rules_file import load_rules
from tests.guardrails.conftest import Town


def test_a_flag_says_how_sure_its_links_are(town: Town) -> None:
    """Its band is a part of one, low before high, and every link it rests on has its probability."""
    for flag in town.flags().values():
        low, high = flag.band
        assert 0.0 <= low <= high <= 1.0
        assert all(0.0 < link.probability <= 1.0 for link in flag.identity)


def test_every_edge_of_the_evidence_has_a_type_and_the_events_that_say_so(town: Town) -> None:
    """None is a bare line."""
    edges = [edge for flag in town.flags().values() for edge in flag.evidence.edges]
    assert edges
    assert all(edge.relation and edge.events for edge in edges)


@pytest.mark.parametrize("name", ["Jan de Vries", "Xanthippe Quillevere"])
def test_an_equal_name_alone_joins_nobody(name: str) -> None:
    """Be it ever so rare: it stays under the probability from which an indicator may rest on a link."""
    alone = features(PERSON, [("naam", name)])
    score = Matcher(load_rules().identity).score(alone, alone)
    assert not score.probability >= JOINING


def test_no_flag_rests_on_a_link_under_the_bound(town: Town) -> None:
    """What people joined by hand is theirs; all other links are as sure as the rules ask."""
    links = [link for flag in town.flags().values() for link in flag.identity]
    assert links
    assert all(link.probability >= JOINING for link in links)
