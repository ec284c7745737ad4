"""A3: one person is found in charge again and again at a place where he or she has no role."""

from collections.abc import Iterator

from graph.applications import place_of
from graph.cases import Fact
from graph.claims import PERSON, PLACE
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import holders_on, leaders_on
from graph.view import HOLDING, LEADING, View

__all__ = ["SHADOW_OPERATOR"]

_FUNCTIONS = LEADING | {"commissaris", "gevolmachtigde"}
_DECLARED = frozenset(
    {"+aanvrager", "+houder", "+bestuurder", "+leidinggevende", "+exploitant", "+aandeelhouder"}
)
_INSPECTION = "controle-uitgevoerd"
_VISITED = frozenset({_INSPECTION})
_FOUND = "aangetroffen-leiding"


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """One natural person was found in charge at several inspections of a place, and had no role there on those days."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    by_place: dict[Entity, list[Fact]] = {}
    for fact in view.facts(person, _INSPECTION):
        place = place_of(view, fact)
        if place is not None and _is_in_charge(fact, person):
            by_place.setdefault(place, []).append(fact)
    for place, facts in sorted(by_place.items(), key=lambda pair: pair[0].key):
        if len(facts) < p["inspections"]:
            continue
        without = [fact for fact in facts if not _has_role(view, person, place, fact)]
        if len(without) >= p["inspections"]:
            where = view.name(place)
            yield found(
                "A3",
                focus,
                (person, place),
                (),
                without,
                p,
                (
                    (
                        f"Bij {len(without)} controles op {where} had dezelfde natuurlijke persoon de leiding,"
                        " zonder functie, aandelen of een rol in een aanvraag daar."
                    ),
                    (
                        f"At {len(without)} inspections of {where} the same natural person was in charge,"
                        " without a function, share or role in an application there."
                    ),
                ),
                mark=(place.key,),
            )


def _is_in_charge(fact: Fact, person: Entity) -> bool:
    """Tell whether this very inspection found the person in charge; who was found earlier in its case is not again."""
    return any(party.rol == _FOUND and party.record in person.records for party in fact.step.parties)


def _has_role(view: View, person: Entity, place: Entity, fact: Fact) -> bool:
    day = fact.ref.day
    concerned = {entity for record in fact.concerned() if (entity := view.entity(record)) is not None}
    if person in concerned:
        return True
    if any(
        one.holds_on(day) and one.topic == "permits" and (one.to is place or one.to in concerned)
        for one in view.outgoing(person, _DECLARED)
    ):
        return True
    if any(one.holds_on(day) and one.to in concerned for one in view.outgoing(person, _FUNCTIONS)):
        return True
    return any(
        person in holders_on(view, organisation, day) or person in leaders_on(view, organisation, day)
        for organisation in concerned
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """An inspection found somebody in charge, but says not where, or not whom it concerns."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    facts = [fact for fact in view.facts(person, _INSPECTION) if _is_in_charge(fact, person)]
    if any(fact.place is None for fact in facts):
        yield Unknown(
            "A3",
            focus,
            "locatie",
            "Van een controle waar iemand de leiding had, is de plaats niet bekend.",
            "The place of an inspection that found somebody in charge is unknown.",
        )
    if any(not fact.concerned() for fact in facts):
        yield Unknown(
            "A3",
            focus,
            "exploitant",
            "Van een controle waar iemand de leiding had, is niet bekend wie de zaak exploiteert.",
            "Who runs the place of an inspection that found somebody in charge is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched person, and who was found in charge at a touched place or organisation, or below it."""
    if entity.kind == PERSON:
        if view.has_any(entity, _VISITED):
            yield (entity.key,)
        return
    around = {entity} if entity.kind == PLACE else {entity, *downstream(view, entity)}
    for one in around:
        for fact in view.facts(one, _INSPECTION):
            for party in fact.step.parties:
                who = view.entity(party.record) if party.rol == _FOUND else None
                if who is not None and who.kind == PERSON:
                    yield (who.key,)


SHADOW_OPERATOR = Indicator(
    id="A3",
    version="1",
    nl="Steeds dezelfde leiding aangetroffen zonder rol",
    en="Shadow operator",
    group="A",
    phase="zaak",
    purpose="toezicht",
    basis="Awb titel 5.2; Alcoholwet art. 24",
    reach="person → inspections → place, organisation ← functions, shares, applications",
    needs=(
        Need(
            "toezicht.controle-uitgevoerd",
            "wie bij een controle de leiding had",
            "who was in charge at an inspection",
        ),
        Need(
            "registers.functie-aanvaard",
            "of die persoon een functie heeft",
            "whether that person has a function",
        ),
        Need(
            "registers.belang-verkregen", "of die persoon aandelen heeft", "whether that person holds shares"
        ),
        Need(
            "vergunningen.aanvraag-ontvangen",
            "of die persoon op een aanvraag staat",
            "whether that person is on an application",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c (leiding)",
    refusal="Leidinggevende niet vermeld op de vergunning (Alcoholwet art. 24 en 31)",
    innocent=(
        Said(
            "Een werknemer of invaller: vraag het rooster of de arbeidsovereenkomst.",
            "An employee or stand-in: ask for the roster or contract.",
        ),
        Said("Familie die een dag meehelpt.", "Family helping out for a day."),
        Said(
            "Een wijziging van leidinggevende die nog niet is verwerkt.",
            "A change of manager not yet processed.",
        ),
    ),
    triggers=frozenset({_INSPECTION, *_FUNCTIONS, *HOLDING, *_DECLARED, "uitgeschreven"}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
