"""Planted structures, a file a kind, each with its lawful look-alikes, its near misses and those that a later event undoes."""

from __future__ import annotations

from demo.structures import (
    carousel,
    context,
    crowded_housing,
    facilitator,
    finance,
    grants,
    hemp,
    mass_registration,
    ownership,
    phoenix,
    recycling,
    repeat_offenders,
    shadow_management,
    stacking,
    straw_men,
)
from demo.world import World

__all__ = ["KINDS", "plant"]

KINDS = (
    phoenix,
    carousel,
    mass_registration,
    stacking,
    repeat_offenders,
    straw_men,
    shadow_management,
    crowded_housing,
    facilitator,
    ownership,
    recycling,
    grants,
    finance,
    hemp,
    context,
)


def plant(world: World) -> None:
    """Plant every kind."""
    for kind in KINDS:
        kind.plant(world)
