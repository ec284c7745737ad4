"""The entry of the Algoritmeregister: valid, and open about what the municipality must fill in."""

from pathlib import Path

from streams.published.rails import rails
from streams.published.register_entry import ABSENT, entry, page, unfilled
from streams.published.register_standard import STANDARD, faults

DOCS = Path(__file__).parents[3] / "docs"
ENTRY = entry(rails((DOCS / "guard-rails.md").read_text("utf-8")))


def test_the_entry_keeps_to_the_standard() -> None:
    """Required fields, lengths, values, tags."""
    assert faults(ENTRY) == []


def test_what_only_the_municipality_knows_is_marked_and_listed() -> None:
    """Its name and address are not made up; what is left out is a field of the standard."""
    marked = unfilled(ENTRY)
    assert {"organization", "contact_email"} <= set(marked)
    assert not ABSENT.keys() & ENTRY.keys()
    assert ABSENT.keys() <= STANDARD.keys()
    text = page(ENTRY)
    for name in (*marked, *ABSENT):
        assert f"- **{STANDARD[name].title}** (`{name}`)" in text


def test_an_entry_that_is_filled_in_is_not_marked() -> None:
    """Else nobody could tell when it is ready."""
    assert unfilled({**ENTRY, "organization": "Gemeente Noorderhaaks"}) == [
        name for name in unfilled(ENTRY) if name != "organization"
    ]


def test_the_page_shows_every_field() -> None:
    """In the order of the standard, by its Dutch title."""
    headings = [line[3:].partition(" · ")[0] for line in page(ENTRY).splitlines() if line.startswith("## ")]
    assert headings[1:] == [STANDARD[name].title for name in STANDARD if name in ENTRY]
