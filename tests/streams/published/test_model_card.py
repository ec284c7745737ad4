"""The model card: every figure quoted, every field told, every test named exists."""

import re
import tomllib
from pathlib import Path

import pytest

from streams.published.model_card import FIELDS, SWAPS, page
from streams.weights_file import DEFAULT

ROOT = Path(__file__).parents[3]
MEASURED = (ROOT / "docs" / "identity-benchmarks.md").read_text("utf-8")
IDENTITY = (ROOT / "docs" / "identity.md").read_text("utf-8")
WEIGHTS = tomllib.loads(DEFAULT.read_text("utf-8"))
PAGE = page(MEASURED, IDENTITY)


def test_every_measured_line_stands_on_the_page_of_measurements() -> None:
    """Quoted with the command, our rows all of them."""
    part = PAGE.partition("## Gemeten")[2].partition("## Grenzen")[0]
    lines = [line.removeprefix("> ") for line in part.splitlines() if re.search(r"\d\.\d", line)]
    assert all(line in MEASURED for line in lines)
    assert part.count("**dwarsverband** |") == MEASURED.count("**dwarsverband** |") > 0
    assert "    make bench-identity" in part


def test_a_figure_that_is_measured_anew_is_quoted_anew() -> None:
    """And a paragraph that is gone is missed, not left out in silence."""
    row = next(line for line in MEASURED.splitlines() if "**dwarsverband** |" in line)
    assert "| 0.123 |" in page(MEASURED.replace(row, f"{row[:-3]}0.123 |"), IDENTITY)
    with pytest.raises(ValueError, match="moved"):
        page(MEASURED.replace("**What was looked at.**", "Looked at."), IDENTITY)


def test_every_part_of_the_weights_is_told() -> None:
    """A new field must be told in the same change; every level with its bits."""
    assert FIELDS.keys() == WEIGHTS.keys() - {"version", "stream", "frequencies"}
    for name in FIELDS:
        for level, bits in WEIGHTS[name].items():
            assert f"`{level}` {bits:g}".replace("-", "\N{MINUS SIGN}") in PAGE
    assert f"`{WEIGHTS['version']}`" in PAGE


def test_the_tests_it_names_exist() -> None:
    """What holds that origin plays no part."""
    for path, name in SWAPS.items():
        assert f"def {name}(" in (ROOT / path).read_text("utf-8")
        assert f"`{name}` in `{path}`" in PAGE
