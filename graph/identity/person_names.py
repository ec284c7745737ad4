"""A person's name in its parts, read from parts or from the whole as anybody may have written it."""

import re
from functools import lru_cache

import msgspec

from graph.identity.folding import fold, sound, words
from graph.identity.name_particles import PREFIXES, RUN_TOGETHER, TITLES, TITLES_BEHIND

__all__ = ["PersonName", "normalised", "parsed", "whole"]

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,4}\.-?)+(?:[^\W\d_]{1,2}\.?)?")
_SHORTENED = re.compile(r"\bv(?:\.\s?|\s?/\s?|\s)?d\.?(?=\s|$)")
_SHORT_VAN = re.compile(r"\bv\.\s")
_ELIDED = re.compile(r"(?:^|(?<=\s))['\u2019\u2018`\u00b4]([tns])\b", re.IGNORECASE)
_ARTICLES = {"t": "het", "n": "den", "s": "des"}
_BORN = re.compile(r"[\s,]+(?:geb\.?|geboren|e\.\s?v\.|ev|echtgenoo?te? van|gehuwd met)\s+", re.IGNORECASE)
_MORE_THAN_WORDS = re.compile(r"[^\w\s.,]|\bv[. d]|\s(?:geb|ev|e\.|echt|gehuwd)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[\"“][^)\]\"”]*[)\]\"”]")
_CALLED = re.compile(
    r"(?P<initials>(?:\b[^\W\d_]{1,3}\.[\s-]*)+|\b[A-Z]{1,4}\s+)[(\[\"“](?P<called>[^\W\d_]{2,})[)\]\"”](?P<behind>.*)"
)
_HYPHEN = re.compile(r"\s*[-\u2010-\u2015]\s*")

_LONGEST = 200
"""Characters of a name that are read; nobody's is longer, and a cell of a megabyte is no name."""

_DIGRAPHS = frozenset(
    {"ij", "th", "ch", "ph", "chr", "joh", "jac", "fr", "sj", "tj", "kh", "sh", "moh", "abd", "wm"}
)
"""Several letters before a point may be several initials; these are one."""

_REST = 4
"""Letters that a name keeps when a prefix written in one word with it is taken off."""


class PersonName(msgspec.Struct, frozen=True, gc=False):
    """A name: given names (an initial is one letter, or a digraph), parts of the surname, and its prefix.

    ``core`` is the surname in one word without its prefix, ``sounds`` a rough key of how it sounds, ``text`` the whole.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    prefix: str
    core: str
    sounds: str
    text: str


@lru_cache(maxsize=65_536)
def normalised(name: str) -> str:
    """Fold case, diacritics, punctuation and blanks: ``J. van der Bérg`` becomes ``j van der berg``."""
    return _NOT_A_LETTER.sub(" ", fold(name)).strip()


@lru_cache(maxsize=65_536)
def whole(name: str) -> PersonName | None:
    """Read a name that was written as one: ``dr. Th. van der Berg-Jansen MSc``, ``Berg, J.P. van der``.

    None where nothing is left. Known weakness: without a comma or prefix the last word is taken for the surname, so a
    double surname without hyphen loses its first half to the given names.
    """
    text = name[:_LONGEST]
    if _MORE_THAN_WORDS.search(text):
        text = _plain(_IN_BRACKETS.sub(" ", _BORN.sub("-", _CALLED.sub(_written_out, text))))
    left, comma, right = text.partition(",")
    before = _tokens(left)
    behind = _without_titles(_tokens(right)) if comma else []
    if not behind:
        return _split(_without_titles(before))
    if all(token in PREFIXES and len(token) > 1 for token in behind):
        # "Jan Berg, van der"
        given, prefix, surname = _cut(_without_titles(before))
        return _made(given, [*prefix, *behind], surname)
    before = _without_titles(before)
    if all(token in TITLES_BEHIND for token in behind) or not before:
        return _split(before or behind)
    # "Berg, J. van der"; "Berg van der, J."; "van der Berg, J."
    prefix, surname = _surname(before)
    while behind and behind[-1] in TITLES_BEHIND:
        del behind[-1]
    trailing = [token for token in behind if token in PREFIXES and len(token) > 1]
    return _made([token for token in behind if token not in trailing], prefix or trailing, surname)


@lru_cache(maxsize=65_536)
def parsed(given: str, initials: str, prefix: str, surname: str) -> PersonName | None:
    """Read a name that came in its parts, any of them empty."""
    names = _without_titles(_tokens(_plain(_CALLED.sub(_written_out, given[:_LONGEST])))) if given else []
    if initials and len(names) < 2:
        letters = _initials(initials[:_LONGEST] if not initials.isalpha() else ".".join(initials[:_LONGEST]))
        names = _called(names[0], letters) if names else letters
    tokens = _tokens(_plain(surname[:_LONGEST]))
    while len(tokens) > 1 and tokens[-1] in TITLES_BEHIND:
        del tokens[-1]
    # "Berg, van den" leaves its comma to the words.
    before, core = _surname(tokens)
    return _made(names, words(prefix[:_LONGEST]) or before, core)


def _called(name: str, letters: list[str]) -> list[str]:
    """Put what somebody is called before the initials, in the place of the first where it may be that one written out."""
    if len(name) < 2 or not letters:
        return [name]
    return [name, *(letters[1:] if name.startswith(letters[0]) else letters)]


def _written_out(found: re.Match[str]) -> str:
    """Write ``J.A. (Jan)`` as ``Jan A.``, ``J. (Hans)`` as ``Hans J.``; what may be a party, behind the name, stays."""
    before, name, behind = found["initials"].split(), found["called"], found["behind"]
    titles = [word for word in before if fold(word).strip(".") in TITLES]
    letters = [letter for word in before if word not in titles for letter in _initials(word)]
    if not letters:
        return found[0]
    if not behind.strip() and (name.isupper() or not fold(name).startswith(letters[0])):
        return found[0]
    first, *rest = _called(fold(name), letters)
    return " ".join((*titles, first, *(f"{letter}." for letter in rest))) + behind


def _made(given: list[str], prefix: list[str], surname: list[str]) -> PersonName | None:
    names = tuple(part.replace("ij", "y") for name in given for part in name.split("-") if part)
    parts = [part.replace("ij", "y") for name in surname for part in name.split("-") if part]
    parts = [part for part in parts if part not in PREFIXES] or parts
    if not names and not parts:
        return None
    core, before = "".join(parts), "".join(prefix).replace("ij", "y")
    if not before and core.startswith("van"):
        for together in RUN_TOGETHER:
            if core.startswith(together) and len(core) >= len(together) + _REST:
                before, core = together, core[len(together) :]
                parts[0] = parts[0][len(together) :] or parts[0]
                break
    return PersonName(names, tuple(parts), before, core, sound(core), " ".join((*names, before, *parts)))


def _plain(text: str) -> str:
    """Write out what is short for a prefix, and take the blanks from around hyphens."""
    text = _ELIDED.sub(lambda found: _ARTICLES[found[1].lower()], text)
    return _HYPHEN.sub("-", _SHORT_VAN.sub("van ", _SHORTENED.sub(" vd", text)))


def _split(tokens: list[str]) -> PersonName | None:
    return _made(*_cut(tokens))


def _surname(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Part the prefix, in front or behind, from the name."""
    lead = _leading_prefixes(tokens)
    tail = len(tokens)
    while tail > lead + 1 and tokens[tail - 1] in PREFIXES and len(tokens[tail - 1]) > 1:
        tail -= 1
    return tokens[:lead] or tokens[tail:], tokens[lead:tail]


