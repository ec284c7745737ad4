"""A4: one manager is declared at many places at the same time, or is absent when inspectors come."""

from collections.abc import Iterator
from itertools import pairwise

from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON, PLACE
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import changes_of_shares, owner_on
from graph.view import HOLDING, View
from graph.wording import in_dutch, in_english

__all__ = ["IMPOSSIBLE_MANAGER"]

_MANAGING = frozenset({"+leidinggevende"})
_INSPECTION = "controle-uitgevoerd"
_KINDS = frozenset({"horeca", "integraal"})
_ABSENT = "leidinggevende_afwezig"


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """One manager was declared at many places at a time, or no manager was there at one inspection after another."""
    entity = view.at(focus[0])
    if entity is None:
        return
    if entity.kind == PLACE:
        yield from _absent(view, focus, entity, p)
    elif entity.kind == PERSON:
        yield from _many(view, focus, entity, p)


def _absent(view: View, focus: Focus, place: Entity, p: Parameters) -> Iterator[Hit]:
    visits = [fact for fact in view.facts(place, _INSPECTION) if fact.step.soort in _KINDS]
    if len(visits) < p["visits"]:
        return
    used: dict[Fact, None] = {}
    for one, following in pairwise(visits):
        if _ABSENT in one.step.findings and _ABSENT in following.step.findings:
            used |= {one: None, following: None}
    if used:
        where = view.name(place)
        yield found(
            "A4",
            focus,
            (place,),
            (),
            used,
            p,
            (
                f"Op {where} was bij {len(used)} controles achter elkaar geen leidinggevende aanwezig.",
                f"At {where} no manager was present at {len(used)} inspections in a row.",
            ),
        )


def _many(view: View, focus: Focus, person: Entity, p: Parameters) -> Iterator[Hit | Due]:
    managed = [
        one for one in view.outgoing(person, _MANAGING) if one.topic == "permits" and one.to.kind == PLACE
    ]
    if len({one.to for one in managed}) < p["places"]:
        return
    if (
        max(len({other.to for other in managed if other.holds_on(one.start)}) for one in managed)
        < p["places"]
    ):
        return
    applicants = {one: _applicant(view, person, one) for one in managed}
    days = {one.start for one in managed}
    for applicant in {one for one in applicants.values() if one is not None}:
        days |= changes_of_shares(view, applicant)
    used: dict[Interval, None] = {}
    most: tuple[int, int] = (0, 0)
    for day in sorted(day for day in days if day < END_OF_TIME):
        if day > view.today:
            yield Due(day)
            continue
        present = [one for one in managed if one.holds_on(day)]
        count = len({one.to for one in present})
        if count < p["places"]:
            continue
        owners = [owner_on(view, who, day) for one in present if (who := applicants[one]) is not None]
        if len({owner for owner, _ in owners}) >= p["owners"]:
            used |= dict.fromkeys((*present, *(step for _, path in owners for step in path)))
            most = max(most, (count, -day))
    if used:
        places = dict.fromkeys(one.to for one in used if one.relation in _MANAGING)
        when = -most[1]
        yield found(
            "A4",
            focus,
            (person, *places),
            used,
            (),
            p,
            (
                (
                    f"Op {in_dutch(when)} stond één natuurlijke persoon bij {most[0]} vestigingen tegelijk als leidinggevende"
                    " vermeld, van verschillende eigenaren."
                ),
                (
                    f"On {in_english(when)} one natural person was declared manager of {most[0]} establishments at the same time,"
                    " of different owners."
                ),
            ),
        )


def _applicant(view: View, person: Entity, managed: Interval) -> Entity | None:
    """Give the applicant of the case in which a manager was declared."""
    fact = view.fact(person, managed.refs[0])
    return None if fact is None or fact.applicant is None else view.entity(fact.applicant)


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """The applicants, or their owners, of places with one declared manager are unknown."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    managed = [
        one for one in view.outgoing(person, _MANAGING) if one.topic == "permits" and one.to.kind == PLACE
    ]
    if len({one.to for one in managed}) < p["places"]:
        return
    applicants = [_applicant(view, person, one) for one in managed]
    if any(one is None or not view.has_tie(one, HOLDING, incoming=True) for one in applicants):
        yield Unknown(
            "A4",
            focus,
            "belang-verkregen",
            "Van zaken met dezelfde leidinggevende is niet bekend wie de eigenaar is.",
            "The owners of establishments with the same manager are unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched person or place, and the managers of what a touched organisation may hold."""
    if entity.kind == PLACE or view.has_tie(entity, _MANAGING, incoming=False):
        yield (entity.key,)
    organisations = downstream(view, entity) | ({entity} if entity.kind == ORGANISATION else set())
    for organisation in organisations:
        yield from (
            (one.frm.key,) for one in view.incoming(organisation, _MANAGING) if one.frm.kind == PERSON
        )


IMPOSSIBLE_MANAGER = Indicator(
    id="A4",
    version="1",
    nl="Onmogelijke leidinggevende",
    en="Impossible manager",
    group="A",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Alcoholwet art. 8 en 24; Wet Bibob art. 7a",
    reach="manager → places, applicants ← holders (≤ 4 holdings); place → inspections",
    needs=(
        Need(
            "vergunningen.aanvraag-ontvangen",
            "wie waar als leidinggevende is vermeld",
            "who is declared manager where",
        ),
        Need(
            "toezicht.controle-uitgevoerd",
            "of er bij controles een leidinggevende was",
            "whether a manager was there at inspections",
        ),
        Need(
            "registers.belang-verkregen",
            "of de zaken van één eigenaar zijn",
            "whether the establishments have one owner",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c (leiding)",
    refusal="Geen leidinggevende aanwezig (Alcoholwet art. 24 lid 1)",
    innocent=(
        Said("Een keten of formule met één bedrijfsleider.", "A chain with one manager."),
        Said(
            "Ziekte, verlof of een late dienst op de dag van de controle.",
            "Illness, leave or a late shift on the day of the inspection.",
        ),
        Said("Oude vermeldingen die niemand heeft doorgehaald.", "Old entries that nobody struck out."),
    ),
    triggers=frozenset({*_MANAGING, *HOLDING, "uitgeschreven", _INSPECTION}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
