"""The rules in force: a version, what holds for all, and the parameters of each indicator."""

import datetime as dt

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
    shadow: frozenset[str] = frozenset()
    """Indicators on trial: only their author may see what they would flag."""
    purposes: dict[str, frozenset[str]] = {}
    """By indicator that may read facts of fewer purposes than it declares: those (rules.md section 9)."""
    go_live: dt.date | None = None
    """The day from which flags are news; those raised before it are backlog (`graph.backlog`)."""

    @property
    def silent(self) -> frozenset[str]:
        """Indicators that make no flag, because they are off or on trial."""
        return self.off | self.shadow
