"""What the report prints."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from demo.report import report, sentence
from demo.town import Town
from demo.wording import FACTS, KINDS, PATTERNS, WORDS, number
from graph.weekly import Week
from tests.demo.conftest import Screened

SUMMARY: dict[str, Any] = {
    "read": 12_345,
    "accepted": 12_300,
    "duplicates": 40,
    "refused": {"schema": 3, "malformed": 2, "internal": 0},
    "entities": 4_000,
    "relations": 5_000,
    "doubts": 37,
    "alarms": 2,
    "flags": {"open": 1},
    "advisories": 0,
    "seconds": 6.54,
}

WEEKS = [Week("2021-W05", 3, 0), Week("2021-W09", 2, 1)]


def printed(town: Town, screened: Screened, lang: str) -> str:
    """Print the report as into a pipe."""
    console = Console(file=io.StringIO(), width=120)
    few = screened.flags[:3]
    report(console, SUMMARY, screened.flags, town.truth, town.lines(), lang, day_one=few, weeks=WEEKS)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_report_says_what_went_in_and_what_came_out(town: Town, screened: Screened) -> None:
    """Read, refused by reason, entities, relations, one row a flag, and the score last."""
    text = printed(town, screened, "nl")
    protected = sum(flag["route"] == "protection" for flag in screened.flags)
    for expected in (
        "12.345",
        "malformed 2, schema 3",
        "4.000",
        "5.000",
        "paren die één kunnen zijn",
        "6,5",
        "Onterechte signalen: 0 van",
    ):
        assert expected in text
    assert "internal" not in text
    assert f"8 van de {len(screened.flags)}" in text
    assert "0 / 0" in text
    assert "bewoning, huur" in text
    assert f"bescherming (hulp, geen verdenking): {protected} structuren" in text
    assert (
        text.index("gelezen") < text.index("Spreadsheet") < text.index("Verstopt") < text.index("Onterechte")
    )


def test_the_report_speaks_english_too(town: Town, screened: Screened) -> None:
    """The same figures with the other separators."""
    text = printed(town, screened, "en")
    assert "12,345" in text
    assert "False flags: 0 of" in text


def test_the_most_telling_pattern_gives_the_sentence() -> None:
    """The others are named behind it, G1 never."""
    indicators = [{"id": name, "nl": f"Zin over {name}."} for name in ("B1", "C1", "D1", "G1")]
    told = sentence({"indicators": indicators}, "nl")
    assert told.startswith("Zin over D1; ook ")
    assert told.endswith(f"{PATTERNS['nl']['C1']}, {PATTERNS['nl']['B1']}.")
    assert sentence({"indicators": indicators[1:2]}, "nl") == "Zin over C1."


@pytest.mark.parametrize("words", [WORDS, PATTERNS, FACTS, KINDS])
def test_both_languages_say_the_same(words: dict[str, dict[str, str]]) -> None:
    """No word is missing in one of them."""
    assert words["nl"].keys() == words["en"].keys()


def test_numbers_are_written_as_the_language_does() -> None:
    """Points and commas change places."""
    assert number(27_135, "nl") == "27.135"
    assert number(6.54, "nl") == "6,5"
    assert number(27_135, "en") == "27,135"


def test_the_report_ends_with_new_and_reopened_flags_a_week(town: Town, screened: Screened) -> None:
    """As they were followed from day to day."""
    assert "2021-W05 3 + 0, 2021-W09 2 + 1" in printed(town, screened, "nl")
