"""What is planted: each structure carries exactly the indicators that the truth says, and only planted ones are flagged."""

from __future__ import annotations

from collections import Counter

from demo.match import match
from demo.town import Town
from demo.truth import Fate
from tests.demo.conftest import Screened


def test_every_kind_has_planted_lookalike_and_undone_structures(town: Town) -> None:
    """Recall, false flags and withdrawal can be told for every kind."""
    counted = Counter((one.kind, one.fate) for one in town.truth.structures)
    for kind in {one.kind for one in town.truth.structures}:
        assert counted[kind, Fate.PLANTED] >= 5
        assert counted[kind, Fate.LOOKALIKE] >= 5
        assert counted[kind, Fate.UNDONE] >= 1


def test_planted_structures_meet_the_rule_of_combination_on_paper(town: Town) -> None:
    """At least two groups, one of them from C to J; look-alikes and undone ones have one at most, or no hard event."""
    for one in town.truth.structures:
        groups = {indicator[0] for indicator in one.indicators}
        if one.fate.flagged:
            assert len(groups) >= 2
            assert groups & set("CDEFGIJ")
        else:
            assert len(groups) < 2 or one.variant == "geen harde gebeurtenis"


def test_structures_share_no_members(town: Town) -> None:
    """So that one flag finds one structure."""
    members = Counter(member for one in town.truth.structures for member in one.members)
    assert max(members.values()) == 1


def test_each_structure_carries_exactly_its_indicators(town: Town, screened: Screened) -> None:
    """Near misses miss by what they are meant to miss by, and by nothing else."""
    for one in town.truth.structures:
        holding = set().union(*(screened.holding.get(member, set()) for member in one.members)) - {"G1"}
        assert holding == set(one.indicators), one.variant


def test_all_that_is_planted_is_found_and_nothing_else(town: Town, screened: Screened) -> None:
    """No false flag, no look-alike, nothing undone, on a seed of the tests' own."""
    result = match(screened.flags, town.truth)
    assert [one.variant for one in result.missed] == []
    assert result.false == ()
    assert result.tricked == ()
