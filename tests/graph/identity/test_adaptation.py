"""What the doors of a file teach: weights move as far as the file bears out, and only towards it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import ORGANISATION, PERSON
from graph.identity.adaptation import (
    Level,
    Pattern,
    adapted_to_firms,
    adapted_to_persons,
    door_keys,
    pattern,
)
from graph.identity.features import features
from streams.weights_file import load_weights

WEIGHTS = load_weights()
PRIOR = 13.0
A, O, U = Level.AGREE, Level.OTHER, Level.UNKNOWN  # noqa: E741 - a table reads better so

CLEAN_WITH_FAMILIES: dict[Pattern, int] = {
    (A, A, A): 600,
    (A, O, O): 500,
    (A, O, U): 300,
    (A, A, U): 400,
    (O, O, O): 80,
}
TYPED_OVER: dict[Pattern, int] = {
    (A, A, A): 1200,
    (A, O, A): 180,
    (O, A, A): 120,
    (A, A, O): 80,
    (A, O, O): 10,
    (A, O, U): 6,
}


def test_no_doors_move_nothing_but_what_the_start_says() -> None:
    """A file without addresses is matched by the frozen penalties."""
    found = adapted_to_persons(WEIGHTS, {}, PRIOR)
    assert (found.surname["other"], found.birth_date["other"]) == (
        WEIGHTS.surname["other"],
        WEIGHTS.birth_date["other"],
    )
    assert found.together["household"] < 3.0


def test_a_register_with_families_keeps_relatives_apart() -> None:
    """Hundreds of pairs share surname and door, and neither given name nor birth date."""
    found = adapted_to_persons(WEIGHTS, CLEAN_WITH_FAMILIES, PRIOR)
    assert found.together["household"] < 1.5
    assert found.given["other"] < -5.0


def test_a_file_typed_over_forgives_what_was_typed_wrong() -> None:
    """Where one birth date comes with two given names one time in ten, another given name proves little."""
    found = adapted_to_persons(WEIGHTS, TYPED_OVER, PRIOR)
    assert found.together["household"] > 5.0
    assert -4.0 < found.given["other"] <= -2.5
    assert found.address["door"] > WEIGHTS.address["door"]


def test_a_few_pairs_that_slips_explain_are_no_families() -> None:
    """Nobody lives together there, so surname and door are worth what they weigh, and a birth date is no twin's."""
    found = adapted_to_persons(WEIGHTS, TYPED_OVER, PRIOR)
    assert found.together["household"] > 10.0
    assert found.together["twins"] == WEIGHTS.birth_date["day"]


@pytest.mark.parametrize("relatives", [50, 100, 600])
def test_a_file_typed_over_with_some_families_keeps_relatives_apart(relatives: int) -> None:
    """More pairs without given name and birth date in common than slips explain are of relatives."""
    doors = {**TYPED_OVER, (A, O, O): TYPED_OVER[A, O, O] + relatives}
    found = adapted_to_persons(WEIGHTS, doors, PRIOR)
    assert found.together["household"] < 6.0


def test_too_few_doors_do_not_say_that_nobody_lives_together() -> None:
    """Thirty pairs without a relative may be chance."""
    found = adapted_to_persons(WEIGHTS, {(A, A, A): 24, (A, O, A): 4, (O, A, A): 2}, PRIOR)
    assert found.together["household"] < 5.0


def test_firms_at_one_door_with_one_telephone_forgive_other_names() -> None:
    """And without telephones next to nothing moves."""
    known = adapted_to_firms(WEIGHTS, {(A, A): 600, (O, A): 200, (A, U): 300}, PRIOR)
    unknown = adapted_to_firms(WEIGHTS, {(A, U): 600, (O, U): 400}, PRIOR)
    assert known.organisation["other"] > unknown.organisation["other"]
    assert unknown.organisation["other"] == pytest.approx(WEIGHTS.organisation["other"], abs=0.1)


def test_one_field_cannot_tell_a_slip_from_a_relative() -> None:
    """Without birth dates other given names at one door stay other persons."""
    found = adapted_to_persons(WEIGHTS, {(A, A, U): 600, (A, O, U): 400}, PRIOR)
    assert found.given["other"] < -6.0
    assert found.together["household"] < 2.0


LEVELS = st.sampled_from(list(Level))


@given(st.dictionaries(st.tuples(LEVELS, LEVELS, LEVELS), st.integers(1, 5_000), max_size=12))
def test_weights_never_fall_below_the_frozen_ones(doors: dict[Pattern, int]) -> None:
    """Nor above what a field that differs must at least say."""
    found = adapted_to_persons(WEIGHTS, doors, PRIOR)
    for field in ("surname", "given", "birth_date"):
        frozen, moved = getattr(WEIGHTS, field)["other"], getattr(found, field)["other"]
        assert frozen <= moved <= -2.5
    assert found.together["household"] >= WEIGHTS.together["household"]
    assert 0.0 <= found.address["door"] - WEIGHTS.address["door"] <= 8.0


@given(st.permutations(sorted(TYPED_OVER.items())))
def test_the_order_of_the_pairs_plays_no_part(doors: list[tuple[Pattern, int]]) -> None:
    """To two decimals, as the weights are told: sums of floats depend on their order beyond."""
    usual, other = (adapted_to_persons(WEIGHTS, dict(pairs), PRIOR) for pairs in (TYPED_OVER.items(), doors))
    assert other.given == usual.given
    assert other.together["household"] == pytest.approx(usual.together["household"])


def test_levels_follow_the_bits() -> None:
    """0 is what nobody knows."""
    assert pattern((8.0, 0.0, -5.0)) == (A, U, O)
    assert pattern((0.5,)) == (Level.NEAR,)


@pytest.mark.parametrize(
    ("kind", "address", "doors"),
    [
        (PERSON, {"postcode": "1234 AB", "huisnummer": "12 a", "straat": "Verzinlaan"}, 1),
        (PERSON, {"postcode": "2600", "huisnummer": "5", "straat": "Fable Street", "plaats": "Nowhere"}, 2),
        (ORGANISATION, {"straat": "Fable Street", "huisnummer": "5", "plaats": "Nowhere"}, 1),
        (PERSON, {"straat": "Fable Street", "plaats": "Nowhere"}, 0),
        (PERSON, {"postcode": "2600", "huisnummer": "5"}, 0),
    ],
)
def test_a_door_is_a_fine_postcode_or_a_street(kind: str, address: dict[str, str], doors: int) -> None:
    """Four digits are a town and no door."""
    assert len(door_keys(features(kind, address.items()))) == doors
