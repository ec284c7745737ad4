"""When a structure is found, and when a flag is false."""

from __future__ import annotations

from typing import Any

from demo.match import by_group, match
from demo.truth import Fate, Structure, Truth


def structure(name: str, fate: Fate, members: str, indicators: str = "C1 D1") -> Structure:
    """Make a structure of members and indicators written as words."""
    return Structure(
        id=name,
        kind=name[0],
        variant=name,
        fate=fate,
        indicators=tuple(indicators.split()),
        members=tuple(members.split()),
    )


TRUTH = Truth(
    gemeente="9901",
    seed=0,
    structures=(
        structure("a-1", Fate.PLANTED, "kvk:1 kvk:2 bag:1"),
        structure("a-2", Fate.PLANTED, "kvk:3 kvk:4"),
        structure("b-1", Fate.LOOKALIKE, "kvk:5 kvk:6", "C1"),
        structure("b-2", Fate.UNDONE, "kvk:7", "G2"),
    ),
    duplicates=0,
    refused={},
)


def flag(name: str, records: str, indicators: str = "C1 D1", status: str = "open") -> dict[str, Any]:
    """Make a flag of records and indicators written as words."""
    named = [{"id": indicator} for indicator in indicators.split()]
    return {"id": name, "status": status, "records": records.split(), "indicators": named}


def test_without_flags_everything_is_missed() -> None:
    """The empty case."""
    result = match([], TRUTH)
    assert [one.id for one in result.missed] == ["a-1", "a-2"]
    assert (result.found, result.false, result.tricked) == ({}, (), ())
    assert [(score.kind, score.planted, score.found) for score in result.scores] == [("a", 2, 0)]


def test_a_flag_with_most_members_and_all_indicators_finds() -> None:
    """More than half of the members will do; further members and indicators do no harm."""
    result = match([flag("f", "kvk:1 kvk:2 kvk:9", "C1 D1 G1")], TRUTH)
    assert result.found == {"a-1": "f"}
    assert result.false == ()


def test_half_of_the_members_is_too_few() -> None:
    """Such a flag is about something else, so it is false."""
    result = match([flag("f", "kvk:3")], TRUTH)
    assert (result.found, result.false) == ({}, ("f",))


def test_a_flag_without_an_expected_indicator_finds_nothing_but_is_not_false() -> None:
    """It points at the right thing for half of the reasons."""
    result = match([flag("f", "kvk:3 kvk:4", "C1 G2")], TRUTH)
    assert (result.found, result.false) == ({}, ())


def test_a_withdrawn_flag_counts_for_nothing() -> None:
    """Only what stands at the end is held against the truth."""
    result = match([flag("f", "kvk:3 kvk:4", status="withdrawn")], TRUTH)
    assert (result.found, result.false) == ({}, ())


def test_flags_on_lookalikes_and_undone_structures_are_false() -> None:
    """Both are told apart from flags about nothing at all."""
    result = match([flag("f", "kvk:5 kvk:6"), flag("g", "kvk:7"), flag("h", "kvk:99")], TRUTH)
    assert result.false == ("f", "g", "h")
    assert [one.id for one in result.tricked] == ["b-1", "b-2"]


def test_one_flag_may_find_two_structures() -> None:
    """When they merged."""
    result = match([flag("f", "kvk:1 kvk:2 kvk:3 kvk:4")], TRUTH)
    assert result.found == {"a-1": "f", "a-2": "f"}


def test_groups_count_each_indicator_that_a_flag_about_the_structure_names() -> None:
    """Half of the reasons is half of the groups; a withdrawn flag names nothing."""
    scores = by_group([flag("f", "kvk:3 kvk:4", "C1"), flag("g", "kvk:1 kvk:2", status="withdrawn")], TRUTH)
    assert {group: (score.planted, score.found) for group, score in scores.items()} == {
        "C": (2, 1),
        "D": (2, 0),
    }
