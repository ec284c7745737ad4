"""Between which bounds each parameter of a rule may lie: outside them it is a slip of the hand, not a policy."""

from __future__ import annotations

import msgspec

from graph.rules import Parameters

__all__ = ["RANGES", "Range", "wrong_value"]


class Range(msgspec.Struct, frozen=True):
    """Bounds, both included, and whether the value is a whole number."""

    low: float
    high: float
    whole: bool = True

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high and (not self.whole or float(value).is_integer())

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low:g} to {self.high:g}"


_COUNT = Range(1, 10_000)
# So many things at least; zero would find everything.
_DAYS = Range(0, 3_650)
# Ten years: what lies further apart has nothing to do with each other.
_MONTHS = Range(1, 240, whole=False)
# Twenty years: as far back as a register is relied on.
_YEARS = Range(1, 20, whole=False)
_PER_CENT = Range(0, 100, whole=False)
_FRACTION = Range(0, 1, whole=False)
_EURO = Range(0, 100_000_000, whole=False)
_SIZE = Range(1, 1_000_000, whole=False)
# Square metres or metres.
_TIMES = Range(0.01, 100, whole=False)

RANGES: dict[str, Range] = {
    **dict.fromkeys(
        (
            "borrowers", "chain", "components", "established", "grants", "groups", "holders", "hub_neighbours", "inspections",
            "leases", "moves", "neighbours", "operators", "organisations", "owners", "places", "residents", "schemes",
            "sector_digits", "sources", "strong", "ties", "visits", "weak",
        ),
        _COUNT,
    ),
    **dict.fromkeys(("after", "days", "founding", "loan_days", "overlap", "withdrawn"), _DAYS),
    **dict.fromkeys(("before_end", "half_life", "months", "tenure"), _MONTHS),
    **dict.fromkeys(("flag_years", "hard_event_years"), _YEARS),
    **dict.fromkeys(("control", "majority", "part", "percentile", "person", "share"), _PER_CENT),
    **dict.fromkeys(("chance", "similarity"), _FRACTION),
    **dict.fromkeys(("amount", "band_from", "band_to"), _EURO),
    **dict.fromkeys(("area", "distance", "shared_building"), _SIZE),
    **dict.fromkeys(("high", "low", "quotient"), _TIMES),
    "before": Range(0, 3_650, whole=False),
    "hops": Range(1, 2),
}  # fmt: skip
"""By name: a name means the same thing, in the same unit, in every indicator; `before` is days in C3, months else."""

_RISING = (("band_from", "band_to"), ("low", "high"))
# Pairs of one indicator of which the first is the smaller.


def wrong_value(parameters: Parameters) -> tuple[str, str] | None:
    """Give the first parameter whose value cannot be meant, and what would be right; None where all can."""
    for name, value in sorted(parameters.items()):
        if name in RANGES and value not in RANGES[name]:
            return name, f"is {value:g}, must be {RANGES[name]}"
    for low, high in _RISING:
        if low in parameters and parameters[low] >= parameters[high]:
            return low, f"is {parameters[low]:g}, must be less than {high} ({parameters[high]:g})"
    return None
