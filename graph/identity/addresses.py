"""Addresses in comparable parts, from parts or from one line, of any country."""

import re
from functools import lru_cache

import msgspec

from graph.identity.folding import fold, words

__all__ = ["Address", "of_key", "parsed"]

_NUMBER = re.compile(r"(\d{1,5})[\s\-/.,]*(.*)")
_TRAILING = re.compile(r"^(.*?[^\W\d].*?)[\s,]+(\d{1,5}\b.*)$")
_LEADING = re.compile(
    r"^(?:no\.?\s*)?(\d{1,5}(?:\s?-\s?\d{1,5})?[a-zA-Z]?)\b[\s,]+(.*[^\W\d].*)$", re.IGNORECASE
)
_FLOOR = re.compile(r"\b([1-9])\s*(?:hoog|hg|e?\s*verd(?:ieping)?|e\s*et(?:age)?)\b")
_LETTERS_DIGITS = re.compile(r"[^a-z0-9]+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_HOUSE = frozenset({"hs", "huis", "bg", "beg", "beganegrond"})

_LONGEST = 200
"""Characters of a street that are read; a cell of a megabyte is no street."""

_ENDINGS = (
    ("str", "straat"), ("strt", "straat"), ("ln", "laan"), ("pln", "plein"), ("pl", "plein"), ("wg", "weg"), ("kd", "kade"),
    ("sngl", "singel"), ("grcht", "gracht"), ("gr", "gracht"), ("dk", "dijk"), ("strasse", "str"), ("stg", "steeg"),
)  # fmt: skip
_WORDS = {
    "burg": "burgemeester", "bgm": "burgemeester", "pres": "president", "prof": "professor", "dr": "doctor", "ds": "dominee", "mr": "meester",
    "kon": "koningin", "past": "pastoor", "pr": "prins", "gen": "generaal", "adm": "admiraal", "gebr": "gebroeders", "ger": "gerrit",
    "mgr": "monseigneur", "ged": "gedempte", "gr": "grote", "kl": "kleine", "lge": "lange", "ld": "laan", "nwe": "nieuwe", "nw": "nieuwe",
    "noordz": "noordzijde", "z": "zuid", "n": "noord", "o": "oost", "w": "west", "1e": "eerste", "2e": "tweede", "3e": "derde", "4e": "vierde",
    "1ste": "eerste", "2de": "tweede", "3de": "derde", "vd": "van", "v": "van", "st": "sint", "jac": "jacob", "joh": "johannes",
    "fred": "frederik", "willem": "willem", "wilh": "wilhelmina", "e": "east", "north": "noord", "south": "zuid", "east": "oost", "s": "zuid",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th",
    "ninth": "9th", "tenth": "10th", "mt": "mount", "ft": "fort",
}  # fmt: skip
_WORDS["e"] = "oost"

_DIRECTIONS = frozenset({"n", "s", "e", "w", "north", "south", "east", "west"})

_KINDS = frozenset(
    {
        "street", "str", "ave", "avenue", "av", "rd", "road", "blvd", "blv", "boulevard", "bd", "drive", "drv", "dr", "lane", "ln", "place",
        "pl", "court", "ct", "terrace", "tce", "crescent", "cres", "circuit", "cct", "close", "cl", "parade", "pde", "highway", "hwy",
        "strasse", "platz", "rue", "via", "calle", "plaza", "piazza", "square", "sq", "way", "pkwy", "parkway", "trail", "row", "st",
        "straat", "laan", "weg",
    }
)  # fmt: skip
"""Words of their own that say what kind of street it is; they are spelled in every way and tell little."""

_CITIES = {
    "sgravenhage": "denhaag", "thehague": "denhaag", "shertogenbosch": "denbosch", "newyorkcity": "newyork", "nyc": "newyork",
    "losangelesca": "losangeles", "la": "losangeles", "munchen": "munich", "koln": "cologne", "wien": "vienna", "antwerp": "antwerpen",
    "brussel": "brussels", "bruxelles": "brussels", "roma": "rome", "milano": "milan", "geneve": "geneva", "praha": "prague",
    "lisboa": "lisbon", "ljouwert": "leeuwarden", "moskva": "moscow", "warszawa": "warsaw", "kobenhavn": "copenhagen",
}  # fmt: skip
_SMALL = frozenset({"de", "het", "t", "den", "der", "van", "the", "d"})


class Address(msgspec.Struct, frozen=True, gc=False):
    """An address; a part that is not known is empty. ``postcode`` is without blanks, ``street`` one folded word."""

    postcode: str
    number: str
    addition: str
    street: str
    city: str


_NOWHERE = Address("", "", "", "", "")


@lru_cache(maxsize=65_536)
def of_key(key: str) -> Address | None:
    """Read ``adres:POSTCODE|number|letter|addition``; None for anything else (``bag:…``)."""
    if not key.startswith("adres:"):
        return None
    parts = key[6:].lower().split("|")
    if len(parts) != 4:
        return None
    return Address(parts[0], parts[1], _addition(parts[2] + " " + parts[3]), "", "")


@lru_cache(maxsize=65_536)
def parsed(street: str, house_number: str, postcode: str, city: str) -> Address | None:
    """Read an address in columns; the number may stand in the street's, before or behind its name."""
    street, rest = street[:_LONGEST], house_number.strip()[:_LONGEST]
    if street and not rest:
        street, rest = _parted(street)
    number, addition = "", ""
    if rest:
        found = _NUMBER.match(rest)
        if found is not None:
            number, addition = found[1].lstrip("0") or "0", _addition(found[2])
    code = _LETTERS_DIGITS.sub("", fold(postcode[:20]))
    address = Address(code, number, addition, _street(street), _city(city))
    return address if address != _NOWHERE else None


def _parted(street: str) -> tuple[str, str]:
    """Part street and number written as one: ``Kade 12-A``, ``1520 Main St.``."""
    found = _LEADING.match(street)
    if found is not None:
        return found[2], found[1]
    found = _TRAILING.match(street)
    return (found[1], found[2]) if found is not None else (street, "")


def _addition(text: str) -> str:
    """Fold an addition: ``-A``, ``/1hg``, ``1 hoog``, ``huis`` become ``a``, ``1``, ``1``, ``hs``."""
    plain = _LETTERS_DIGITS.sub(" ", _FLOOR.sub(r"\1", fold(text))).strip()
    if not plain:
        return ""
    joined = plain.replace(" ", "")
    return "hs" if joined in _HOUSE else _ROMAN.get(joined, joined)


@lru_cache(maxsize=16_384)
def _street(text: str) -> str:
    if not text:
        return ""
    written = words(text)
    if len(written) > 1 and written[0] in _DIRECTIONS:
        # "N. Main St" and "Main Street": what comes and goes stands behind.
        written = [*written[1:], written[0]]
    every = [_written_out(word) for word in written]
    kept = [word for word in every if word not in _SMALL]
    named = [word for word in kept if word not in _KINDS] or kept or every
    return "".join(named).replace("ij", "y")


def _written_out(word: str) -> str:
    known = _WORDS.get(word)
    if known is not None and word not in _KINDS:
        return known
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(full):
            return word[: -len(ending)] + full
    return word


@lru_cache(maxsize=16_384)
def _city(text: str) -> str:
    if not text:
        return ""
    joined = "".join(words(text[:_LONGEST]))
    return _CITIES.get(joined, joined).replace("ij", "y")
