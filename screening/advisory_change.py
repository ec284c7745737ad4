"""What two versions of an advisory say differently: one line a field, additions and losses apart."""

from collections.abc import Iterator
from typing import Any

import msgspec

from screening.advisory import Advisory

__all__ = ["changes"]

_NAMED = ("id", "grond", "uitkomst", "wat", "aan", "voorschrift", "grondslag")
"""Fields by which a part of a list is known again."""


def changes(old: Advisory, new: Advisory) -> list[str]:
    """Give a line for each field that differs: ``- path: was`` and ``+ path: is``; empty where they say the same."""
    before = dict(_leaves("", msgspec.to_builtins(old)))
    after = dict(_leaves("", msgspec.to_builtins(new)))
    lines = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            lines += [f"- {path}: {before[path]}"] if path in before else []
            lines += [f"+ {path}: {after[path]}"] if path in after else []
    return lines


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _leaves(f"{path}[{_name_of(part, number)}]", part)
    else:
        yield path, str(value)


def _name_of(part: Any, number: int) -> str:
    if isinstance(part, dict):
        for name in _NAMED:
            if isinstance(part.get(name), str):
                return str(part[name])
    return part if isinstance(part, str) else str(number)
