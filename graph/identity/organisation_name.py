"""An organisation's name as comparable words, and the several names that one field may hold."""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from graph.identity.folding import words
from graph.identity.legal_forms import FORMS, without_forms

__all__ = ["EVERYWHERE", "OrganisationName", "read", "without_city"]

_OR = re.compile(
    r"[\s(,;]*\b(?:h\.?\s?o\.?\s?d\.?\s?n\.?|handelend onder de na(?:am|men)|handelsnaam|mede h\.?o\.?d\.?n\.?|t\.?h\.?o\.?d\.?n\.?"
    r"|d\.?b\.?a\.?|d/b/a|t/a|trading as|doing business as|a\.?k\.?a\.?|f\.?k\.?a\.?|formerly|o/a|v/h|voorheen)(?=[\s:)]|$)[\s:]*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^)]{2,})\)")

_LONGEST = 300
"""Characters of a name that are read; a cell of a megabyte is no name."""

_SMALL = frozenset(
    {
        "de",
        "het",
        "t",
        "en",
        "van",
        "der",
        "den",
        "the",
        "and",
        "of",
        "et",
        "la",
        "le",
        "und",
        "die",
        "das",
        "voor",
        "in",
        "te",
        "s",
    }
)
"""Words that come and go."""

_SPELLINGS = {
    "kdv": "kinderdagverblijf", "bso": "buitenschoolse", "psz": "peuterspeelzaal", "rest": "restaurant", "ver": "vereniging",
    "ned": "nederland", "nederlandse": "nederland", "int": "international", "intl": "international", "internationaal": "international",
    "bros": "brothers", "gebr": "gebroeders", "mij": "maatschappij", "adm": "administratie", "assn": "association", "univ": "university",
    "universiteit": "university", "universitat": "university", "universite": "university", "inst": "institute", "instituut": "institute",
    "institut": "institute", "tech": "technology", "technologies": "technology", "mfg": "manufacturing", "labs": "laboratories",
    "ctr": "center", "centre": "center", "centrum": "center", "grp": "group", "groep": "group", "svcs": "services", "cafe": "cafe",
    "ind": "industries", "industrie": "industries", "pharma": "pharmaceuticals", "pharm": "pharmaceuticals", "chem": "chemical",
    "lab": "laboratories", "laboratory": "laboratories", "laboratorium": "laboratories", "elec": "electric", "mach": "machinery",
    "instr": "instruments", "semicond": "semiconductor", "sys": "systems", "syst": "systems", "eng": "engineering", "natl": "national",
    "electr": "electronics", "mat": "materials", "dev": "development", "mfr": "manufacturing", "telecom": "telecommunications",
    "kabushiki": "kk", "sint": "st", "saint": "st", "eetcafe": "cafe", "gemeente": "gemeente", "resto": "restaurant",
}  # fmt: skip
"""One spelling for words that are often shortened."""


EVERYWHERE = frozenset(
    {
        "restaurant", "cafe", "kinderopvang", "kinderdagverblyf", "buitenschoolse", "opvang", "peuterspeelzaal", "bouwbedryf",
        "handelsonderneming", "administratie", "exploitatie", "exploitatiemaatschappy", "maatschappy", "beheer", "holding",
        "amsterdam", "amsterdamse", "rotterdam", "utrecht", "nederland", "international", "services", "group", "company",
        "technology", "university", "institute", "research", "development", "industries", "electronics", "systems", "products",
        "management", "consultancy", "consulting", "schoonmaak", "transport", "supermarkt", "brasserie", "vereniging", "stichting",
        "center", "school", "basisschool", "hotel", "kapsalon", "snackbar", "cafetaria", "lunchroom", "pharmaceuticals",
        "chemical", "medical", "american", "angeles", "chicago", "kitchen", "house", "grill", "pizza", "vastgoed", "advies",
        "horeca", "grillroom", "bistro", "eethuis", "bar", "peuterspeelzalen", "kinderdagverblyven", "bedryf",
        "winkel", "locatie", "filiaal", "vestiging", "exploitant", "eetcafe", "pizzeria", "coffee", "coffeeshop", "lounge", "diner",
    }
)  # fmt: skip
"""Words of so many names that they find nothing, and whose lack in the other name says nothing."""


