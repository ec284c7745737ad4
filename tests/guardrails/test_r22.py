"""R22: kinship is no relation."""

from typing import get_args

from streams.events.common import Rol
from streams.events.types import TYPES


def test_no_role_and_no_event_states_kinship() -> None:
    """There is nothing in the contract by which a family could become an edge."""
    words = [*get_args(Rol), *(known.kind for known in TYPES.values())]
    assert not [
        word
        for word in words
        if any(part in word for part in ("familie", "verwant", "partner", "kind_van", "ouder_van", "echtgen"))
    ]
