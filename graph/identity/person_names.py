"""Plain normalisation of a person's name, for the equality that this version of identity rests on."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["normalised"]

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def normalised(name: str) -> str:
    """Fold case, diacritics, punctuation and blanks: ``J. van der Bérg`` becomes ``j van der berg``."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _NOT_A_LETTER.sub(" ", plain).strip()
