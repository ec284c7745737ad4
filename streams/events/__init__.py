"""Events as typed records: a file per topic, the register of types, and the event they make together."""

from streams.events.common import (
    Betrokkene,
    Bevinding,
    Data,
    Financiering,
    Locatie,
    Maatregel,
    Naam,
    Organisatie,
    Periode,
    Persoon,
    Stuk,
)
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
from streams.events.event import Event, event_from_body
from streams.events.inspections import InspectionData
from streams.events.permits import PermitData
from streams.events.registry import RegistryData
from streams.events.retraction import Retraction
from streams.events.signals import SignalData
from streams.events.subsidies import SubsidyData
from streams.events.types import DECISIONS, RETRACTION, TOPICS, TYPES, EventType

__all__ = [
    "DECISIONS",
    "RETRACTION",
    "TOPICS",
    "TYPES",
    "AdviesOndertekend",
    "Betrokkene",
    "Bevinding",
    "DagBegonnen",
    "Data",
    "DossierAangevuld",
    "Event",
    "EventType",
    "Financiering",
    "GegevensBeperkt",
    "GegevensGewist",
    "GegevensVrijgegeven",
    "IdentiteitBeoordeeld",
    "IndicatorInSchaduw",
    "InspectionData",
    "Locatie",
    "Maatregel",
    "Naam",
    "OordeelGegeven",
    "Organisatie",
    "Periode",
    "PermitData",
    "Persoon",
    "RegelsGepubliceerd",
    "RegistryData",
    "Retraction",
    "SignalData",
    "Stuk",
    "SubsidyData",
    "VlagVerlopen",
    "event_from_body",
]
