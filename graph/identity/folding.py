"""Folding what is spelling only: case, diacritics, other scripts, ij and y; and a rough key for the sound of a name."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "sound", "words"]

_UNDECOMPOSED = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "\u0131": "i", "þ": "th", "ð": "d"}
# Letters that Unicode does not split into a base and a mark.

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяіїєґё",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "ch",
            "ts",
            "ch",
            "sh",
            "sch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
            "i",
            "yi",
            "ye",
            "g",
            "e",
        ],
        strict=True,
    )
) | {"ж": "zh"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
# As in passports, roughly: what a clerk types who reads the name aloud.

_LETTERS = str.maketrans(
    _UNDECOMPOSED | {sign: latin.replace("_", "") for sign, latin in (_CYRILLIC | _GREEK).items()}
)
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`\u00b4\u02bc")
_NOT_A_WORD = re.compile(r"[\W_]+")

_SOUNDS = (
    ("sch", "s"), ("sz", "s"), ("ch", "g"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("kh", "k"),
    ("dt", "t"), ("tz", "s"), ("cz", "s"), ("sh", "s"), ("ks", "x"), ("qu", "k"),
)  # fmt: skip
_SOUND = re.compile("|".join(spelled for spelled, _ in _SOUNDS))
_SPOKEN = dict(_SOUNDS)
_MERGED = str.maketrans("czvwqdbj", "ksffktpy", "aeiouyh")
# Letters that people mix up when they write what they hear; vowels and h after the first letter are dropped.

_SOUND_LENGTH = 5
"""Consonants that a sound keeps: enough to tell names apart, few enough to survive a slip at the end."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Give lower case Latin letters without diacritics; signs other than letters stay."""
    lower = text.lower()
    if not lower.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        lower = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)
    return lower


def words(text: str) -> list[str]:
    """Give the folded words; an apostrophe joins (``'t``, ``D'Angelo``), any other sign parts."""
    plain = fold(text)
    if plain.replace(" ", "").isalnum():
        return plain.split()
    return _NOT_A_WORD.sub(" ", plain.translate(_APOSTROPHES)).split()


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Give a rough key of how a folded word sounds: ``visser`` and ``fischer`` are ``fsr``."""
    spoken = _SOUND.sub(lambda found: _SPOKEN[found[0]], word.replace("ij", "y"))
    first, rest = spoken[:1].translate(str.maketrans("czvwqij", "ksffkyy")), spoken[1:].translate(_MERGED)
    key = [first]
    for sign in rest:
        if sign != key[-1]:
            key.append(sign)
    return "".join(key)[:_SOUND_LENGTH]
