"""R4: the method is public: register entry valid, every indicator told, nothing published that the code does not say."""

from pathlib import Path

import msgspec

from graph.indicators import DECLARATIONS
from streams.published.pages import pages
from streams.published.register_standard import faults

DOCS = Path(__file__).parents[2] / "docs"


def test_what_is_published_is_what_the_code_says() -> None:
    """Run `make docs` when this fails."""
    written = {f"published/{path.name}": path.read_text("utf-8") for path in (DOCS / "published").iterdir()}
    assert written == pages(DOCS)


def test_the_register_entry_that_is_published_keeps_to_the_standard() -> None:
    """The Algoritmeregister takes nothing else."""
    assert faults(msgspec.json.decode((DOCS / "published" / "algoritmeregister.json").read_bytes())) == []


def test_every_indicator_is_told_to_citizens_and_to_counsel() -> None:
    """One that runs in secret would be none."""
    for name in ("indicatoren-voor-burgers.md", "dpia-iama.md"):
        text = (DOCS / "published" / name).read_text("utf-8")
        for one in DECLARATIONS:
            assert one.nl in text
            assert one.basis in text
