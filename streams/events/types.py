"""The register of event types: one literal table, as contracts.md section 2 has it."""

from msgspec import Struct

from streams.events.common import Data
from streams.events.decisions import (
    AdviesOndertekend,
    DagBegonnen,
    DossierAangevuld,
    GegevensBeperkt,
    GegevensGewist,
    GegevensVrijgegeven,
    IdentiteitBeoordeeld,
    IndicatorInSchaduw,
    OordeelGegeven,
    RegelsGepubliceerd,
    VlagVerlopen,
)
from streams.events.inspections import InspectionData
from streams.events.permits import PermitData
from streams.events.registry import RegistryData
from streams.events.retraction import Retraction
from streams.events.signals import SignalData
from streams.events.subsidies import SubsidyData

__all__ = ["DECISIONS", "RETRACTION", "TOPICS", "TYPES", "EventType"]

RETRACTION = "gebeurtenis-herroepen"
"""Kind of a retraction, the same in each source domain."""

DECISIONS = "decisions"
"""The topic that the desk alone writes."""


class EventType(Struct, frozen=True):
    """One type of event: its topic, its short name, and the record of its data."""

    topic: str
    kind: str
    record: type[Data]


_SOURCES: dict[str, tuple[str, type[Data], tuple[str, ...]]] = {
    "permits": (
        "nl.vergunningen.",
        PermitData,
        (
            "aanvraag-ontvangen",
            "aanvraag-ingetrokken",
            "vergunning-verleend",
            "vergunning-geweigerd",
            "vergunning-ingetrokken",
            "vergunning-gewijzigd",
            "vergunning-vervallen",
        ),
    ),
    "subsidies": (
        "nl.subsidies.",
        SubsidyData,
        (
            "aanvraag-ontvangen",
            "aanvraag-ingetrokken",
            "subsidie-verleend",
            "subsidie-geweigerd",
            "subsidie-betaald",
            "subsidie-vastgesteld",
            "subsidie-ingetrokken",
            "subsidie-teruggevorderd",
        ),
    ),
    "inspections": (
        "nl.toezicht.",
        InspectionData,
        (
            "controle-uitgevoerd",
            "waarschuwing-gegeven",
            "boete-opgelegd",
            "last-opgelegd",
            "sluiting-opgelegd",
            "maatregel-ingetrokken",
        ),
    ),
    "registry": (
        "nl.registers.",
        RegistryData,
        (
            "onderneming-ingeschreven",
            "onderneming-gewijzigd",
            "onderneming-uitgeschreven",
            "functie-aanvaard",
            "functie-beeindigd",
            "belang-verkregen",
            "belang-beeindigd",
            "vestiging-geopend",
            "vestiging-gesloten",
            "bewoning-begonnen",
            "bewoning-beeindigd",
            "eigendom-verkregen",
            "eigendom-beeindigd",
            "huur-begonnen",
            "huur-beeindigd",
            "lening-verstrekt",
            "lening-afgelost",
            "faillissement-uitgesproken",
        ),
    ),
    "signals": ("nl.meldingen.", SignalData, ("melding-ontvangen",)),
}

_DECISIONS: dict[str, type[Data]] = {
    "oordeel-gegeven": OordeelGegeven,
    "identiteit-beoordeeld": IdentiteitBeoordeeld,
    "advies-ondertekend": AdviesOndertekend,
    "dossier-aangevuld": DossierAangevuld,
    "vlag-verlopen": VlagVerlopen,
    "gegevens-beperkt": GegevensBeperkt,
    "gegevens-vrijgegeven": GegevensVrijgegeven,
    "gegevens-gewist": GegevensGewist,
    "regels-gepubliceerd": RegelsGepubliceerd,
    "indicator-in-schaduw": IndicatorInSchaduw,
    "dag-begonnen": DagBegonnen,
}

TOPICS: tuple[str, ...] = (*_SOURCES, DECISIONS)
"""The topics that events come in on, in the contract's order."""


def _types() -> dict[str, EventType]:
    """Spell the table out: type as on the wire → topic, kind and record."""
    table: dict[str, EventType] = {}
    for topic, (prefix, record, kinds) in _SOURCES.items():
        for kind in kinds:
            table[f"{prefix}{kind}.v1"] = EventType(topic, kind, record)
        table[f"{prefix}{RETRACTION}.v1"] = EventType(topic, RETRACTION, Retraction)
    for kind, record in _DECISIONS.items():
        table[f"nl.screening.{kind}.v1"] = EventType(DECISIONS, kind, record)
    return table


TYPES: dict[str, EventType] = _types()
"""Every known type by its name on the wire."""
