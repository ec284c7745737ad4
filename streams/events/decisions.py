"""Data of decision events (`nl.screening.…`): what people, and the calendar, decided."""

from typing import Any, Literal

from streams.dossier.records import Shared
from streams.events.common import Data
from streams.events.fields import Date, Moment, Text

__all__ = [
    "AdviesOndertekend",
    "DagBegonnen",
    "Decision",
    "DossierAangevuld",
    "GegevensBeperkt",
    "GegevensGewist",
    "GegevensVrijgegeven",
    "IdentiteitBeoordeeld",
    "IndicatorInSchaduw",
    "OordeelGegeven",
    "RegelsGepubliceerd",
    "VlagVerlopen",
]


class Decision(Data, frozen=True, kw_only=True, gc=False):
    """A decision of one person: `door` says who."""

    door: Text


class _OnFlag(Decision, frozen=True, kw_only=True, gc=False):
    """What a decision on a flag was given on: hits (`graph.judged`) and hard events (source and id)."""

    flag: Text
    treffers: tuple[Text, ...] = ()
    hard: tuple[Text, ...] = ()


class OordeelGegeven(_OnFlag, frozen=True, kw_only=True, gc=False):
    """A verdict on a flag."""

    oordeel: Literal["confirmed", "not_confirmed", "lawful", "cannot_tell"]
    digest: str | None = None
    reden: str | None = None
    vervolg: str | None = None
    vervalt: Date | None = None


class IdentiteitBeoordeeld(Decision, frozen=True, kw_only=True, gc=False):
    """A judgement whether two records are one."""

    a: Text
    b: Text
    oordeel: Literal["same", "different", "unsure"]
    reden: str | None = None


class AdviesOndertekend(Decision, frozen=True, kw_only=True, gc=False):
    """A signature under one version of an advisory.

    `digest` is that of what the signer read: another content by now is not signed. `reden` and `toelichting` are the reviewer's
    code and own sentence; `wanneer` (RFC 3339) the moment, where it is not the event's `time`.
    """

    advies: Text
    versie: int | str
    rol: str | None = None
    digest: str | None = None
    reden: str | None = None
    wanneer: Moment | None = None


class DossierAangevuld(Decision, frozen=True, kw_only=True, gc=False):
    """What somebody wrote down about a flag, an advisory or a request (`sleutel`: its id, or the token of a record)."""

    sleutel: Text
    inhoud: tuple[Shared, ...]
    wanneer: Moment | None = None


class VlagVerlopen(_OnFlag, frozen=True, kw_only=True, gc=False):
    """A flag has expired."""


class _OnRecords(Decision, frozen=True, kw_only=True, gc=False):
    records: tuple[Text, ...]
    grond: str | None = None


class GegevensBeperkt(_OnRecords, frozen=True, kw_only=True, gc=False):
    """Records that no rule may read until they are released."""


class GegevensVrijgegeven(_OnRecords, frozen=True, kw_only=True, gc=False):
    """Records whose restriction ended."""


class GegevensGewist(_OnRecords, frozen=True, kw_only=True, gc=False):
    """Records that are erased."""


class RegelsGepubliceerd(Data, frozen=True, kw_only=True, gc=False):
    """A version of the rules, published by two people."""

    door: tuple[Text, Text]
    versie: int | str
    inhoud: Any = None

    def __post_init__(self) -> None:
        """Refuse one person in two places."""
        if self.door[0] == self.door[1]:
            raise ValueError("`door` names two different people")


class IndicatorInSchaduw(Decision, frozen=True, kw_only=True, gc=False):
    """An indicator that is computed but not shown."""

    indicator: Text
    reden: str | None = None


class DagBegonnen(Data, frozen=True, kw_only=True, gc=False):
    """A day began: moves today in a quiet town; the calendar sends it, so `door` may be absent."""

    door: Text | None = None
