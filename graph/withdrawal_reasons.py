"""Why a flag was withdrawn, in words."""

from typing import Literal

__all__ = ["REASONS", "in_words"]

REASONS = {
    "corrected": ("een feit is verbeterd", "a fact was corrected"),
    "retracted": ("een feit is herroepen", "a fact was retracted"),
    "annulled": ("een maatregel is vernietigd", "a measure was annulled"),
    "split": (
        "records die als één golden, blijken van verschillende te zijn",
        "records taken as one turned out to be of different ones",
    ),
    "identity": (
        "records zijn anders samengenomen dan toen",
        "records are taken together otherwise than before",
    ),
    "restricted": (
        "gegevens zijn beperkt en mogen niet worden gebruikt",
        "data are restricted and may not be used",
    ),
    "verjaard": (
        "de jongste overtreding of maatregel is te oud",
        "the youngest offence or measure is too old",
    ),
    "expired": ("het is door mensen afgesloten", "people closed it"),
    "not_met": ("het voldoet niet meer aan de regels", "it no longer meets the rules"),
    "rules": ("de regels zijn gewijzigd", "the rules were changed"),
}
"""By reason, in Dutch and in English; ``merged:<id>`` names the flag that it is part of now."""

_MERGED = "merged:"


def in_words(reason: str, language: Literal["nl", "en"]) -> str:
    """Say a reason; one that is unknown stands as it is."""
    if reason.startswith(_MERGED):
        words = "het is deel geworden van" if language == "nl" else "it has become part of"
        return f"{words} {reason.removeprefix(_MERGED)}"
    nl, en = REASONS.get(reason, (reason, reason))
    return nl if language == "nl" else en
