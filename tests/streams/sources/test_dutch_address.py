"""Address lines, split into the contract's parts."""

from typing import Any

import pytest

from streams.sources.dutch_address import split_address


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", {}),
        ("Meeuwenplein", {"straat": "Meeuwenplein"}),
        ("Meeuwenplein 12", {"straat": "Meeuwenplein", "huisnummer": 12}),
        ("Meeuwenplein 12 ", {"straat": "Meeuwenplein", "huisnummer": 12}),
        ("Meeuwenplein 12a", {"straat": "Meeuwenplein", "huisnummer": 12, "huisletter": "A"}),
        ("Meeuwenplein 12 H", {"straat": "Meeuwenplein", "huisnummer": 12, "toevoeging": "H"}),
        ("Meeuwenplein 12 huis", {"straat": "Meeuwenplein", "huisnummer": 12, "toevoeging": "H"}),
        ("Meeuwenplein 12-2", {"straat": "Meeuwenplein", "huisnummer": 12, "toevoeging": "2"}),
        ("Meeuwenplein 12 bg", {"straat": "Meeuwenplein", "huisnummer": 12, "toevoeging": "BG"}),
        ("Meeuwenplein 12 16", {"straat": "Meeuwenplein", "huisnummer": 12}),
        (
            "Oude Meeuwenkade 12 A hs",
            {"straat": "Oude Meeuwenkade", "huisnummer": 12, "huisletter": "A", "toevoeging": "H"},
        ),
        (
            "Meeuwenplein 20 n 1",
            {"straat": "Meeuwenplein", "huisnummer": 20, "huisletter": "N", "toevoeging": "1"},
        ),
        ("1e Meeuwenstraat 3", {"straat": "1e Meeuwenstraat", "huisnummer": 3}),
    ],
)
def test_a_line_is_split(line: str, parts: dict[str, Any]) -> None:
    """Street, number, letter and addition stand in their fields; of a range the first number counts."""
    assert split_address(line) == parts
