"""The page of metrics is current and names each."""

from pathlib import Path

from streams.metrics import DECLARED
from streams.metrics_page import NAME, main, page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_docs_is_current() -> None:
    """Run `make docs` when this fails."""
    assert (DOCS / NAME).read_text("utf-8") == page()


def test_the_generator_writes_the_page(tmp_path: Path) -> None:
    """And nothing else; every metric has its row."""
    main(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    rows = [line for line in page().splitlines() if line.startswith("| `dwarsverband_")]
    assert [row.split("`")[1] for row in rows] == [metric.name for metric in DECLARED]
