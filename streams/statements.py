"""What an accepted event states, by one pure function: the graph is folded from these and from nothing else.

A new release derives them anew from the journal, so nothing here may depend on anything but the event.
"""

from sys import intern

from graph.claims import Decision, Ref, Relation, Statement, Step
from streams.claims.mentions import Mentions
from streams.claims.relations import relations_of
from streams.claims.steps import CaseData, step_of
from streams.events.common import Data
from streams.events.decisions import (
    GegevensBeperkt,
    GegevensGewist,
    GegevensVrijgegeven,
    IdentiteitBeoordeeld,
    IndicatorInSchaduw,
    OordeelGegeven,
    RegelsGepubliceerd,
    VlagVerlopen,
)
from streams.events.event import Event
from streams.events.registry import RegistryData
from streams.events.retraction import Retraction
from streams.purposes import purpose_of
from streams.rules_content import published

__all__ = ["statement_of"]


def statement_of(event: Event) -> Statement:
    """Give all that one accepted event states; cost O(its parties)."""
    data = event.data
    # Every event names one of a few sources.
    ref = Ref(event.day, event.known, intern(event.source), event.id)
    mentions = Mentions(event)
    relations: tuple[Relation, ...] = ()
    step: Step | None = None
    if isinstance(data, RegistryData):
        relations = relations_of(ref, event.kind, data, mentions)
    elif isinstance(data, CaseData):
        step = step_of(ref, event, data, mentions)
    return Statement(
        ref=ref,
        gemeente=event.gemeente,
        topic=event.topic,
        corrigeert=data.corrigeert,
        herroept=data.herroept if isinstance(data, Retraction) else None,
        mentions=mentions.found(),
        relations=relations,
        step=step,
        decision=_decision(ref, event.kind, data),
        purpose=purpose_of(event.topic, data.doelbinding),
    )


def _decision(ref: Ref, kind: str, data: Data) -> Decision | None:
    match data:
        case IdentiteitBeoordeeld():
            return Decision(ref, kind, (data.a, data.b), data.oordeel)
        case GegevensBeperkt() | GegevensVrijgegeven() | GegevensGewist():
            return Decision(ref, kind, data.records)
        case OordeelGegeven():
            until = None if data.vervalt is None else data.vervalt.toordinal()
            return Decision(
                ref, kind, (), data.oordeel, data.flag, until=until, hits=data.treffers, hard=data.hard
            )
        case VlagVerlopen():
            return Decision(ref, kind, (), None, data.flag, hits=data.treffers, hard=data.hard)
    return _on_rules(ref, kind, data)


def _on_rules(ref: Ref, kind: str, data: Data) -> Decision | None:
    match data:
        case RegelsGepubliceerd():
            rules = published(data.versie, data.inhoud, lenient=True)
            return Decision(ref, kind, door=data.door, rules=rules)
        case IndicatorInSchaduw():
            return Decision(ref, kind, door=(data.door,), indicator=data.indicator)
    return None
