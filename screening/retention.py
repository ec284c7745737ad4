"""How long each kind of thing is kept, and when it is due: one table, applied with the day as an argument (domain.md, R14, R15)."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

__all__ = ["POLICY", "POLICY_VERSION", "Item", "Kept", "Term", "is_due"]

POLICY_VERSION = "2026-1"
"""Raised with every change of the table; stands in each report of destruction."""


class Kept(StrEnum):
    """What is kept, by kind."""

    VLAG_ONBEWERKT = "vlag_onbewerkt"
    VLAG_INGETROKKEN = "vlag_ingetrokken"
    MELDING = "melding"
    MELDING_PARTNER = "melding_partner"
    DODE_BRIEF = "dode_brief"
    FORMULIER = "formulier"
    BUREAU = "bureau"
    ADVIES = "advies"


class Term(msgspec.Struct, frozen=True):
    """How many days, counted from when, on what ground."""

    days: int
    since: str
    ground: str


POLICY: Mapping[Kept, Term] = MappingProxyType(
    {
        Kept.VLAG_ONBEWERKT: Term(
            90, "eerste signaal", "AVG 5 lid 1 onder e; RvS over LAA: markering weg als niet onderzocht"
        ),
        Kept.VLAG_INGETROKKEN: Term(
            90, "laatste wijziging", "AVG 5 lid 1 onder e: geschiedenis van publicatie"
        ),
        Kept.MELDING: Term(92, "melding", "AVG 5 lid 1 onder e: signaal zonder vervolg, drie maanden"),
        Kept.MELDING_PARTNER: Term(
            1096, "melding", "regel I1 leest 36 maanden terug (hennepmelding van een partner, A of B)"
        ),
        Kept.DODE_BRIEF: Term(365, "weigering", "herstel van een bron; onleesbare bytes al na 30 dagen"),
        Kept.FORMULIER: Term(5 * 365, "ontvangst", "Wet Bibob 29: gebruik bij een andere beschikking"),
        Kept.BUREAU: Term(2 * 365, "datum van het advies", "Wet Bibob 29 (tekst 2013), de kortste lezing"),
        Kept.ADVIES: Term(5 * 365, "laatste handtekening", "Wet Bibob 29; selectielijst"),
    }
)
"""The terms; a municipality's own selection list goes before, by a new version of this table."""


class Item(msgspec.Struct, frozen=True, order=True):
    """One thing that is kept: its kind, its key, the day (YYYY-MM-DD) from which its term runs."""

    kept: Kept
    key: str
    since: str


def is_due(item: Item, today: dt.date) -> bool:
    """Tell whether its term has run out on this day."""
    return dt.date.fromisoformat(item.since) + dt.timedelta(days=POLICY[item.kept].days) < today
