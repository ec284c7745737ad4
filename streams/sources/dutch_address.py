"""A Dutch address line, split into the parts that the contract has."""

import re
from typing import Any

__all__ = ["split_address"]

_STREET_NUMBER_REST = re.compile(
    r"(?P<street>.*?[^\d\s].*?)\s+(?P<number>\d{1,5})(?:\s*[-/]?\s*(?P<rest>.*))?"
)
_LONGEST = 200
# Signs. A longer text is no address; it is kept whole as the street and matches nothing.

_LETTER = re.compile(r"(?P<letter>[A-Za-z])(?:[\s-]+(?P<addition>\w+))?")

_HOUSE = frozenset({"h", "hs", "huis"})
# Amsterdam's name for the ground floor: an addition ("H" in the BAG), never the house letter.

_LONGEST_RANGE = 30
# House numbers. "Voorstraat 12 16" is one site over three numbers, "Voorstraat 12 2" the second floor of one.


def split_address(line: str) -> dict[str, Any]:
    """Split ``Voorstraat 12 A 2`` into `straat`, `huisnummer`, `huisletter`, `toevoeging`; absent parts are left out.

    Of a range of numbers the first counts. A line without a number is a street alone. Known weakness: of a street
    with a number in its name ("Plein 1945 3") that number is taken.
    """
    text = " ".join(line.replace(",", " ").split())
    match = _STREET_NUMBER_REST.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return {"straat": text} if text else {}
    number = int(match["number"])
    return {"straat": match["street"], "huisnummer": number, **_addition(number, match["rest"] or "")}


def _addition(number: int, rest: str) -> dict[str, str]:
    if not rest or (rest.isdecimal() and number < int(rest) <= number + _LONGEST_RANGE):
        return {}
    if rest.lower() in _HOUSE:
        return {"toevoeging": "H"}
    match = _LETTER.fullmatch(rest)
    if match is None:
        return {"toevoeging": rest.upper()}
    parts = {"huisletter": match["letter"].upper()}
    if match["addition"]:
        parts["toevoeging"] = "H" if match["addition"].lower() in _HOUSE else match["addition"].upper()
    return parts
