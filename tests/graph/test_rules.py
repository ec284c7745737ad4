"""The rules in force."""

import msgspec
import pytest

from graph.rules import Rules
from tests.graph.builders import RULES


def test_the_rules_are_one_immutable_version() -> None:
    """Flags name it, so it cannot change under them."""
    with pytest.raises(AttributeError):
        RULES.version = "x"  # type: ignore[misc]


def test_an_unknown_general_rule_is_no_rule() -> None:
    """A typing error in the file does not pass."""
    builtins = msgspec.to_builtins(RULES)
    builtins["general"]["hubs"] = 1
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(builtins, Rules)
