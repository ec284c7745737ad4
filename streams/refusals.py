"""Why an event is refused: the reason codes in the order of the checks, and their sentences."""

import re
from typing import Literal

from msgspec import Struct

__all__ = ["REASONS", "Reason", "Refused", "refused"]

Reason = Literal[
    "too_large",
    "malformed",
    "schema",
    "forbidden",
    "unknown_type",
    "identifier",
    "purpose",
    "conflict",
    "internal",
]

REASONS: dict[Reason, tuple[str, str]] = {
    "too_large": (
        "De gebeurtenis is groter dan 65.536 bytes.",
        "The event is larger than 65,536 bytes.",
    ),
    "malformed": (
        "Het bericht is geen leesbare JSON: geen UTF-8, geen JSON of geen JSON-object.",
        "The message is no readable JSON: no UTF-8, no JSON, or no JSON object.",
    ),
    "schema": (
        "{about} heeft niet de vorm of de waarde die het contract toelaat.",
        "{about} has not the form or the value that the contract allows.",
    ),
    "forbidden": (
        "{about} is een gegeven dat hier niet verwerkt mag worden; de waarde is niet bewaard.",
        "{about} is data that may not be processed here; the value was not kept.",
    ),
    "unknown_type": (
        "Dit type gebeurtenis is op deze plaats niet bekend.",
        "This type of event is not known in this place.",
    ),
    "identifier": (
        "{about} is geen geldig nummer van deze soort.",
        "{about} is no valid number of its kind.",
    ),
    "purpose": (
        "{about} is geen bekende doelbinding, of geen die deze bron mag gebruiken.",
        "{about} is no known purpose, or not one that this source may use.",
    ),
    "conflict": (
        "Onder deze gemeente, bron en id is al een gebeurtenis met een andere inhoud aangenomen.",
        "Under this municipality, source and id an event with other content was accepted before.",
    ),
    "internal": (
        "Door een fout van ons kon de gebeurtenis niet verwerkt worden.",
        "By a failure of ours the event could not be processed.",
    ),
}
"""Reason → sentence in Dutch and in English. Values are never shown: they may be personal data."""

_MISSING = ("{about} ontbreekt.", "{about} is missing.")
"""Instead of the sentences of `schema`, where that is all."""

_PLAIN_PATH = re.compile(r"[\w.\[\]-]{1,200}")


class Refused(Struct, frozen=True):
    """An event that is not taken, and why."""

    reason: Reason
    about: str | None
    """Path of the field, e.g. `data.betrokkenen[1].persoon.geboortedatum`."""
    source: str | None
    id: str | None
    nl: str
    en: str
    masked: bytes | None
    """The event with forbidden values and BSNs as `***`; None: unreadable."""


def refused(
    reason: Reason,
    about: str | None = None,
    *,
    missing: bool = False,
    source: str | None = None,
    id: str | None = None,  # noqa: A002 - the contract's name
    masked: bytes | None = None,
) -> Refused:
    """Refuse with the sentences that belong to the reason.

    A path that is no plain one (a sender may name fields as it likes) is cut at its first odd character.
    """
    if about is not None and _PLAIN_PATH.fullmatch(about) is None:
        plain = _PLAIN_PATH.match(about)
        about = plain[0] if plain else None
    nl, en = _MISSING if missing else REASONS[reason]
    return Refused(
        reason,
        about,
        source,
        id,
        nl.format(about=about or "Een veld"),
        en.format(about=about or "A field"),
        masked,
    )
