"""What is planted: each structure carries exactly the indicators that the truth says, and only planted ones are flagged."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import msgspec

from demo.match import match
from demo.town import Town
from demo.truth import Fate
from graph.indicators import INDICATORS
from tests.demo.conftest import Screened

CONTEXT_ONLY = "achtergrond"
WITHOUT_HARD_EVENT = {"geen harde gebeurtenis", "sluiting vernietigd"}


def test_every_kind_has_planted_lookalike_and_undone_structures(town: Town) -> None:
    """Recall, false flags and withdrawal can be told for every kind."""
    counted = Counter((one.kind, one.fate) for one in town.truth.structures)
    for kind in {one.kind for one in town.truth.structures}:
        if kind == CONTEXT_ONLY:
            assert counted[kind, Fate.PLANTED] == 0
            continue
        assert counted[kind, Fate.PLANTED] >= 5
        assert counted[kind, Fate.LOOKALIKE] >= 4
        assert counted[kind, Fate.UNDONE] >= 1


def test_every_indicator_is_planted_twice_and_missed_once(town: Town) -> None:
    """A and so on to J; group H, which is context, in look-alikes alone. G1 is no hit but a path."""
    planted = Counter(name for one in town.truth.of(Fate.PLANTED) for name in one.indicators)
    context = Counter(name for one in town.truth.structures for name in one.context)
    for indicator in INDICATORS:
        assert (context if indicator.context else planted)[indicator.id] >= 2, indicator.id


def test_the_last_fact_of_each_planted_structure_is_an_event_of_the_log(town: Town) -> None:
    """It is known no earlier than it happened; what is not flagged has none."""
    told = {}
    for line in town.lines():
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            event = msgspec.json.decode(line)
            if isinstance(event, dict):
                told[event.get("source"), event.get("id")] = event
    for one in town.truth.structures:
        assert (one.completed is not None) == one.fate.flagged
        if one.completed:
            event = told[one.completed.source, one.completed.id]
            assert event["time"] == one.completed.known
            assert event["data"]["gebeurtenisdatum"] == one.completed.valid


def test_a_flag_is_raised_by_the_fact_that_completes_the_structure(town: Town, screened: Screened) -> None:
    """The town says which that is, in its own words; the engine finds the same event."""
    raised = {flag["id"]: flag["raised"]["event"] for flag in screened.flags}
    found = match(screened.flags, town.truth).found
    for one in town.truth.of(Fate.PLANTED):
        assert one.completed is not None
        assert raised[found[one.id]] == {"source": one.completed.source, "id": one.completed.id}, one.variant


def test_context_holds_where_it_is_planted(town: Town, screened: Screened) -> None:
    """And makes no flag, as another test says."""
    for one in town.truth.structures:
        found = set().union(*(screened.context.get(member, set()) for member in one.members))
        assert found.issuperset(one.context), one.variant


def test_planted_structures_meet_the_rule_of_combination_on_paper(town: Town) -> None:
    """At least two groups, one of them from C to J; look-alikes and undone ones have one at most, or no hard event."""
    for one in town.truth.structures:
        groups = {indicator[0] for indicator in one.indicators}
        if one.fate.flagged:
            assert len(groups) >= 2
            assert groups & set("CDEFGIJ")
        else:
            assert len(groups) < 2 or one.variant in WITHOUT_HARD_EVENT


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
