"""Steps in cases: what permit, subsidy, inspection and signal events say of their case."""

from collections.abc import Iterator

from msgspec.structs import replace

from graph.claims import Party, Ref, Step
from streams.claims.amounts import cents
from streams.claims.mentions import Mentions, contact_values, normalised_iban
from streams.events.common import Betrokkene
from streams.events.event import Event
from streams.events.inspections import InspectionData
from streams.events.permits import PermitData
from streams.events.signals import SignalData
from streams.events.subsidies import SubsidyData

__all__ = ["CaseData", "step_of"]

CaseData = PermitData | SubsidyData | InspectionData | SignalData

_AMBIGUOUS = frozenset({"aanvraag-ontvangen", "aanvraag-ingetrokken"})
"""Kinds that both permit and subsidy events have."""


def step_of(ref: Ref, event: Event, data: CaseData, mentions: Mentions) -> Step:
    """Give the step in a case that an event is."""
    kind = event.kind
    if event.topic == "subsidies" and kind in _AMBIGUOUS:
        kind = f"subsidie-{kind}"
    step = Step(ref, event.topic, kind, data.zaaknummer, place=mentions.place(data.locatie))
    match data:
        case PermitData():
            return _permit(step, data, mentions)
        case SubsidyData():
            return _subsidy(step, data, mentions)
        case InspectionData():
            return _inspection(step, data, mentions)
    return replace(step, categorie=data.categorie, kanaal=data.kanaal, betrouwbaarheid=data.betrouwbaarheid)


def _permit(step: Step, data: PermitData, mentions: Mentions) -> Step:
    return replace(
        step,
        parties=(*_parties(data.betrokkenen, mentions), *_lenders(data, mentions)),
        soort=data.soort,
        sbi=data.sbi,
        reden=data.reden,
        investering=cents(data.investering),
        financing=bool(data.financiering),
        until=None if data.geldigTot is None else data.geldigTot.toordinal(),
        financed=_financed(data),
        contacts=_contacts(step.kind, data.betrokkenen),
    )


def _financed(data: PermitData) -> int | None:
    """Give the sum of the whole financing (cents); None where there is none, or a part has no amount."""
    parts = [cents(part.bedrag) for part in data.financiering]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _contacts(kind: str, parties: tuple[Betrokkene, ...]) -> tuple[tuple[str, str], ...]:
    """Give telephone, e-mail and account of the applicant as its application gives them."""
    if not kind.endswith("aanvraag-ontvangen"):
        return ()
    for rol in ("aanvrager", "houder"):
        for party in parties:
            if party.rol == rol:
                return tuple(contact_values(party))
    return ()


def _subsidy(step: Step, data: SubsidyData, mentions: Mentions) -> Step:
    return replace(
        step,
        parties=tuple(_parties(data.betrokkenen, mentions)),
        regeling=data.regeling,
        activiteit=data.activiteit,
        jaar=data.jaar,
        verleend=cents(data.bedragVerleend),
        undated=bool(data.datumOnbekend),
        iban=None if data.iban is None else normalised_iban(data.iban),
        period=_period(data),
        contacts=_contacts(step.kind, data.betrokkenen),
    )


def _period(data: SubsidyData) -> tuple[int, int] | None:
    """Give the days of a period of which both ends are known."""
    period = data.periode
    if period is None or period.van is None or period.tot is None:
        return None
    return period.van.toordinal(), period.tot.toordinal()


def _inspection(step: Step, data: InspectionData, mentions: Mentions) -> Step:
    return replace(
        step,
        parties=tuple(_parties(data.betrokkenen, mentions)),
        soort=data.soortToezicht,
        uitkomst=data.uitkomst,
        sanctionable=any(finding.sanctionabel for finding in data.bevindingen),
        findings=tuple(finding.code for finding in data.bevindingen),
        grondslag=None if data.maatregel is None else data.maatregel.grondslag,
        rechtsmiddel=data.rechtsmiddel,
        aanleiding=data.aanleiding,
    )


def _parties(parties: tuple[Betrokkene, ...], mentions: Mentions) -> Iterator[Party]:
    for party in parties:
        yield Party(
            party.rol,
            mentions.party(party),
            None if party.sinds is None else party.sinds.toordinal(),
            None if party.tot is None else party.tot.toordinal(),
            party.aandeel,
            cents(party.bedrag),
            party.soort,
        )


def _lenders(data: PermitData, mentions: Mentions) -> Iterator[Party]:
    """Give who provides the financing: a ``verstrekker`` names a lender as a Betrokkene ``financier`` does."""
    for part in data.financiering:
        if part.verstrekker is not None:
            yield Party(
                "financier",
                mentions.party(part.verstrekker),
                amount=cents(part.bedrag),
                soort=part.soort or part.verstrekker.soort,
            )
