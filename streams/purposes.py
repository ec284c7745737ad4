"""The purposes that data may be used for: the known codes, the default of each topic, what a source may use."""

from collections.abc import Mapping

from msgspec import Struct

from streams.events.types import DECISIONS

__all__ = ["BIBOB", "DEFAULTS", "KNOWN", "READING", "RIGHTS", "Registration", "allowed", "purpose_of"]

BIBOB = "bibob"
"""For the dossier alone, which never is an event of a source."""

DEFAULTS: Mapping[str, str] = {
    "permits": "vergunningverlening",
    "subsidies": "subsidieverlening",
    "inspections": "toezicht",
    "registry": "registers",
    "signals": "meldingen",
}
"""The purpose of a topic's events that name none and whose source has no registration."""

KNOWN = frozenset({*DEFAULTS.values(), BIBOB})

RIGHTS = "rechten_betrokkene"
"""For answering a person who asks after his data (AVG chapter III): a purpose of reading, of no source's event."""

READING = KNOWN | {RIGHTS}
"""What `--doel` takes."""


class Registration(Struct, frozen=True):
    """What is agreed with one source."""

    default: str | None = None
    """Purpose of its events that name none; None leaves the topic's default."""
    allowed: frozenset[str] | None = None
    """Purposes its events may name; None allows every known one."""


def allowed(topic: str, code: str | None, registration: Registration | None) -> bool:
    """Tell whether an event on `topic` may carry this `doelbinding`; without one it always may."""
    if code is None:
        return True
    if code not in KNOWN or (code == BIBOB and topic != DECISIONS):
        return False
    return registration is None or registration.allowed is None or code in registration.allowed


def purpose_of(topic: str, code: str | None, registration: Registration | None = None) -> str | None:
    """Purpose of an event: its own, else its source's, else its topic's; decisions have no default."""
    if code is not None:
        return code
    if registration is not None and registration.default is not None:
        return registration.default
    return DEFAULTS.get(topic)
