"""What the sources of a file are learnt to say."""

from hypothesis import given
from hypothesis import strategies as st

from graph.identity.sources import learnt

SOURCES = st.sampled_from("abc")


def test_a_source_without_two_records_of_one_thing_lists_each_once() -> None:
    """Two of its records are hardly one; two of both sources more likely so."""
    found = learnt({"a": 500, "b": 500}, {("a", "b"): 400, ("b", "b"): 90})
    assert found.once == {"a"}
    assert found.bits("a", "a") < -5.0
    assert -2.0 < found.bits("b", "b") < 0.0
    assert 0.0 < found.bits("a", "b") <= 1.0
    assert found.slips < 0.01 < found.within


def test_sources_that_records_fall_into_by_chance_say_nothing() -> None:
    """A quarter of the pairs within each of two."""
    found = learnt({"a": 500, "b": 500}, {("a", "b"): 200, ("a", "a"): 101, ("b", "b"): 99})
    assert not found.once
    assert all(abs(found.bits(one, other)) < 0.1 for one in "ab" for other in "ab")


def test_a_source_of_which_nothing_is_to_be_expected_says_nothing() -> None:
    """Hundreds of sources of a few records: no pair within one is no proof that it lists things once."""
    found = learnt({str(number): 3 for number in range(700)}, {("1", "2"): 600})
    assert not found.once
    assert abs(found.bits("5", "5")) < 0.1


def test_without_a_source_nothing_is_said() -> None:
    """Of one of the two records."""
    assert learnt({"a": 500, "b": 500}, {("a", "b"): 400}).bits("", "a") == 0.0


@given(
    st.dictionaries(SOURCES, st.integers(1, 9_000), min_size=2),
    st.dictionaries(st.tuples(SOURCES, SOURCES), st.integers(1, 9_000)),
)
def test_bits_stay_within_bounds(records: dict[str, int], sure: dict[tuple[str, str], int]) -> None:
    """Whatever is counted."""
    known = {pair: count for pair, count in sure.items() if set(pair) <= records.keys()}
    found = learnt(records, known)
    assert all(-8.0 <= found.bits(one, other) <= 1.0 for one in records for other in records)
    assert 0.0 <= found.within <= 1.0
