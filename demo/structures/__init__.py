"""Planted structures, a file a kind, each with its lawful look-alikes, its near misses and those that a later event undoes."""

from __future__ import annotations

from demo.structures import carousel, mass_registration, phoenix, repeat_offenders, stacking
from demo.world import World

__all__ = ["KINDS", "plant"]

KINDS = (phoenix, carousel, mass_registration, stacking, repeat_offenders)


def plant(world: World) -> None:
    """Plant every kind."""
    for kind in KINDS:
        kind.plant(world)
