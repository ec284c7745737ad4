"""R6: neither a name's origin nor a postcode decides."""

from collections.abc import Callable
from typing import Any

from graph.flag import Flag
from tests.guardrails.conftest import Town

SHIFT = 7
# Letters move so far in the alphabet: what was alike stays alike, and no name is a name of anywhere.

NAMES = frozenset({"geslachtsnaam", "voornamen", "voorletters", "volledig"})


def changed(value: Any, of: Callable[[str, str], str]) -> Any:
    """Give parsed JSON with every text changed by its field's name."""
    if isinstance(value, list):
        return [changed(part, of) for part in value]
    if isinstance(value, dict):
        return {
            name: of(name, part) if isinstance(part, str) else changed(part, of)
            for name, part in value.items()
        }
    return value


def neutral(name: str, text: str) -> str:
    """Turn the letters of a person's name."""
    if name not in NAMES:
        return text
    turned = []
    for letter in text:
        base = ord("A") if letter.isascii() and letter.isupper() else ord("a")
        turned.append(
            chr((ord(letter) - base + SHIFT) % 26 + base) if letter.isascii() and letter.isalpha() else letter
        )
    return "".join(turned)


def moved(name: str, text: str) -> str:
    """Let every postcode change place with another one: digits 1-9 of its second half move on."""
    if name != "postcode" or len(text.replace(" ", "")) != 6:
        return text
    compact = text.replace(" ", "")
    return (
        compact[:2]
        + "".join(str((int(digit) + 3) % 10) if digit.isdigit() else digit for digit in compact[2:4])
        + compact[4:]
    )


def shape(flags: dict[str, Flag]) -> dict[str, list[str]]:
    """Give which indicators each flag has."""
    return {name: sorted(hit.id for hit in flag.indicators) for name, flag in flags.items()}


def test_names_of_no_origin_give_the_same_flags(town: Town) -> None:
    """The comparison of names reads likeness alone."""
    assert shape(town.flags([changed(event, neutral) for event in town.events])) == shape(town.flags())


def test_shuffled_postcodes_give_the_same_flags(town: Town) -> None:
    """No rule reads which neighbourhood it is."""
    assert shape(town.flags([changed(event, moved) for event in town.events])) == shape(town.flags())
