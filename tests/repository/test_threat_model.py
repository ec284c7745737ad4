"""docs/threat-model.md: every answer has its test, and every named test exists."""

import re
from pathlib import Path

import pytest

TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
KINDS = set("STRIDE")


@pytest.fixture(scope="module")
def rows(root: Path) -> list[list[str]]:
    """Give the threats: what, kind, answer, test, what is left."""
    lines = (root / "docs" / "threat-model.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ") and not line.startswith("| threat")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_every_named_test_exists(root: Path, rows: list[list[str]]) -> None:
    """A mitigation whose test was renamed or removed is no longer held."""
    named = [found for row in rows for found in TEST.findall(row[3])]
    assert named
    for path, name in named:
        assert re.search(rf"^def {name}\(", (root / path).read_text(encoding="utf-8"), re.MULTILINE), (
            path,
            name,
        )


def test_every_answer_has_a_test_and_no_answer_says_why(rows: list[list[str]]) -> None:
    """A row without both must say what is accepted."""
    for row in rows:
        assert len(row) == 5, row
        assert bool(TEST.search(row[3])) == (row[2] != "–"), row
        assert row[2] != "–" or row[4].startswith("accepted:"), row


def test_all_six_kinds_are_asked(rows: list[list[str]]) -> None:
    """STRIDE: each row names its kinds, and no kind was forgotten."""
    kinds = [set(row[1].split()) for row in rows]
    assert all(kind and kind <= KINDS for kind in kinds)
    assert set().union(*kinds) == KINDS
