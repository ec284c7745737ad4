"""A stranger at night: every alert has its page, and what the page tells to type exists."""

import contextlib
import io
import re

import pytest

from cli.main import COMMANDS, main
from tests.operations.monitoring import REPOSITORY
from tests.operations.test_rules import alerts

RUNBOOK = REPOSITORY / "docs" / "runbook"
PARTS = ["What it means", "What to look at", "What to type"]
NAMES = sorted({rule["alert"] for rule in alerts()})
TYPED = re.compile(r"^    \.venv/bin/dwarsverband (.+)$", re.MULTILINE)


def test_there_is_a_page_for_each_alert_and_no_other() -> None:
    """And the list of them is the list of the rules, with severity and owner."""
    assert sorted(path.stem for path in RUNBOOK.glob("*.md")) == sorted([*NAMES, "README"])
    index = (RUNBOOK / "README.md").read_text("utf-8")
    for rule in alerts():
        owner = rule["labels"]["owner"].replace("_", " ")
        assert f"| [{rule['alert']}]({rule['alert']}.md) | {rule['labels']['severity']} | {owner} |" in index


@pytest.mark.parametrize("name", [*NAMES, "README"])
def test_a_page_has_its_parts_and_its_commands_exist(name: str) -> None:
    """With every option that is typed."""
    text = (RUNBOOK / f"{name}.md").read_text("utf-8")
    if name != "README":
        assert text.startswith(f"# {name}\n")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    lines = TYPED.findall(text)
    assert lines
    for line in lines:
        words = line.split()
        assert words[0] in COMMANDS, line
        ways = [word for word in words[1:2] if COMMANDS[words[0]].group]
        shown = helped(words[0], *ways)
        for option in (word for word in words if word.startswith("--") and word != "--help"):
            assert option in shown, line


def helped(*words: str) -> str:
    """Give the help of a command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*words, "--help"]) == 0
    return out.getvalue()
