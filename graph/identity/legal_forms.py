"""Legal forms in all spellings: they tell what an organisation is, hardly ever which one.

An own list: rigour (MIT) knows most foreign forms but not "Stichting" or "U.A.", and costs an import of seconds.
"""

import re

__all__ = ["FORMS", "without_forms"]

FORMS = frozenset(
    {
        "bv", "nv", "vof", "cv", "ua", "wa", "ba", "io", "stichting", "vereniging", "cooperatie", "cooperatieve", "cooperatief",
        "maatschap", "eenmanszaak", "eenmansbedrijf", "besloten", "vennootschap", "naamloze", "vve", "zzp", "onderlinge",
        "bvba", "bvio", "nvio", "sprl", "asbl", "vzw", "comm", "commv", "gcv", "sa", "sarl", "sas", "sasu", "snc", "eurl", "scs",
        "gmbh", "ag", "kg", "ohg", "gbr", "ug", "kgaa", "ev", "eg", "mbh", "se", "societas", "europaea", "gesellschaft",
        "aktiengesellschaft", "beschrankter", "haftung", "ltd", "limited", "plc", "llc", "llp", "lp", "inc", "incorporated",
        "corp", "corporation", "co", "company", "cos", "pte", "pty", "pvt", "sl", "slu", "spa", "srl", "sapa", "scarl",
        "oy", "oyj", "ab", "aktiebolag", "as", "asa", "aps", "a/s", "kft", "rt", "zrt", "sro", "sp", "zoo", "doo", "dd", "ooo",
        "oao", "zao", "pao", "kk", "kabushiki", "kaisha", "gk", "sdn", "bhd", "jsc", "ojsc", "foundation", "holdings",
        "societe", "anonyme", "responsabilite", "limitee",
    }
)  # fmt: skip
"""Folded words; at either end of a name, or anywhere behind its first word, they name nobody."""

_SPELLED = (
    ("besloten vennootschap met beperkte aansprakelijkheid", "bv"),
    ("besloten vennootschap", "bv"),
    ("naamloze vennootschap", "nv"),
    ("vennootschap onder firma", "vof"),
    ("commanditaire vennootschap", "cv"),
    ("vereniging van eigenaars", "vve"),
    ("vereniging van eigenaren", "vve"),
    ("gesellschaft mit beschrankter haftung", "gmbh"),
    ("gesellschaft mbh", "gmbh"),
    ("g m b h", "gmbh"),
    ("v o f", "vof"), ("b v b a", "bvba"), ("v v e", "vve"), ("v z w", "vzw"), ("l l c", "llc"), ("l t d", "ltd"), ("p l c", "plc"),
    ("s a r l", "sarl"), ("s r l", "srl"), ("s p a", "spa"), ("s a s", "sas"), ("i n c", "inc"), ("sp z o o", "spzoo"),
    ("b v", "bv"), ("n v", "nv"), ("c v", "cv"), ("u a", "ua"), ("w a", "wa"), ("b a", "ba"), ("i o", "io"), ("s a", "sa"), ("a g", "ag"),
    ("a s", "as"), ("k k", "kk"), ("a b", "ab"), ("e v", "ev"), ("s l", "sl"), ("v o", "vof"),
)  # fmt: skip
_PATTERN = re.compile(rf"(?<!\b\w )\b(?:{'|'.join(spelled for spelled, _ in _SPELLED)})\b(?! \w\b)")
_SHORT = dict(_SPELLED)

_AHEAD = frozenset(
    {
        "stichting",
        "vereniging",
        "cooperatie",
        "cooperatieve",
        "maatschap",
        "bv",
        "nv",
        "vof",
        "cv",
        "eenmanszaak",
    }
)


_LONGEST = max(len(spelled.split()) for spelled, _ in _SPELLED)
_FIRST = frozenset(spelled.split()[0] for spelled, _ in _SPELLED)


def _at_the_edges(words: list[str]) -> list[str]:
    """Write forms in one word, those at the end first: of "X.A. B.V." the letters are "b v", not "a b"."""
    for size in range(min(_LONGEST, len(words) - 1), 1, -1):
        form = _SHORT.get(" ".join(words[-size:]))
        if form is not None:
            return [*words[:-size], form]
    for size in range(min(_LONGEST, len(words) - 1), 1, -1):
        form = _SHORT.get(" ".join(words[:size]))
        if form is not None:
            return [form, *words[size:]]
    return words


def without_forms(words: list[str]) -> list[str]:
    """Give the folded words of a name without its legal forms; all words where nothing else is left."""
    if not _FIRST.isdisjoint(words):
        words = _at_the_edges(words)
        words = _PATTERN.sub(lambda found: _SHORT[found[0]], " ".join(words)).split()
    if len(words) > 1 and words[0] == "st":
        words = words[1:]
    kept = [word for word in words if word not in FORMS]
    return kept or words
