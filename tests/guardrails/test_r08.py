"""R8: no person has a score."""

from typing import Any

import msgspec

from graph.flag import EvidenceNode
from graph.municipality import Municipality
from streams.statements import statement_of
from tests.guardrails.conftest import GEMEENTE, Town, accepted

COUNTS = {"count"}
"""How many events gave a value: says nothing about anybody."""


def numbers(value: Any, name: str = "") -> set[str]:
    """Give the names of fields that hold a number, at any depth."""
    if isinstance(value, dict):
        return {found for key, part in value.items() for found in numbers(part, key)}
    if isinstance(value, list | tuple):
        return {found for part in value for found in numbers(part, name)}
    return {name} if isinstance(value, int | float) and not isinstance(value, bool) else set()


def test_nothing_that_is_published_of_an_entity_is_a_score(town: Town) -> None:
    """Entities hold values and counts; nodes of a flag hold ids."""
    municipality = Municipality(GEMEENTE, town.rules)
    municipality.fold(map(statement_of, accepted(town.events)))
    persons = [row for row in municipality.entities() if row["kind"] == "person"]
    assert persons
    assert {name for row in persons for name in numbers(row)} <= COUNTS
    assert {field.name for field in msgspec.structs.fields(EvidenceNode)} == {"id", "kind", "records"}
