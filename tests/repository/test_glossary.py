"""docs/glossary.md: one table, each term once."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def rows(root: Path) -> list[list[str]]:
    """Give the table's rows: Dutch, English, meaning."""
    lines = (root / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_every_row_has_three_cells(rows: list[list[str]]) -> None:
    """A stray bar would shift a meaning."""
    assert rows
    assert all(len(row) == 3 and all(row) for row in rows)


def test_every_dutch_term_stands_once_in_alphabetical_order(rows: list[list[str]]) -> None:
    """Two rows for one term would differ one day."""
    dutch = [row[0].strip("`").lower() for row in rows]
    assert dutch == sorted(set(dutch))


def test_every_english_term_stands_once(rows: list[list[str]]) -> None:
    """One English word for two Dutch ones would hide a difference in law."""
    english = [row[1].lower() for row in rows]
    assert len(english) == len(set(english))
