"""Data of reports from residents, neighbourhood groups and partners (`nl.meldingen.…`)."""

from typing import Literal

from streams.events.common import Data, Locatie

__all__ = ["Category", "Channel", "Reliability", "SignalData"]

Category = Literal["overlast", "drugs", "uitbuiting", "hennep", "leegstand", "milieu", "anders"]
Reliability = Literal["A", "B", "C", "D", "E"]
Channel = Literal["bewoner", "buurtgroep", "partner", "anoniem"]


class SignalData(Data, frozen=True, kw_only=True, gc=False):
    """A report about a place: low weight, never enough."""

    categorie: Category | None = None
    betrouwbaarheid: Reliability | None = None
    locatie: Locatie | None = None
    kanaal: Channel | None = None
