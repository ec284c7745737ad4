"""Chance as an argument: one seeded source of randomness for each part of the town."""

from __future__ import annotations

from random import Random

__all__ = ["Random", "chance"]


def chance(seed: int, part: str) -> Random:
    """Return the randomness of one part, so that a part that grows leaves the others as they were."""
    return Random(f"{seed}/{part}")  # noqa: S311 - nothing here is a secret
