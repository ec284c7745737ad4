"""The page of indicators and registers: current, and no fact that an indicator needs is without its register."""

from pathlib import Path

import pytest

from graph.declaration import Declaration
from graph.indicators import DECLARATIONS
from streams.registers_page import NAME, REGISTERS, main, page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_docs_is_current() -> None:
    """Run `make docs` when this fails."""
    assert (DOCS / NAME).read_text("utf-8") == page()


def test_the_generator_writes_the_page(tmp_path: Path) -> None:
    """And nothing else."""
    main(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_every_register_is_read_by_somebody() -> None:
    """A row that nobody needs would promise a rule that is not there."""
    assert {need.fact for one in DECLARATIONS for need in one.needs} == set(REGISTERS)


@pytest.mark.parametrize("declared", DECLARATIONS, ids=lambda declared: declared.id)
def test_every_fact_has_its_row_with_what_cannot_be_told(declared: Declaration) -> None:
    """One row a fact, in the order of the declaration."""
    rows = [line for line in page().splitlines() if line.startswith(f"| {declared.id} ")]
    assert len(rows) == len(declared.needs)
    for row, need in zip(rows, declared.needs, strict=True):
        for said in (f"`{need.fact}`", need.nl, need.en, REGISTERS[need.fact].source):
            assert said in row
