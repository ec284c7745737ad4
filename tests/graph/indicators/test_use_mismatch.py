"""B5: two residents at an industrial place that is no dwelling."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import b5, lives


def test_the_place_is_the_member_and_joins() -> None:
    """The residents are evidence."""
    one = hit(town(b5()), "B5")
    assert [member.key for member in one.members] == [b.place_record(1)]
    assert one.joins == one.members


@pytest.mark.parametrize(
    ("residents", "uses", "found"),
    [
        (2, ("industriefunctie",), 1),
        (1, ("industriefunctie",), 0),
        (2, ("industriefunctie", "woonfunctie"), 0),
        (2, ("logiesfunctie", "industriefunctie"), 0),
        (2, ("winkelfunctie",), 0),
    ],
)
def test_the_thresholds(residents: int, uses: tuple[str, ...], found: int) -> None:
    """Two residents, an industrial use, and neither dwelling nor lodging."""
    assert len(hits(town(b5(residents, uses)), "B5")) == found


def test_they_are_there_on_one_day() -> None:
    """One after the other is no two."""
    assert not hits(
        town([*b5(), lives(b.person("P0"), 1, 10, ends=True, gebruiksdoel=["industriefunctie"])]), "B5"
    )


def test_without_a_use_it_cannot_tell() -> None:
    """It says so."""
    assert [one.needs for one in town(b5(uses=())).unknowns() if one.indicator == "B5" and one.focus] == [
        "gebruiksdoel"
    ]
