"""The rules in force: a version, what holds for all, and the parameters of each indicator."""

import msgspec

from graph.identity.weights import Weights

__all__ = ["General", "Parameters", "Rules"]

Parameters = dict[str, float]
"""Parameters of one indicator by name; units and sources stand beside each in the rules file."""


class General(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters that no single indicator owns."""

    hub_neighbours: int
    hard_event_years: float
    flag_years: float
    sources: int
    groups: int


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of the rules, immutable: each flag names it."""

    version: str
    general: General
    indicators: dict[str, Parameters]
    identity: Weights
    off: frozenset[str] = frozenset()
    """Indicators that this version does not compute."""
