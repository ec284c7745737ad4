"""R7: an area never triggers."""

import msgspec

from tests.guardrails.conftest import Town


def test_dropping_group_h_changes_no_flag(town: Town) -> None:
    """Neither which there are nor what they say."""
    without = msgspec.structs.replace(town.rules, off=frozenset({"H1", "H2"}))
    before, after = town.flags(), town.flags(rules=without)
    assert {name: flag.digest for name, flag in before.items()} == {
        name: flag.digest for name, flag in after.items()
    }
