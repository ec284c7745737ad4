"""R3: each flag explains itself, and comes out the same again."""

import msgspec

from tests.guardrails.conftest import Town


def test_a_flag_names_versions_parameters_events_and_path(town: Town) -> None:
    """Nothing of it is empty."""
    for flag in town.flags().values():
        assert flag.rules
        assert flag.evidence.nodes
        assert all(hit.version and hit.events and hit.records and hit.nl for hit in flag.indicators)


def test_the_same_events_in_another_order_give_the_same_bytes(town: Town) -> None:
    """All but the moment of publication: the digest says so too."""
    one, other = town.flags(), town.flags(reversed(town.events))
    assert {name: flag.digest for name, flag in one.items()} == {
        name: flag.digest for name, flag in other.items()
    }
    bare = [msgspec.json.encode(flag.indicators) for _, flag in sorted(one.items())]
    assert bare == [msgspec.json.encode(flag.indicators) for _, flag in sorted(other.items())]