def _cut(tokens: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part given names, prefix and surname: at the first prefix before a name, else before the last word."""
    for place, token in enumerate(tokens[:-1]):
        if token in PREFIXES and len(token) > 1:
            prefix, surname = _surname(tokens[place:])
            if not place and len(surname) > 1 and "-" not in surname[0]:
                # "VAN VLIET JACOBUS": who begins with a prefix begins with the surname
                return surname[1:], prefix, surname[:1]
            return tokens[:place], prefix, surname
        if place and "-" in token and token.rpartition("-")[2] in PREFIXES:
            # "A. Jansen-de Boer": the prefix of the second half
            return tokens[:place], [], tokens[place:]
    if len(tokens) == 1 and len(tokens[0]) == 1:
        return tokens, [], []
    if len(tokens) > 1 and len(tokens[-1]) == 1:
        # "Berg J P": initials behind
        first = next((place for place, token in enumerate(tokens) if len(token) > 1), len(tokens) - 1)
        return [*tokens[:first], *tokens[first + 1 :]], [], tokens[first : first + 1]
    return tokens[:-1], [], tokens[-1:]


def _leading_prefixes(tokens: list[str]) -> int:
    count = 0
    while count < len(tokens) - 1 and tokens[count] in PREFIXES:
        count += 1
    return count


def _without_titles(tokens: list[str]) -> list[str]:
    first, last = 0, len(tokens)
    while last - first > 1 and tokens[first] in TITLES:
        first += 1
    while last - first > 2 and tokens[last - 1] in TITLES_BEHIND:
        last -= 1
    return tokens[first:last]


def _tokens(text: str) -> list[str]:
    """Give the folded words, a hyphenated one as one; initials written together are parted."""
    found: list[str] = []
    capitals = text.isupper()
    for raw in text.split():
        if "." in raw and _INITIALS.fullmatch(raw):
            short = fold(raw).replace(".", "")
            found.extend([short] if short in TITLES or (short in TITLES_BEHIND and found) else _initials(raw))
        elif not found and not capitals and 1 < len(raw) <= 3 and raw.isupper() and raw.isalpha():
            found.extend(_letters(fold(raw)))
        elif "-" in raw:
            found.append("-".join("".join(words(half)) for half in raw.split("-")).strip("-"))
        elif raw.isascii() and raw.isalpha():
            found.append(raw.lower())
        else:
            found.extend(words(raw))
    return [token for token in found if token]


def _initials(raw: str) -> list[str]:
    return [token for part in re.split(r"[.\s-]+", fold(raw)) if part for token in _letters(part)]


def _letters(part: str) -> list[str]:
    """Give the initials in letters without points between them."""
    return list(part) if 1 < len(part) <= 3 and part not in _DIGRAPHS else [part]
