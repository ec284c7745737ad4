"""No file may name the machine it was written on, and no page may point at nothing."""

import re
from pathlib import Path

from cli.main import COMMANDS

LINK = re.compile(r"\]\(([^)#\s]+)")
# The target of a Markdown link, without its anchor.


def test_no_file_names_a_path_of_this_machine(root: Path, texts: dict[str, str]) -> None:
    """What holds on one machine only helps nobody else."""
    homes = re.compile(r"/(home|Users)/[A-Za-z]|/roo[t]/")
    for name, text in texts.items():
        assert not homes.search(text), name
        # A root such as /app (in a container) is also a word.
        assert len(root.parts) <= 2 or str(root) not in text, name


def test_every_local_link_of_a_page_leads_somewhere(root: Path, texts: dict[str, str]) -> None:
    """Moving a file must move the links to it."""
    for name, text in texts.items():
        if name.endswith(".md"):
            for target in LINK.findall(text):
                assert "://" in target or ((root / name).parent / target).exists(), f"{name}: {target}"


def test_every_command_that_the_readme_shows_exists(root: Path) -> None:
    """A newcomer types what stands there."""
    shown = re.findall(
        r"^ +\$ \.venv/bin/dwarsverband (\S+)", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert shown
    assert set(shown) <= set(COMMANDS)


def test_every_decision_record_is_listed(root: Path) -> None:
    """docs/index.md names each, in order, without a gap in the numbers."""
    records = sorted(path.name for path in (root / "docs" / "adr").glob("*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    listed = re.findall(
        r"^\d+\. \[[^]]+\]\(adr/([^)]+)\)",
        (root / "docs" / "index.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert listed == records


def test_every_decision_record_has_its_number_date_and_parts(root: Path) -> None:
    """Half a screen each: context, decision, consequences."""
    for path in (root / "docs" / "adr").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.search(r"^\d{4}-\d{2}-\d{2} · (accepted|replaced by \d+)", text, flags=re.MULTILINE), (
            path.name
        )
        if not path.name.startswith("0001"):
            assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), path.name
        assert len(text.splitlines()) <= 40, path.name
