"""Words around a person's name that are no name: prefixes of a surname, titles in front and behind."""

__all__ = ["PREFIXES", "RUN_TOGETHER", "TITLES", "TITLES_BEHIND"]

PREFIXES = frozenset(
    {
        # Dutch and Flemish
        "van", "de", "der", "den", "het", "t", "te", "ten", "ter", "op", "aan", "in", "uit", "bij", "onder", "over", "tot",
        "n", "s", "vd", "vdn", "vh", "vande", "vanden", "vander", "vant", "opt", "opden", "opde", "inden", "int", "voor",
        # others that come before a surname in Dutch registers
        "von", "vom", "zu", "zum", "zur", "du", "des", "del", "della", "delle", "di", "da", "dos", "das", "do", "la", "le",
        "les", "el", "al", "ul", "ben", "bin", "ibn", "bint", "bou", "ould", "abu", "af", "av", "e", "y", "st", "d", "l",
    }
)  # fmt: skip
"""Folded, without apostrophes; they count only between or before names, never as the whole of one."""

RUN_TOGETHER = ("vanden", "vander", "vande", "van")
"""Prefixes that some write in one word with the name: ``Vandenberg`` is ``van den Berg``."""

TITLES = frozenset(
    {
        "dhr", "heer", "mevr", "mevrouw", "mw", "mrw", "mvr", "mej", "mejuffrouw", "mr", "mrs", "ms", "miss", "sir", "lady", "herr", "frau",
        "mme", "mlle", "dr", "drs", "ir", "ing", "prof", "ds", "jhr", "jkvr", "jonkheer", "jonkvrouw", "baron", "barones",
        "graaf", "gravin", "bc", "fam", "familie", "erven", "wed", "weduwe", "pastoor", "pater", "zuster", "dipl", "sra", "sr",
        "señor", "kand", "em",
    }
)  # fmt: skip
"""In front of a name."""

TITLES_BEHIND = frozenset(
    {
        "bsc", "msc", "ba", "ma", "llm", "llb", "phd", "mba", "mpa", "ra", "aa", "rc", "rb", "rm", "mphil", "bba", "beng", "med",
        "bed", "jr", "jnr", "junior", "snr", "senior", "ii", "iii", "iv", "esq", "md", "dds", "cpa", "hons", "emba", "cs", "ea",
    }
)  # fmt: skip
"""Behind a name, where two words of it are left."""
