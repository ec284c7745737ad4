"""The standing claims between records."""

from graph.claims import Relation
from graph.network import Network
from tests.graph.builders import ref

_HUUR = frozenset({"huur"})


def _claim(id_: str, frm: str = "oa", to: str | None = "ob", place: str | None = None) -> Relation:
    return Relation(ref(1, id_), "huur", frm, to, 1, 1, place=place)


def test_an_empty_network_knows_nobody() -> None:
    """The empty case."""
    network = Network()
    assert not list(network.outgoing("oa", _HUUR))
    assert not list(network.incoming("oa", _HUUR))
    assert not list(network.around("oa"))
    assert not list(network.relations())
    assert (network.degree("oa"), network.happened("oa")) == (0, [])


def test_claims_of_one_pair_and_relation_stand_together() -> None:
    """And the last that goes takes the edge along."""
    network, one, two = Network(), _claim("1"), _claim("2")
    network.add(one)
    network.add(two)
    assert list(network.outgoing("oa", _HUUR)) == [("ob", [one, two])]
    assert list(network.incoming("ob", _HUUR)) == [("oa", [one, two])]
    assert not list(network.outgoing("oa", frozenset({"belang"})))
    network.remove(one)
    network.remove(two)
    assert not list(network.relations())


def test_the_same_claim_twice_goes_one_at_a_time() -> None:
    """One event may name one party twice."""
    network = Network()
    network.add(_claim("1"))
    network.add(_claim("1"))
    network.remove(_claim("1"))
    assert list(network.relations()) == [("oa", "ob", "huur")]


def test_a_lease_is_an_edge_to_the_tenant_and_one_to_the_place() -> None:
    """The tenant rents the place."""
    network = Network()
    network.add(_claim("1", place="lx"))
    assert set(network.relations()) == {("oa", "ob", "huur"), ("ob", "lx", "huur")}
    assert set(network.around("ob")) == {("oa", "huur"), ("lx", "huur")}
    network.remove(_claim("1", place="lx"))
    assert not list(network.relations())


def test_striking_off_stands_beside_the_edges() -> None:
    """It has no other party."""
    network, struck = Network(), _claim("1", to=None)
    network.add(struck)
    assert network.happened("oa") == [struck]
    network.remove(struck)
    assert network.happened("oa") == []
