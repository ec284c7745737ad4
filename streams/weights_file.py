"""The weights file of matching, in TOML, checked when it is read."""

import tomllib
from pathlib import Path

import msgspec

from graph.identity.weights import Weights
from streams.errors import WrongUse

__all__ = ["DEFAULT", "load_weights"]

DEFAULT = Path(__file__).parent.parent / "graph" / "identity" / "weights.toml"
"""The weights that come with the program."""


def load_weights(path: Path = DEFAULT) -> Weights:
    """Read the weights.

    Raises
    ------
    WrongUse
        When the file cannot be read, or lacks a weight; the message names file and field.
    """
    try:
        weights = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Weights)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"{path}: {error}") from None
    defaults = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    for section, levels in defaults.items():
        if isinstance(levels, dict) and section not in {"stream", "frequencies"}:
            lacking = sorted(levels.keys() - getattr(weights, section).keys())
            if lacking:
                raise WrongUse(f"{path}: {section}.{lacking[0]} is missing")
    for field in defaults["frequencies"]:
        if field not in weights.frequencies:
            raise WrongUse(f"{path}: frequencies.{field} is missing")
    return weights
