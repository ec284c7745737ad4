"""The fixed texts of the published pages, and how what the code knows is put into them."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any

__all__ = ["TO_FILL", "filled", "section", "table", "template", "toml"]

TO_FILL = "IN TE VULLEN DOOR DE GEMEENTE"
"""What marks a place that only the municipality can fill."""

_FOLDER = Path(__file__).parent / "texts"


def template(name: str) -> str:
    """Give a template as it stands."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def toml(name: str) -> dict[str, Any]:
    """Give a file of texts."""
    return tomllib.loads(template(name))


def filled(text: str, **values: object) -> str:
    """Put the values where the text names them.

    Raises
    ------
    KeyError
        When the text names a value that is not given.
    """
    return Template(text).substitute(values)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Give a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def section(page: str, heading: str) -> str:
    """Give what stands under a heading of the second level.

    Raises
    ------
    ValueError
        When the page has no such heading: what is quoted was moved.
    """
    found = re.search(rf"^## {re.escape(heading)}\n+(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"no heading {heading!r}")
    return found[1].strip()
