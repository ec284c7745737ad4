"""What every indicator declares about itself, for reviewers, counsel and the public: words, not code."""

import msgspec

__all__ = ["FIVE", "Declaration", "Need", "Phase", "Said"]

Phase = str
"""``stroom`` (organisations, places, own decisions) or ``zaak`` (needs facts of a person; rules.md section 9)."""

FIVE = frozenset({"vergunningverlening", "subsidieverlening", "toezicht", "registers", "meldingen"})
"""The purposes of facts that an indicator may read by default (contracts.md section 1)."""


class Said(msgspec.Struct, frozen=True):
    """The same in Dutch and in English."""

    nl: str
    en: str


class Need(msgspec.Struct, frozen=True):
    """A kind of fact that an indicator rests on, and what it cannot tell where nobody delivers it.

    ``fact`` is the event's type without ``nl.`` and version; ``nl`` and ``en`` begin with "of" and "whether", "wie"
    and "who", and so on, so that they follow "cannot tell".
    """

    fact: str
    nl: str
    en: str


class Declaration(msgspec.Struct, frozen=True):
    """One indicator in words; its parameters stand in the rules file, each with unit, default and source."""

    id: str
    version: str
    nl: str
    en: str
    group: str
    phase: Phase
    purpose: str
    basis: str
    """Legal basis on which the municipality may look at these facts."""
    reach: str
    needs: tuple[Need, ...]
    """Kinds of facts without which it cannot tell."""
    hook: str
    """Where in article 3 of the Wet Bibob it hooks in."""
    refusal: str
    """The ordinary ground of refusal to look at first."""
    innocent: tuple[Said, ...]
    """What is usually behind it when nothing is wrong: to be checked first, in this order."""
    allows: frozenset[str] = FIVE
    """Purposes of facts that it may read (rules.md section 9); the rules file may allow fewer."""
