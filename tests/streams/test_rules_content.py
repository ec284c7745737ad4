"""Checking the content of a version of the rules."""

import tomllib
from typing import Any

import pytest

from streams.rules_content import DEFAULT, NO_HIT, WrongRulesError, checked, published
from streams.rules_ranges import RANGES

TEXT = DEFAULT.read_text(encoding="utf-8")
CONTENT = tomllib.loads(TEXT)


def _wrong(inhoud: Any) -> WrongRulesError:
    with pytest.raises(WrongRulesError) as caught:
        published("2", inhoud)
    return caught.value


def _changed(*place: str, value: Any) -> dict[str, Any]:
    content = tomllib.loads(TEXT)
    at = content
    for name in place[:-1]:
        at = at[name]
    at[place[-1]] = value
    return content


def test_every_parameter_has_a_range() -> None:
    """Under its name; there is none in the file without, and no range without a parameter."""
    names = {name for parameters in CONTENT["indicators"].values() for name in parameters}
    assert names | CONTENT["general"].keys() == RANGES.keys()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("indicators", "C1", "overlap"), -1),
        (("indicators", "C1", "overlap"), 9.5),
        (("indicators", "C1", "overlaps"), 90),
        (("indicators", "E1", "band_from"), 30_000),
        (("indicators", "D1", "similarity"), 1.1),
        (("indicators", "Z9"), {"months": 1}),
        (("general", "sources"), 0),
        (("general", "neighbours"), 3),
    ],
)
def test_what_cannot_be_meant_is_named_by_its_path(place: tuple[str, ...], value: Any) -> None:
    """Out of range, unknown, or larger than what it must be less than."""
    assert _wrong(_changed(*place, value=value)).about == ".".join(place)


@pytest.mark.parametrize("value", ["90", True, None, float("nan")])
def test_what_is_no_number_is_wrong(value: Any) -> None:
    """A text in digits too: the file is not guessed at."""
    assert _wrong(_changed("indicators", "C1", "overlap", value=value)).about.startswith("indicators")


def test_content_comes_as_text_or_as_parsed() -> None:
    """A TOML text and the object that it holds are the same rules; the publication names the version."""
    rules = published("7", TEXT)
    assert rules == published(7, CONTENT)
    assert rules is not None
    assert rules.version == "7"


@pytest.mark.parametrize("inhoud", [None, "", {}])
def test_a_publication_without_content_changes_nothing(inhoud: Any) -> None:
    """It announces a version, and no more."""
    assert published("2", inhoud) is None


@pytest.mark.parametrize("inhoud", ["[", 3, ["version"]])
def test_what_is_no_rules_file_at_all_is_wrong(inhoud: Any) -> None:
    """No TOML, or no object; of an event that stands already it is passed over."""
    assert _wrong(inhoud).about == ""
    assert published("2", inhoud, lenient=True) is None


def test_a_publication_of_an_earlier_release_does_not_know_later_indicators() -> None:
    """They are off in it, and a new parameter has the value that came along."""
    content = tomllib.loads(TEXT)
    del content["indicators"]["G2"], content["indicators"]["C1"]["overlap"]
    rules = published("2", content, lenient=True)
    assert rules is not None
    assert "G2" in rules.off
    assert rules.indicators["C1"]["overlap"] == CONTENT["indicators"]["C1"]["overlap"]


def test_trial_and_go_live_are_read() -> None:
    """Both may be left out."""
    rules = checked({**CONTENT, "shadow": ["B1"], "go_live": "2026-01-01"})
    assert rules.silent == rules.off | {"B1"}
    assert str(rules.go_live) == "2026-01-01"
    assert checked(CONTENT).go_live is None


@pytest.mark.parametrize("list_", ["off", "shadow"])
def test_the_paths_can_be_neither_off_nor_in_shadow(list_: str) -> None:
    """They are no hit that could be hidden, and the refusal says so."""
    assert str(_wrong(_changed(list_, value=["G1"]))) == f"{list_}: {NO_HIT}"
