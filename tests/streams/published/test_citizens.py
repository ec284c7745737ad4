"""The list for citizens: nothing left out, plain, and without a word of guilt."""

import re
import tomllib

import pytest

from graph.declaration import Declaration
from graph.indicators import DECLARATIONS
from streams.published.citizens import page
from streams.published.facts import INDICATORS, off
from streams.published.texts import template
from streams.registers_page import REGISTERS

PAGE = page()
PARTS = {part[:2]: part for part in re.split("^### ", PAGE, flags=re.MULTILINE)[1:]}
LONGEST = 18
"""Words in a sentence: what is advised for B1 is 15 on average."""


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])\s+", text) if one]


def test_every_indicator_and_every_fact_has_its_words_and_no_others_have() -> None:
    """A new indicator must be told in the same change."""
    assert INDICATORS.indicators.keys() == {one.id for one in DECLARATIONS} == PARTS.keys()
    assert INDICATORS.facts.keys() == REGISTERS.keys()
    assert {fact.source for fact in INDICATORS.facts.values()} == INDICATORS.sources.keys()


@pytest.mark.parametrize("one", DECLARATIONS, ids=lambda one: one.id)
def test_each_tells_what_why_facts_innocent_causes_and_what_to_do(one: Declaration) -> None:
    """In Dutch and in English."""
    part = PARTS[one.id]
    plain = INDICATORS.indicators[one.id]
    for said in (plain.kijkt, plain.waarom, plain.looks, plain.why, one.nl, one.en, one.basis):
        assert said in part
    for cause in one.innocent:
        assert cause.nl in part
        assert cause.en in part
    for need in one.needs:
        fact = INDICATORS.facts[need.fact]
        source = INDICATORS.sources[fact.source]
        for said in (fact.nl, fact.en, source.nl, source.en, source.verbeter, source.correct):
            assert said.casefold() in part.casefold()
    assert ("staat uit" in part) == (one.id in off())
    assert ("alleen bij een zaak" in part) == (one.phase == "zaak")


@pytest.mark.parametrize("one", DECLARATIONS, ids=lambda one: one.id)
def test_its_dutch_is_short(one: Declaration) -> None:
    """Short sentences in few words: what can be counted of B1."""
    plain = INDICATORS.indicators[one.id]
    for sentence in _sentences(f"{plain.kijkt} {plain.waarom}"):
        assert len(sentence.split()) <= LONGEST, sentence


def test_no_word_accuses() -> None:
    """Facts and possible causes; never who is guilty of what."""
    words = re.findall(r"\w+", PAGE.casefold())
    for word in words:
        assert not word.startswith(
            ("crimine", "schuldig", "verdacht", "fraud", "katvanger", "stroman", "suspect")
        )


def test_no_number_of_the_rules_is_typed_into_the_words() -> None:
    """They would drift from rules.toml."""
    texts = tomllib.loads(template("indicatoren.toml"))["indicators"]
    assert not [text for one in texts.values() for text in one.values() if re.search(r"\d", text)]
