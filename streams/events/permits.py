"""Data of permit events (`nl.vergunningen.…`)."""

from typing import Literal

from streams.events.common import Betrokkene, Data, Financiering, Locatie
from streams.events.fields import Amount, Date

__all__ = ["PermitData", "PermitKind", "PermitReason"]

PermitKind = Literal[
    "exploitatie_horeca",
    "alcoholwet",
    "seksinrichting",
    "coffeeshop",
    "speelautomatenhal",
    "omgeving_bouw",
    "omgeving_milieu",
    "huisvesting",
    "evenement",
    "apv_2_41b",
    "kinderopvang",
    "vastgoed",
    "overheidsopdracht",
    "overig",
]
PermitReason = Literal["bibob", "wangedrag", "strijd_omgevingsplan", "op_verzoek", "overig"]


class PermitData(Data, frozen=True, kw_only=True, gc=False):
    """An application for a permit, or what was decided on it."""

    soort: PermitKind | None = None
    betrokkenen: tuple[Betrokkene, ...] = ()
    locatie: Locatie | None = None
    sbi: tuple[str, ...] = ()
    investering: Amount | None = None
    financiering: tuple[Financiering, ...] = ()
    geldigVan: Date | None = None  # noqa: N815
    geldigTot: Date | None = None  # noqa: N815
    reden: PermitReason | None = None
