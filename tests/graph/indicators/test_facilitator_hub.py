"""B4: one lessor or lender, three groups that share nobody, each with a hard event."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import b4


def test_the_node_and_the_struck_neighbours_are_members() -> None:
    """Other neighbours are not."""
    one = hit(town(b4(others=2)), "B4")
    assert {m.key for m in one.members} == {b.person_record("N"), *(b.firm_record(f"F{n}") for n in range(3))}


@pytest.mark.parametrize(
    ("components", "others", "on", "found"),
    [(3, 0, 0, 1), (2, 0, 0, 0), (3, 7, 0, 1), (3, 8, 0, 0), (6, 14, 0, 1), (7, 14, 0, 0), (3, 0, -1, 0)],
)
def test_the_thresholds(components: int, others: int, on: int, found: int) -> None:
    """Three groups, 30 % of all neighbours, at most twenty neighbours, on a day on which the lease held."""
    assert len(hits(town(b4(components, others, on)), "B4")) == found


def test_who_shares_a_director_is_one_group() -> None:
    """A person leads two of three; the node itself does not count."""
    both = [b.leads(b.person("D"), b.firm(f"F{number}"), 0) for number in (0, 1)]
    assert not hits(town([*b4(), *both]), "B4")
    assert hits(town([*b4(components=4), *both]), "B4")
    node = [b.leads(b.person("N"), b.firm(f"F{number}"), 0) for number in range(3)]
    assert hits(town([*b4(), *node]), "B4")


def test_one_neighbour_that_holds_another_is_one_group_with_it() -> None:
    """A holder is of the group of what it holds."""
    assert not hits(town([*b4(), b.holds(b.firm("F0"), b.firm("F1"), 0)]), "B4")


def test_a_hub_ties_no_groups() -> None:
    """A trust office that leads half the town is nobody's own director."""
    office = [b.leads(b.person("D"), b.firm(f"F{number}"), 0) for number in (0, 1)]
    office += [b.leads(b.person("D"), b.firm(f"Z{number}"), 0) for number in range(24)]
    assert hits(town([*b4(), *office]), "B4")
