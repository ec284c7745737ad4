"""How far two addresses agree, in bits: as one door, one building, one street, one city."""

import re

from rapidfuzz.distance import OSA

from graph.identity.addresses import Address
from graph.identity.frequencies import TermFrequencies
from graph.identity.similar import Likeness, likeness
from graph.identity.weights import Weights

__all__ = ["AddressComparison"]

_FINE = re.compile(r"[1-9]\d{3}[a-z]{2}")
"""A Dutch postcode: some twenty doors of one street."""


class AddressComparison:
    """Compares addresses by frozen weights and the frequencies of a file."""

    def __init__(self, weights: Weights, frequencies: TermFrequencies) -> None:
        self._weights = weights.address
        self._of_city, self._of_postcode = frequencies.city, frequencies.postcode

    def compare(self, one: Address, other: Address) -> float:  # noqa: PLR0911 - a ladder of levels
        """Give the bits of two addresses; 0.0 where they have no part in common that is known."""
        weights = self._weights
        if one.number and one.number == other.number:
            return self._one_number(one, other)
        numbers = bool(one.number and other.number)
        slip = numbers and OSA.distance(one.number, other.number, score_cutoff=1) == 1
        if one.postcode and one.postcode == other.postcode:
            if not numbers or slip:
                return self._area(one) + self._street(one, other, weights["street_slip"])
            area = self._area(one) + weights["other_number"]
            if not _FINE.fullmatch(one.postcode):
                area += self._street(one, other, weights["street"])
            return max(area, self._city(one, other))
        street = _alike(one.street, other.street)
        city = self._city(one, other)
        if street is not None and street >= Likeness.SLIP:
            level = "street_slip" if slip else "other_number_street" if numbers else "street"
            return weights[level] + max(city, weights["other_city"])
        if street is None and not (one.postcode and other.postcode):
            return city
        if one.postcode and other.postcode and city > 0.0:
            return city + weights["other_street"]
        return min(city, weights["other"])

    def _one_number(self, one: Address, other: Address) -> float:
        weights = self._weights
        street = _alike(one.street, other.street)
        door = 0.0
        if one.addition != other.addition:
            door = weights["other_addition"] if one.addition and other.addition else weights["no_addition"]
        if one.postcode and one.postcode == other.postcode:
            if street is Likeness.OTHER:
                return self._area(one) + weights["other_street"] + weights["number"] / 2 + door
            return min(self._area(one) + weights["number"], weights["door"]) + door
        if street is not None and street >= Likeness.ALIKE:
            found = weights["street_number"] if street is Likeness.EQUAL else weights["street_number_alike"]
            city = self._city(one, other)
            if city < 0.0 or (one.postcode and other.postcode and not _near(one.postcode, other.postcode)):
                found += weights["elsewhere"]
            return found + door
        city = self._city(one, other)
        if street is Likeness.OTHER:
            return city + weights["other_street"]
        if one.postcode and other.postcode:
            return weights["other"] if not _near(one.postcode, other.postcode) else weights["postcode_slip"]
        return city

    def _area(self, one: Address) -> float:
        fine = self._weights["postcode"] if _FINE.fullmatch(one.postcode) else 0.0
        return max(fine, self._of_postcode[one.postcode])

    def _street(self, one: Address, other: Address, bits: float) -> float:
        return bits / 2 if one.street and one.street == other.street else 0.0

    def _city(self, one: Address, other: Address) -> float:
        if not one.city or not other.city:
            return 0.0
        if one.city == other.city:
            return self._of_city[one.city]
        alike = likeness(one.city, other.city)
        if alike >= Likeness.ALIKE:
            return self._weights["city_alike"] * min(self._of_city[one.city], self._of_city[other.city])
        return self._weights["other_city"]


def _alike(one: str, other: str) -> Likeness | None:
    """Compare two streets; None where one is not known."""
    return likeness(one, other) if one and other else None


def _near(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1
