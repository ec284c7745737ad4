"""Which KVK number, RSIN and establishments are one organisation: the table that certain links have made.

It is learnt from the events of the register (contracts.md section 4) and of whoever names several of these in one record; a source that
knows one of them alone is joined through it.
"""

from collections.abc import Iterator
from typing import Any

from graph.claims import ORGANISATION
from graph.fold import Fold
from graph.identity.record import REGISTER

__all__ = ["NUMBERS", "register_numbers"]

NUMBERS = ("kvk", "rsin", "vestigingsnummer")


def register_numbers(graph: Fold) -> Iterator[dict[str, Any]]:
    """Give a row for each organisation with such a number, by entity id; O(mentions).

    ``register`` tells that an event of the register named one of them; the numbers of a field are sorted.
    """
    records = graph.resolver.records
    found = {entity for entity in graph.resolver.entity_of.values() if entity.kind == ORGANISATION}
    for entity in sorted(found, key=lambda entity: entity.id):
        members = [records[key] for key in entity.records]
        numbers = {
            field: sorted({value for one in members for value in one.values(field)}) for field in NUMBERS
        }
        if any(numbers.values()):
            register = any(
                REGISTER in group and any(field in NUMBERS for field, _ in group)
                for one in members
                for group in one.groups
            )
            yield {"gemeente": graph.gemeente, "entity": entity.id, **numbers, "register": register}
