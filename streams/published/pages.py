"""All published pages by their path below the folder of documents; some quote other pages of that folder."""

from pathlib import Path

from streams.published import assessment, citizens, model_card, register_entry
from streams.published.rails import rails

__all__ = ["pages", "write"]


def pages(docs: Path) -> dict[str, str]:
    """Give the text of each page; `docs` holds the pages that are quoted."""
    listed = rails((docs / "guard-rails.md").read_text(encoding="utf-8"))
    entry = register_entry.entry(listed)
    return {
        "published/algoritmeregister.json": register_entry.as_json(entry),
        "published/algoritmeregister.md": register_entry.page(entry),
        "published/dpia-iama.md": assessment.page(listed),
        "published/indicatoren-voor-burgers.md": citizens.page(),
        "published/modelkaart-identiteit.md": model_card.page(
            (docs / "identity-benchmarks.md").read_text(encoding="utf-8"),
            (docs / "identity.md").read_text(encoding="utf-8"),
        ),
    }


def write(docs: Path) -> None:
    """Write each page, and remove what is no page any more."""
    texts = pages(docs)
    (docs / "published").mkdir(exist_ok=True)
    for old in (docs / "published").iterdir():
        if f"published/{old.name}" not in texts:
            old.unlink()
    for path, text in texts.items():
        (docs / path).write_text(text, encoding="utf-8")
