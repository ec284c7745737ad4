"""The content of a version of the rules: read from TOML, or as parsed, and checked to the last parameter."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from graph.declaration import FIVE
from graph.indicators import INDICATORS
from graph.rules import General, Parameters, Rules
from streams.rules_ranges import wrong_value
from streams.weights_file import load_weights

__all__ = ["DEFAULT", "NO_HIT", "PATHS", "WrongRulesError", "checked", "published", "read_text"]

DEFAULT = Path(__file__).parent.parent / "rules.toml"
"""The rules that come with the program; every parameter stands in it."""

PATHS = "G1"
"""The paths to hard events: they have parameters, but are no indicator of their own."""

NO_HIT = f"{PATHS} makes no hit of its own, so it can be neither off nor in shadow: it gives paths to flags that stand without it"
"""Why the paths are refused where an indicator is asked for."""

_AT = re.compile(r" - at `\$\.?([^`]*)`$")
_FIELD = re.compile(r"^Object (?:contains unknown|missing required) field `(\w+)`")


class WrongRulesError(ValueError):
    """Content that is no version of the rules: where (a path in it, "" where it is all of it), and what is wrong."""

    def __init__(self, about: str, said: str) -> None:
        super().__init__(f"{about} {said}" if about else said)
        self.about = about


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    general: General
    indicators: dict[str, Parameters]
    off: frozenset[str] = frozenset()
    shadow: frozenset[str] = frozenset()
    purposes: dict[str, frozenset[str]] = {}
    go_live: dt.date | None = None


@cache
def _defaults() -> dict[str, dict[str, float]]:
    indicators: dict[str, dict[str, float]] = tomllib.loads(DEFAULT.read_text("utf-8"))["indicators"]
    return indicators


@cache
def _ids() -> frozenset[str]:
    return frozenset(one.id for one in INDICATORS)


def read_text(text: str) -> dict[str, Any]:
    """Parse a rules file; raises WrongRulesError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongRulesError("", str(error)) from None


def checked(content: Mapping[str, Any]) -> Rules:
    """Give the rules that a content states, with the frozen weights of matching beside them.

    Raises
    ------
    WrongRulesError
        An unknown or missing field, indicator or parameter, or a value out of its range; the first is named.
    """
    try:
        found = msgspec.convert(dict(content), _Content)
    except msgspec.ValidationError as error:
        raise _said_by(str(error)) from None
    for name, ids in (("off", found.off), ("shadow", found.shadow)):
        for unknown in sorted(ids - _ids()):
            raise WrongRulesError(f"{name}:", NO_HIT if unknown == PATHS else f"{unknown} is no indicator")
    for indicator, codes in sorted(found.purposes.items()):
        if indicator not in _defaults():
            raise WrongRulesError(f"purposes.{indicator}", "is no indicator")
        for code in sorted(codes - FIVE):
            raise WrongRulesError(f"purposes.{indicator}", f"{code} is none of {', '.join(sorted(FIVE))}")
    for indicator in sorted(found.indicators.keys() - _defaults().keys()):
        raise WrongRulesError(f"indicators.{indicator}", "is no indicator")
    for indicator, defaults in _defaults().items():
        _check(f"indicators.{indicator}", found.indicators.get(indicator, {}), defaults)
    wrong = wrong_value(msgspec.to_builtins(found.general))
    if wrong is not None:
        raise WrongRulesError(f"general.{wrong[0]}", wrong[1])
    return _rules(found)


def _check(where: str, parameters: Parameters, defaults: Mapping[str, float]) -> None:
    for name in sorted(defaults.keys() - parameters.keys()):
        raise WrongRulesError(f"{where}.{name}", "is missing")
    for name in sorted(parameters.keys() - defaults.keys()):
        raise WrongRulesError(f"{where}.{name}", "is no parameter")
    wrong = wrong_value(parameters)
    if wrong is not None:
        raise WrongRulesError(f"{where}.{wrong[0]}", wrong[1])


def _said_by(message: str) -> WrongRulesError:
    """Give msgspec's message, which ends in the path and may begin with the field, with the path in front."""
    at, field = _AT.search(message), _FIELD.match(message)
    about = ".".join(part[1] for part in (at, field) if part is not None and part[1])
    return WrongRulesError(about.replace("[...]", ""), _AT.sub("", message))


def _rules(content: _Content) -> Rules:
    return Rules(
        version=content.version,
        general=content.general,
        indicators=content.indicators,
        identity=_weights(),
        off=content.off,
        shadow=content.shadow,
        purposes=content.purposes,
        go_live=content.go_live,
    )


_weights = cache(load_weights)


def published(versie: int | str, inhoud: Any, *, lenient: bool = False) -> Rules | None:
    """Give the rules of a publication: its content as text or parsed; None where it has none, and changes nothing.

    Parameters
    ----------
    versie
        What the publication calls this version; flags name it so, whatever the content calls itself.
    lenient
        For one that was accepted by an earlier release: an indicator that it did not know yet is off, a parameter
        has the value that came along; and what cannot be read any more changes nothing.
    """
    if not inhoud:
        return None
    try:
        content = {**_parsed(inhoud), "version": str(versie)}
        return checked(_completed(content) if lenient else content)
    except WrongRulesError:
        if lenient:
            return None
        raise


def _parsed(inhoud: Any) -> Mapping[str, Any]:
    content = read_text(inhoud) if isinstance(inhoud, str) else inhoud
    if not isinstance(content, Mapping):
        raise WrongRulesError("", "is neither text nor an object")
    return content


def _completed(content: dict[str, Any]) -> dict[str, Any]:
    """Fill in what a content of an earlier release could not say."""
    known = content.get("indicators")
    if not isinstance(known, dict):
        return content
    new = _ids() - known.keys()
    indicators = {
        name: {**defaults, **{key: known[name][key] for key in defaults.keys() & known.get(name, {}).keys()}}
        for name, defaults in _defaults().items()
    }
    off = content.get("off", [])
    return {**content, "indicators": indicators, "off": sorted({*off} & _ids() | new)}
