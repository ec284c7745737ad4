"""docs/cli.md describes what there is."""

from pathlib import Path

import pytest

from cli.main import COMMANDS, main
from streams.exports.formats import FORMATS
from streams.purposes import READING

PAGE = (Path(__file__).parent.parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_place_on_the_page_and_answers_help(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And every long option that its help shows stands on the page."""
    assert f"dwarsverband {name}" in PAGE
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Usage: dwarsverband")
    for word in shown.split():
        if word.startswith("--") and word.strip("-,.[]") not in {"help", "output", "no-json"}:
            option = word.strip(",.[]").split("/")[0]
            assert option in PAGE, option


def test_formats_and_purposes_stand_on_the_page() -> None:
    """Those that are there, by their names."""
    assert all(f"`{word}`" in PAGE for word in (*FORMATS, *READING))


def test_help_lists_every_command_and_no_argument_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command the help is shown, with exit 2."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command.sentence in shown for command in COMMANDS.values())
    assert main([]) == 2
