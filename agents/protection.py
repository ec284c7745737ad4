"""The protection route: what may point at victims is shown to the care coordinator alone (domain.md, R29)."""

import msgspec

from streams.settings import Settings
from streams.store_rows import FlagRow

__all__ = ["is_protected", "may_see"]

PROTECTION = "protection"


class _Route(msgspec.Struct, frozen=True):
    route: str


def is_protected(row: FlagRow) -> bool:
    """Tell whether a flag goes the protection route."""
    return msgspec.json.decode(row.body, type=_Route).route == PROTECTION


def may_see(row: FlagRow, configured: Settings) -> bool:
    """Tell whether this process may show a flag; what it may not see, it treats as not there."""
    return configured.sees_protection or not is_protected(row)
