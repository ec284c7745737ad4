"""The rules file: every parameter of every rule, in TOML, checked when it is read."""

import tomllib
from pathlib import Path

import msgspec

from graph.indicators import INDICATORS
from graph.rules import Rules
from streams.errors import WrongUse
from streams.weights_file import load_weights

__all__ = ["DEFAULT", "load_rules"]

DEFAULT = Path(__file__).parent.parent / "rules.toml"
"""The rules that come with the program."""


def load_rules(path: Path = DEFAULT) -> Rules:
    """Read the rules, and beside them the frozen weights of matching.

    Raises
    ------
    WrongUse
        When the file cannot be read, or lacks a parameter; the message names file and field.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = msgspec.convert(
            {**content, "identity": msgspec.to_builtins(load_weights())}, Rules, strict=False
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"{path}: {error}") from None
    unknown = sorted(rules.off - {one.id for one in INDICATORS})
    if unknown:
        raise WrongUse(f"{path}: off: {unknown[0]} is no indicator")
    defaults = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))["indicators"]
    for indicator in (*(one.id for one in INDICATORS), "G1"):
        lacking = sorted(defaults[indicator].keys() - rules.indicators.get(indicator, {}).keys())
        if lacking:
            raise WrongUse(f"{path}: indicators.{indicator}.{lacking[0]} is missing")
    return rules
