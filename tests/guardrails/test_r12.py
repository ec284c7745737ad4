"""R12: police and justice data never enter."""

import pytest

from streams.forbidden import is_forbidden


@pytest.mark.parametrize("name", ["politieRegistratie", "justitieleGegevens", "antecedenten", "STRAFBLAD"])
def test_a_field_of_police_or_justice_is_forbidden(name: str) -> None:
    """By its name, wherever it stands; R5 shows that such an event is refused."""
    assert is_forbidden(name)
