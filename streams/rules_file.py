"""The rules file: every parameter of every rule, in TOML, checked when it is read."""

from pathlib import Path

from graph.rules import Rules
from streams.errors import WrongUse
from streams.rules_content import DEFAULT, WrongRulesError, checked, read_text

__all__ = ["DEFAULT", "load_rules", "rules_text"]


def rules_text(path: Path) -> str:
    """Read the text of a rules file.

    Raises
    ------
    WrongUse
        When it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path}: {error}") from None


def load_rules(path: Path = DEFAULT) -> Rules:
    """Read the rules, and beside them the frozen weights of matching.

    Raises
    ------
    WrongUse
        When the file cannot be read, or one of its parameters is unknown, missing or out of range; it is named.
    """
    try:
        return checked(read_text(rules_text(path)))
    except WrongRulesError as error:
        raise WrongUse(f"{path}: {error}") from None
