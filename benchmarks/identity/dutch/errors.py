"""The model of what goes wrong when somebody types: keys beside, letters left out, doubled, swapped, sounds alike."""

from __future__ import annotations

from random import Random

__all__ = ["maybe", "mistyped", "mistyped_date", "mistyped_digits"]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: "".join(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    for row in _ROWS
    for at, letter in enumerate(row)
}
_SOUNDS = (
    ("ij", "y"), ("y", "ij"), ("ei", "ij"), ("ij", "ei"), ("ou", "au"), ("au", "ou"), ("ks", "x"), ("ck", "k"), ("c", "k"), ("k", "c"),
    ("ph", "f"), ("f", "v"), ("v", "f"), ("s", "z"), ("z", "s"), ("th", "t"), ("t", "th"), ("dt", "d"), ("t", "d"), ("ae", "aa"),
    ("aa", "a"), ("ee", "e"), ("oo", "o"), ("ss", "s"), ("s", "ss"), ("n", "nn"), ("g", "ch"), ("ch", "g"), ("sch", "s"), ("i", "ie"),
)  # fmt: skip


def maybe(chance: Random, probability: float) -> bool:
    """Draw yes with a probability."""
    return chance.random() < probability


def mistyped(chance: Random, text: str, errors: int = 1) -> str:
    """Make so many typing errors; what is left may read like the original by chance."""
    for _ in range(errors):
        text = _error(chance, text)
    return text


def mistyped_digits(chance: Random, text: str) -> str:
    """Get one digit wrong, or swap two."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if len(places) < 2:
        return text
    at = chance.choice(places[:-1])
    if maybe(chance, 0.4) and text[at + 1].isdigit():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chance.choice("0123456789") + text[at + 1 :]


def mistyped_date(chance: Random, date: str) -> str:
    """Get a date wrong: a digit, or day and month swapped."""
    year, month, day = date.split("-")
    if int(day) <= 12 and maybe(chance, 0.4):
        return f"{year}-{day}-{month}"
    other = f"{chance.randint(1, 28):02}"
    return chance.choice(
        (
            f"{year}-{month}-{other}",
            f"{year}-{chance.randint(1, 12):02}-{day}",
            f"{int(year) + chance.choice((-1, 1, 10, -10))}-{month}-{day}",
        )
    )


def _error(chance: Random, text: str) -> str:
    if len(text) < 3:
        return text
    at = chance.randrange(len(text) - 1)
    before, sign, after = text[:at], text[at], text[at + 1 :]
    slips = (
        lambda: before + after,
        lambda: before + sign + sign + after,
        lambda: before + after[:1] + sign + after[1:],
        lambda: before + chance.choice(_BESIDE.get(sign.lower(), "e")) + after,
        lambda: before + chance.choice("aeioulnrst") + sign + after,
        lambda: _sounding_alike(chance, text),
    )
    return chance.choice(slips)()


def _sounding_alike(chance: Random, text: str) -> str:
    alike = [(old, new) for old, new in _SOUNDS if old in text.lower()]
    if not alike:
        return text
    old, new = chance.choice(alike)
    place = text.lower().index(old)
    return text[:place] + new + text[place + len(old) :]
