"""How much it says that two records have one value in common: the rarer the value, the more."""

import math
from collections import Counter

from graph.identity.features import Features
from graph.identity.weights import Weights

__all__ = ["FIELDS", "FieldBits", "TermFrequencies"]

FIELDS = ("surname", "given", "name", "word", "city", "postcode")


_LOCAL_FLOORS = {"city": 1 / 512}
"""Where a file of records tells how they are spread: in the stream all of a municipality may live in one city."""


_OWN = {"surname": 1, "name": 1, "word": 1}
"""Contexts that the pair itself takes up: one, where both are one thing in one place; elsewhere two records."""


_PLACE = 4
"""Signs of a street or postcode that tell places apart and survive most slips."""


class FieldBits(dict[str, float]):
    """Bits by value of one field, with the floor for values unseen."""

    def __init__(self, listed: dict[str, float], floor: float, once: float = 0.0) -> None:
        super().__init__(listed)
        self.floor, self.once = floor, once

    def __missing__(self, value: str) -> float:
        return self.floor


class TermFrequencies:
    """Bits of each value by field: of the frozen file, or, after `add` and `freeze`, of a whole file of records.

    A value is as frequent as the frozen file says, or as it is among the other records of this file, whichever is more:
    a name that is rare in the Netherlands may be common in a file from elsewhere.
    """

    def __init__(self, weights: Weights) -> None:
        self._floors = {field: weights.frequencies[field].floor for field in FIELDS}
        self._shares = {
            field: {value: one.share for one in weights.frequencies[field].classes for value in one.values}
            for field in FIELDS
        }
        self._contexts: set[int] = set()
        self._counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
        self._records = 0
        self.surname, self.given, self.name, self.word, self.city, self.postcode = map(self._bits, FIELDS)

    def add(self, record: Features) -> None:
        """Count the values of a record, once for each place or birth date that they stand beside.

        The records of one person or firm share those, so they do not make their own name a common one.
        """
        self._records += 1
        beside = _beside(record)
        for name in record.persons[:1]:
            if beside and self._is_new("surname", name.core, beside):
                self._counts["surname"][name.core] += 1
            self._counts["given"].update(name.given[:1])
        for one in record.organisations[:1]:
            if beside and self._is_new("name", one.key, beside):
                self._counts["name"][one.key] += 1
            self._counts["word"].update(
                word for word in one.words if self._is_new("word", word, beside or one.joined)
            )
        for address in record.addresses[:1]:
            if address.city:
                self._counts["city"][address.city] += 1
            if address.postcode:
                self._counts["postcode"][address.postcode] += 1

    def _is_new(self, field: str, value: str, beside: str) -> bool:
        context = hash((field, value, beside))
        known = context in self._contexts
        self._contexts.add(context)
        return not known

    def freeze(self) -> None:
        """Let what was counted count."""
        self._contexts.clear()
        self.surname, self.given, self.name, self.word, self.city, self.postcode = map(self._bits, FIELDS)

    def _bits(self, field: str) -> FieldBits:
        shares, floor = dict(self._shares[field]), self._floors[field]
        counts = self._counts[field]
        total = self._records if counts else 0
        if total:
            floor = min(floor, _LOCAL_FLOORS.get(field, floor))
            for value, count in counts.items():
                # The pair itself is no evidence of how common the value is among others.
                share = (count - _OWN.get(field, 2)) / total
                if share > floor:
                    shares[value] = max(shares.get(value, 0.0), share)
        most = -math.log2(floor)
        once = math.log2(total) if total else 0.0
        return FieldBits({value: min(-math.log2(share), most) for value, share in shares.items()}, most, once)


def _beside(record: Features) -> str:
    """Give what tells namesakes apart: a birth date, else a street, a quarter or a town; empty where nothing does."""
    if record.dates:
        return record.dates[0]
    for address in record.addresses:
        place = address.street[:_PLACE] or address.postcode[:_PLACE] or address.city
        if place:
            return place
    return ""
