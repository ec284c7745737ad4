"""Plain normalisation of an organisation's name: for comparing, and for keying where a source has no key of its own."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["keyed", "names_nobody", "normalised"]

_NOT_A_WORD = re.compile(r"[\W_]+")

_UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
# Letters that Unicode does not split into a base and a mark.

_SPELLINGS = (
    ("n v t", "nvt"),
    ("besloten vennootschap", "bv"),
    ("naamloze vennootschap", "nv"),
    ("vennootschap onder firma", "vof"),
    ("commanditaire vennootschap", "cv"),
    ("h o d n", "hodn"),
    ("handelend onder de naam", "hodn"),
    ("v o f", "vof"),
    ("b v", "bv"),
    ("n v", "nv"),
    ("c v", "cv"),
    ("u a", "ua"),
    ("w a", "wa"),
    ("i o", "io"),
)
# One spelling a form; longer ones first, because "v o f" must not lose its letters to a shorter one.

_SPELLED = re.compile(rf"\b(?:{'|'.join(spelled for spelled, _ in _SPELLINGS)})\b")
_SHORT = dict(_SPELLINGS)

_LEADING = frozenset(
    {"stichting", "vereniging", "cooperatie", "cooperatieve", "maatschap", "bv", "nv", "vof", "cv"}
)
_TRAILING = (_LEADING - {"cooperatieve"}) | {"ua", "wa", "io"}
# Forms count at the edges of a name only: "Amsterdamse Stichting voor …" without its second word is no name.

_NO_NAME = frozenset(
    {"eenmanszaak", "eenmansbedrijf", "geen", "idem", "nvt", "onbekend", "particulier", "taxi", "zzp"}
)
# What people write in a name field when they have no name to write; a bare trade is no name either.


@lru_cache(maxsize=65_536)
def keyed(name: str) -> str:
    """Fold what is spelling only and keep the legal form: ``St. Oud-Zuid`` and ``stichting Oud Zuid`` are one.

    Lower case; diacritics stripped; punctuation and runs of blanks to one blank; a legal form in one
    spelling (``B.V.`` and ``besloten vennootschap`` are ``bv``). The form stays, because a B.V. and a V.O.F. of one
    name are two legal persons, and what has an equal key is joined with certainty.

    Known weakness: ``St.`` at the start is read as "stichting", also where "sint" was meant.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_UNDECOMPOSED)
    words = _SPELLED.sub(lambda found: _SHORT[found[0]], _NOT_A_WORD.sub(" ", plain).strip())
    return f"stichting {words[3:]}" if words.startswith("st ") else words


@lru_cache(maxsize=65_536)
def normalised(name: str) -> str:
    """Fold the name as `keyed` does and drop the legal form at either end: what two sources can be compared on.

    Returns
    -------
    str
        Empty where nothing but a legal form or punctuation was written: such a name equals no other.
    """
    words = keyed(name).split()
    while words and words[0] in _LEADING:
        del words[0]
    while words and words[-1] in _TRAILING:
        del words[-1]
    return " ".join(words)


def names_nobody(name: str) -> bool:
    """Tell whether a name field holds no name: blanks, dashes, a bare legal form, "n.v.t.", "eenmanszaak"."""
    plain = normalised(name)
    return not plain or plain in _NO_NAME
