"""What differs between two versions of the rules, one line a parameter."""

from collections.abc import Iterator
from typing import Any

import msgspec

from graph.rules import Rules

__all__ = ["RuleChange", "rule_changes"]


class RuleChange(msgspec.Struct, frozen=True):
    """One difference: `name` is the path in the file; a value that is not there is None."""

    name: str
    old: Any
    new: Any


def rule_changes(old: Rules, new: Rules) -> list[RuleChange]:
    """Give what differs, in the order of the file; weights of identity are no part of it."""
    before, after = dict(_values(old)), dict(_values(new))
    return [
        RuleChange(name, before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _values(rules: Rules) -> Iterator[tuple[str, Any]]:
    yield "version", rules.version
    yield "go_live", None if rules.go_live is None else rules.go_live.isoformat()
    for name, value in msgspec.to_builtins(rules.general).items():
        yield f"general.{name}", value
    for indicator, parameters in sorted(rules.indicators.items()):
        yield f"indicators.{indicator}", _state(rules, indicator)
        for name, value in parameters.items():
            yield f"indicators.{indicator}.{name}", value


def _state(rules: Rules, indicator: str) -> str:
    """Say whether an indicator is on, off or on trial; off goes before."""
    if indicator in rules.off:
        return "off"
    return "shadow" if indicator in rules.shadow else "on"
