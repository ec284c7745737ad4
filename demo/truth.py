"""What the town knows about itself: structures planted, their lawful look-alikes, and those that a later event undid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import msgspec

from demo.completion import Completed

__all__ = ["Fate", "Label", "Structure", "Truth"]


class Fate(Enum):
    """What must become of a structure."""

    PLANTED = "planted"
    LOOKALIKE = "lookalike"
    UNDONE = "undone"

    @property
    def flagged(self) -> bool:
        """Whether a flag must stand at the end of the three years."""
        return self is Fate.PLANTED


@dataclass(frozen=True, slots=True)
class Label:
    """What the truth says of a structure: its variant, its fate and the indicators that hold on it in the end."""

    variant: str
    fate: Fate
    indicators: tuple[str, ...]


class Structure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One structure of the town.

    `members` are record ids that a right flag on it holds: `bag:…` and `kvk:…`, of persons `source#sleutel`. `indicators` are
    those that hold on it; a look-alike has too few of them, or no hard event, or one source only. `context` are those of group H
    that hold beside it and count for nothing. `completed` tells when a planted structure became whole.
    """

    id: str
    kind: str
    variant: str
    fate: Fate
    indicators: tuple[str, ...]
    members: tuple[str, ...]
    context: tuple[str, ...] = ()
    completed: Completed | None = None


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """The truth about one town: its structures, and what its log holds besides good events."""

    gemeente: str
    seed: int
    structures: tuple[Structure, ...]
    duplicates: int
    refused: dict[str, int]

    def of(self, fate: Fate) -> list[Structure]:
        """Return the structures of one fate."""
        return [structure for structure in self.structures if structure.fate is fate]

    def encode(self) -> bytes:
        """Return the truth as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1)

    @classmethod
    def decode(cls, body: bytes) -> Truth:
        """Read what `encode` wrote."""
        return msgspec.json.decode(body, type=cls)
