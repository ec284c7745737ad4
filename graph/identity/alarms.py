"""What cannot be right about an entity: it contradicts itself, has grown past a size, or people and registers disagree."""

from collections.abc import Iterable, Iterator

import msgspec

from graph.claims import ORGANISATION, PERSON
from graph.identity.birth_dates import swapped
from graph.identity.entity import Entity
from graph.identity.features import Features
from graph.identity.record import Record

__all__ = ["DIFFERENT_YET_CERTAIN", "LARGEST", "REASONS", "Alarm", "alarms_of"]

LARGEST = 40
"""Records of one person or firm, from which on it is likelier several: a source seldom keeps one under more keys than a few."""

DIFFERENT_YET_CERTAIN = "different"
"""Reason: a human judged two records different that one register number makes certain."""

_FIELDS = {ORGANISATION: ("kvk", "rsin"), PERSON: ("pseudoniem",)}
_BORN, _SIZE = "geboortedatum", "size"
_FULL = 8

REASONS = (*(field for fields in _FIELDS.values() for field in fields), _BORN, _SIZE, DIFFERENT_YET_CERTAIN)
"""All reasons that an alarm can have."""


class Alarm(msgspec.Struct, frozen=True, order=True):
    """An entity that a person must look at; ``reason`` is the field that contradicts itself, ``size`` or ``different``."""

    entity: str
    reason: str
    values: tuple[str, ...]
    records: tuple[str, ...]


def alarms_of(entity: Entity, records: Iterable[Record], features: Iterable[Features]) -> Iterator[Alarm]:
    """Give the alarms of an entity of several records; O(values)."""
    records = list(records)
    for field in _FIELDS.get(entity.kind, ()):
        values = {value for record in records for value in record.values(field)}
        if len(values) > 1:
            yield Alarm(entity.id, field, tuple(sorted(values)), entity.ids)
    if entity.kind == PERSON:
        dates = {date for one in features for date in one.dates if len(date) == _FULL}
        first = min(dates, default="")
        if any(date not in {first, swapped(first)} for date in dates):
            yield Alarm(entity.id, _BORN, tuple(sorted(dates)), entity.ids)
    if len(records) > LARGEST and entity.kind in _FIELDS:
        yield Alarm(entity.id, _SIZE, (str(len(records)),), entity.ids)
