"""Two profiles of one town: what a municipality can have on its first day, and all of it.

On day one there are permits, subsidies, inspections, buildings and the trade register without persons: who leads, holds, owns,
rents, lends or lives somewhere is not known of any natural person, unless a form says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

import msgspec

from graph.indicators import INDICATORS

__all__ = ["LEFT_OUT", "Profile", "lines_of", "unanswered"]


class Profile(Enum):
    """What is connected."""

    DAY_ONE = "dag-een"
    FULL = "volledig"


LEFT_OUT = ("functie", "belang", "bewoning", "eigendom", "huur", "lening")
# Facts of the registers that day one lacks of persons.
REGISTERS = "nl.registers."


def lines_of(profile: Profile, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a log that a profile has; what cannot be read stays in it."""
    return (line for line in lines if profile is Profile.FULL or not _is_of_person(line))


def unanswered(group: str) -> dict[str, tuple[str, ...]]:
    """Return the facts that the indicators of a group need and day one lacks of persons, by indicator."""
    lacking = {
        indicator.id: tuple(
            dict.fromkeys(need.fact.split(".")[1] for need in indicator.needs if _lacks(need.fact))
        )
        for indicator in INDICATORS
        if indicator.group == group
    }
    return {id_: facts for id_, facts in lacking.items() if facts}


def _lacks(fact: str) -> bool:
    """Whether a type of event is one that day one lacks of persons."""
    register, kind = fact.split(".")
    return register == "registers" and kind.split("-")[0] in LEFT_OUT


def _is_of_person(line: bytes) -> bool:
    """Whether a line is a register's fact about a natural person."""
    if b'"persoon"' not in line:
        return False
    try:
        event = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return isinstance(event, dict) and _fact_of_register(event.get("type"))


def _fact_of_register(type_: Any) -> bool:
    """Whether a type is one of those that are left out."""
    return (
        isinstance(type_, str)
        and type_.startswith(REGISTERS)
        and type_.split(".")[2].split("-")[0] in LEFT_OUT
    )
