"""What no event may carry, recognised by the name of a field or attribute (contracts.md, section 6)."""

from functools import lru_cache
from typing import Any

from streams.identifiers import is_bsn

__all__ = ["CONTAINED", "EXACT", "find_forbidden", "is_forbidden", "may_hold_forbidden"]

CONTAINED: tuple[str, ...] = (
    "nationaliteit",
    "geboorteland",
    "geboorteplaats",
    "verblijfstitel",
    "immigratie",
    "migratie",
    "religie",
    "godsdienst",
    "geloof",
    "etnici",
    "gezondheid",
    "medisch",
    "uitkering",
    "inkomen",
    "strafblad",
    "justiti",
    "politie",
    "antecedent",
)
"""A name that contains one of these is forbidden, in upper or lower case. Published; it may grow."""

EXACT: frozenset[str] = frozenset({"ras", "geboorte"})
"""A name that is one of these is forbidden: short words that harmless names contain."""

_REMEMBERED = 4_096
"""Names judged before: the contract has about a hundred, senders add some."""

_SIGNS = (*CONTAINED, *(f'"{word}"' for word in sorted(EXACT)))


@lru_cache(_REMEMBERED)
def is_forbidden(name: str) -> bool:
    """Tell whether a field or attribute of this name is refused, whatever its value."""
    folded = name.casefold()
    return folded in EXACT or any(word in folded for word in CONTAINED)


def may_hold_forbidden(folded: str) -> bool:
    """Tell whether a forbidden name may stand in an event: canonical JSON, case-folded. Cheap; walk if so."""
    return any(sign in folded for sign in _SIGNS)


def find_forbidden(event: dict[str, Any], *, names: bool) -> str | None:
    """Path of the first forbidden field or attribute of an event, or None.

    Parameters
    ----------
    event
        Parsed; its depth is bounded by the caller.
    names
        False skips the walk over the names, where `may_hold_forbidden` saw no sign of one.
    """
    subject = event.get("subject")
    if isinstance(subject, str | int) and is_bsn(str(subject)):
        return "subject"
    return _find(event, "") if names else None


def _find(value: Any, path: str) -> str | None:
    if isinstance(value, dict):
        for name, part in value.items():
            here = f"{path}.{name}" if path else name
            found = here if is_forbidden(name) else _find(part, here)
            if found is not None:
                return found
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found = _find(part, f"{path}[{number}]")
            if found is not None:
                return found
    return None
