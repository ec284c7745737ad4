"""The page of the rules: current, and nothing in force is missing from it."""

import re
import tomllib
from pathlib import Path

from graph.indicators import DECLARATIONS
from streams.rules_file import DEFAULT
from streams.rules_page import NAME, SOURCES, main, page, parameters

DOCS = Path(__file__).parents[2] / "docs"
TEXT = DEFAULT.read_text(encoding="utf-8")
RULES = tomllib.loads(TEXT)


def test_the_page_in_docs_is_current() -> None:
    """Run `make docs` when this fails."""
    assert (DOCS / NAME).read_text("utf-8") == page(TEXT)


def test_the_generator_writes_the_page(tmp_path: Path) -> None:
    """And nothing else."""
    main(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_every_parameter_is_read_with_its_comment() -> None:
    """As many as the file has, each with unit and reason."""
    sections = {"general": RULES["general"], **RULES["indicators"]}
    expected = {(section, name) for section, values in sections.items() for name in values}
    found = parameters(TEXT)
    assert {(one.section, one.name) for one in found} == expected
    assert len(found) == len(expected)
    for one in found:
        assert one.comment
        assert set(re.findall(r"\[(\w+)\]", one.source)) <= SOURCES.keys()
        assert one.source
        assert float(one.value) == sections[one.section][one.name]


def test_every_indicator_has_its_place_with_its_parameters() -> None:
    """A heading, what it is and what it rests on, and each number."""
    parts = {part[:2]: part for part in re.split("^## ", page(TEXT), flags=re.MULTILINE)[1:]}
    assert set(parts) == {"Ge", *(indicator.id for indicator in DECLARATIONS)}
    for indicator in DECLARATIONS:
        part = parts[indicator.id]
        for said in (
            indicator.nl,
            indicator.en,
            indicator.purpose,
            indicator.reach,
            indicator.hook,
            indicator.basis,
            indicator.refusal,
            *(text for cause in indicator.innocent for text in (cause.nl, cause.en)),
        ):
            assert said in part
    for section, values in RULES["indicators"].items():
        for name in values:
            assert f"| `{name}` |" in parts[section]


def test_the_page_names_the_version() -> None:
    """As flags do."""
    assert f"`{RULES['version']}`" in page(TEXT)
