"""B3: ten moves in or out of one place within two years."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import b3, lives


def test_the_place_is_the_member_and_joins() -> None:
    """The residents are evidence."""
    one = hit(town(b3()), "B3")
    assert [member.key for member in one.members] == [b.place_record(1)]
    assert one.joins == one.members


@pytest.mark.parametrize(("stays", "step", "found"), [(5, 180, 1), (5, 181, 0), (4, 50, 0), (6, 144, 1)])
def test_ten_moves_lie_within_twenty_four_months(stays: int, step: int, found: int) -> None:
    """730.56 days from the first to the last, both included: four steps and ten days."""
    assert len(hits(town(b3(stays, step)), "B3")) == found


def test_an_end_without_a_beginning_is_no_move() -> None:
    """It changes nothing."""
    stray = lives(b.person("Q"), 1, 100, ends=True)
    assert not hits(town([*b3(stays=4), lives(b.person("R"), 1, 90), stray]), "B3")


def test_the_threshold_is_reached_not_exceeded() -> None:
    """Unlike that of B1; a flag would state it and the places behind it."""
    one = hit(town(b3()), "B3")
    assert one.parameters["threshold"] == 10
    assert "10 verhuizingen" in one.nl
