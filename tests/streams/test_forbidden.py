"""Forbidden names: found at any depth by name alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.forbidden import CONTAINED, EXACT, find_forbidden, is_forbidden, may_hold_forbidden


@pytest.mark.parametrize("word", [*CONTAINED, *sorted(EXACT)])
def test_every_listed_name_is_forbidden_in_any_case(word: str) -> None:
    """Upper and lower case alike."""
    assert is_forbidden(word)
    assert is_forbidden(word.upper())


@pytest.mark.parametrize("word", CONTAINED)
def test_a_name_that_contains_a_listed_word_is_forbidden(word: str) -> None:
    """In the middle of a longer name too."""
    assert is_forbidden(f"x{word.title()}Y")


@pytest.mark.parametrize(
    "name", ["geboortedatum", "terras", "rastype", "adres", "geboorteDatum", "naam", "horeca", "inspecties"]
)
def test_harmless_names_that_look_like_forbidden_ones_pass(name: str) -> None:
    """`ras` and `geboorte` count only as whole names."""
    assert not is_forbidden(name)


def test_the_path_of_the_first_forbidden_name_is_told() -> None:
    """Lists by their index; a null value is no excuse."""
    event: dict[str, Any] = {"id": "x", "data": {"a": [{"b": 1}, {"Nationaliteit": None}], "ras": 1}}
    assert find_forbidden(event, names=True) == "data.a[1].Nationaliteit"


def test_words_inside_a_value_are_never_forbidden() -> None:
    """Recognised by name only."""
    assert find_forbidden({"data": {"toelichting": "religie, ras, politie"}}, names=True) is None


@pytest.mark.parametrize("subject", ["999990342", 999990342])
def test_a_subject_that_is_a_bsn_is_forbidden(subject: object) -> None:
    """Nine digits passing the elfproef as a whole."""
    assert find_forbidden({"subject": subject}, names=False) == "subject"


@pytest.mark.parametrize("subject", ["999990343", "zaak 999990342", "99999034", None, True, ["999990342"]])
def test_another_subject_passes(subject: object) -> None:
    """Only the whole subject counts."""
    assert find_forbidden({"subject": subject}, names=True) is None


@given(st.sampled_from([*CONTAINED, *sorted(EXACT)]), st.booleans())
def test_the_quick_look_never_overlooks_a_forbidden_name(word: str, upper: bool) -> None:
    """What the walk would find shows in the folded text."""
    name = word.upper() if upper else word
    assert may_hold_forbidden(f'{{"a":{{"{name}":null}}}}'.casefold())
