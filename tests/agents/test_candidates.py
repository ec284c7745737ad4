"""Pairs of rows that share a key, found in columns."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import candidates
from agents.candidates import Candidates, pairs


def found(keys: Sequence[set[str]]) -> list[tuple[int, int]]:
    """Give all pairs among rows with these keys."""
    gathered = Candidates()
    for row, own in enumerate(keys):
        gathered.add(row, own)
    return [pair for batch in pairs(gathered.met()) for pair in batch]


@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=12))
def test_every_pair_that_shares_a_key_comes_once(keys: list[set[str]]) -> None:
    """The smaller row first, in order."""
    assert found(keys) == [
        (one, other) for one, other in combinations(range(len(keys)), 2) if keys[one] & keys[other]
    ]


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by looking at fewer pairs at once, not by leaving some out."""
    keys = [{f"k{row % 3}", f"m{row % 5}"} for row in range(40)]
    whole = found(keys)
    monkeypatch.setattr(candidates, "_PAIRS_AT_ONCE", 5)
    assert found(keys) == whole


def test_the_size_says_how_many_rows_have_a_key() -> None:
    """A row that gives a key twice counts once."""
    gathered = Candidates()
    for row in range(3):
        gathered.add(row, ["a", "a", f"own{row}"])
    assert gathered.met()["size"].to_list() == [3, 3, 3]
