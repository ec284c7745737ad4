"""Data of inspection events (`nl.toezicht.…`)."""

from typing import Literal

from streams.events.common import Betrokkene, Bevinding, Data, Locatie, Maatregel

__all__ = ["InspectionData", "Outcome"]

Outcome = Literal[
    "geen_bevindingen",
    "aandachtspunt",
    "overtreding",
    "ernstige_overtreding",
    "geen_toegang",
    "geen_activiteit",
]


class InspectionData(Data, frozen=True, kw_only=True, gc=False):
    """An inspection, or the measure that followed."""

    soortToezicht: str | None = None  # noqa: N815
    betrokkenen: tuple[Betrokkene, ...] = ()
    locatie: Locatie | None = None
    uitkomst: Outcome | None = None
    bevindingen: tuple[Bevinding, ...] = ()
    maatregel: Maatregel | None = None
    aanleiding: str | None = None
    rechtsmiddel: str | None = None
