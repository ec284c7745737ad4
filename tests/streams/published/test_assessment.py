"""The starting text of DPIA and IAMA: every ground, rail and test it names is there."""

import re
from pathlib import Path
from typing import get_args

import msgspec

from graph.indicators import DECLARATIONS
from screening.retention import POLICY
from streams.events.common import Persoon, Rol
from streams.events.types import TYPES
from streams.forbidden import CONTAINED, EXACT
from streams.published.assessment import page
from streams.published.rails import rails
from streams.registers_page import ON_CASE, REGISTERS

ROOT = Path(__file__).parents[3]
RAILS = rails((ROOT / "docs" / "guard-rails.md").read_text("utf-8"))
PAGE = page(RAILS)


def test_every_test_it_names_exists() -> None:
    """A mitigation without a test is a promise."""
    named = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)
    assert named
    assert all((ROOT / name).is_file() for name in named)


def test_data_grounds_terms_rails_and_refused_words_are_all_told() -> None:
    """From the code, none left out."""
    for one in DECLARATIONS:
        assert f"| {one.id} {one.nl} | `{one.phase}` | `{one.purpose}` |" in PAGE
        assert f"| {one.basis} | {one.hook} | {one.refusal} |" in PAGE
    for said in (*REGISTERS, *POLICY, *CONTAINED, *EXACT):
        assert f"`{said}`" in PAGE
    for rail in RAILS:
        assert f"| {rail.id} | {rail.what} |" in PAGE


def test_every_event_field_of_a_person_and_role_is_told() -> None:
    """Also what no indicator reads: it is kept all the same."""
    for one in TYPES.values():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{one.topic}` |"))
        assert f"`{one.kind}`" in row
    for said in (*Persoon.__struct_fields__, *get_args(Rol)):
        assert f"`{said}`" in PAGE


def test_a_ground_that_changes_changes_the_text() -> None:
    """It is read from the rails given, not typed."""
    other = [msgspec.structs.replace(rail, state="not built", tests=()) for rail in RAILS]
    assert PAGE.count("nog niet gebouwd") < page(other).count("nog niet gebouwd") == len(RAILS)


def test_indicators_that_read_early_what_only_a_case_opens_are_named_for_counsel() -> None:
    """By our own reading of the grounds: this must not be hidden."""
    early = [
        one.id
        for one in DECLARATIONS
        if one.phase == "stroom" and {REGISTERS[need.fact].who for need in one.needs} & {ON_CASE}
    ]
    assert early
    assert f"mogen worden opgevraagd: {', '.join(early)}." in PAGE


def test_what_is_left_is_marked_for_each_of_the_three() -> None:
    """The makers decide nothing of it."""
    left = PAGE.partition("## 12. ")[2]
    assert [mark for mark in ("gemeente", "jurist", "FG") if f"- **[{mark}]**" in left] == [
        "gemeente",
        "jurist",
        "FG",
    ]