class OrganisationName(msgspec.Struct, frozen=True, gc=False):
    """A name in words (forms and small words out), those words sorted, all but those of many names joined, and its first letters.

    ``key`` is what a chain's names have in common, ``telling`` are the words by which it can be found again, the longest first, words of many names last,
    ``starts`` are the first letters of its words, ``owner`` is who trades under this name, where the field says so.
    """

    words: tuple[str, ...]
    ordered: str
    key: str
    joined: str
    acronym: str
    owner: str
    telling: tuple[str, ...]
    starts: frozenset[str]


@lru_cache(maxsize=65_536)
def read(text: str) -> tuple[OrganisationName, ...]:
    """Give the names in a field: ``J. Jansen h.o.d.n. Café de Haven`` is two, the second with its owner beside it."""
    text = text[:_LONGEST]
    lower = text.lower()
    parts = _parts(text) if any(hint in lower for hint in _HINTS) else [text]
    first = _read(parts[0], "") if parts else None
    owner = first.ordered if first is not None and len(parts) > 1 else ""
    found = [first, *(_read(part, owner) for part in parts[1:])]
    found += [_read(_BRACKETED.sub(" ", part), "") for part in parts if "(" in part]
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _parts(text: str) -> list[str]:
    """Give owner and trade name, in this order, also of ``h.o.d.n. De Wilg, Jansen``."""
    found = _OR.match(text)
    if found is not None and found.end() and "," in text:
        trade, _, owner = text[found.end() :].partition(",")
        return [part for part in (owner, trade) if part.strip()]
    return [part for part in _OR.split(text) if part and part.strip()]


_HINTS = (
    "h.o",
    "h o",
    "hodn",
    "handel",
    "/",
    "d.b",
    "dba",
    "trading",
    "doing",
    "a.k",
    "aka",
    "fka",
    "f.k",
    "formerly",
    "voorheen",
)
"""One of these is in every field of two names; looking for them costs a tenth of the pattern."""

_NOBODY = frozenset(
    {"eenmansbedryf", "geen", "idem", "nvt", "onbekend", "particulier", "taxi", "zzp", "unknown", "none"}
)
"""What people write in a name field when they have no name to write."""


def _read(text: str, owner: str) -> OrganisationName | None:
    written = words(text)
    if "".join(written) in _NOBODY:
        return None
    every = [_SPELLINGS.get(word, word) for word in without_forms(written)]
    kept = [word for word in every if word not in _SMALL] or every
    if not kept or " ".join(kept) in _NOBODY or all(word in FORMS for word in kept):
        return None
    every = [word.replace("ij", "y") for word in every]
    kept = list(dict.fromkeys(word.replace("ij", "y") for word in kept))
    return OrganisationName(
        tuple(kept),
        " ".join(sorted(set(kept))),
        _key(kept),
        "".join([word for word in every if word not in EVERYWHERE] or every),
        "".join(word[0] for word in every),
        owner,
        tuple(sorted(set(kept), key=lambda word: (word in EVERYWHERE, -len(word), word))[:2]),
        frozenset([word[0] for word in kept]),
    )


def _key(kept: Iterable[str]) -> str:
    return " ".join(sorted({word for word in kept if word not in EVERYWHERE} or set(kept)))


def without_city(name: OrganisationName, city: frozenset[str]) -> OrganisationName:
    """Give a name without the city it stands in: the address says it already."""
    kept = tuple(word for word in name.words if word not in city)
    if not kept or len(kept) == len(name.words):
        return name
    telling = tuple(word for word in name.telling if word not in city) or kept[:1]
    return msgspec.structs.replace(
        name, words=kept, key=_key(kept), ordered=" ".join(sorted(set(kept))), telling=telling
    )
