"""E4: inspectors find no activity at subsidised places of one cluster."""

from collections.abc import Iterator

from graph.applications import place_of
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON, PLACE
from graph.control import controllers, downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.indicators.subsidy_stacking import GRANTED, Grant, grants_of_cluster
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, LEADING, View

__all__ = ["NO_ACTIVITY"]

_INSPECTION = "controle-uitgevoerd"
_GRANT = "subsidie-verleend"
_NOTHING = "geen_activiteit"


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """One controller has subsidised activities at several places, and inspectors found no activity there."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    grants: dict[Entity, list[Grant]] = {}
    for grant in view.once(grants_of_cluster, person):
        place = place_of(view, grant.first)
        if place is not None:
            grants.setdefault(place, []).append(grant)
    if len(grants) < p["places"]:
        return
    visits = {
        fact.ref: fact
        for place in grants
        for fact in view.facts(place, _INSPECTION)
        if fact.step.uitkomst == _NOTHING
    }
    if len(visits) < p["inspections"]:
        return
    granted = [grant for some in grants.values() for grant in some]
    organisations = dict.fromkeys(grant.organisation for grant in granted)
    names = ", ".join(view.name(organisation) for organisation in organisations)
    facts: list[Fact] = [fact for grant in granted for fact in grant.facts]
    yield found(
        "E4",
        focus,
        (person, *organisations, *grants),
        [one for grant in granted for one in grant.by],
        [*facts, *(visits[ref] for ref in sorted(visits))],
        p,
        (
            (
                f"Eén bestuurder of aandeelhouder kreeg subsidie op {len(grants)} plaatsen ({names});"
                f" bij {len(visits)} controles daar was geen activiteit te zien."
            ),
            (
                f"One controller received grants at {len(grants)} places ({names});"
                f" {len(visits)} inspections there found no activity."
            ),
        ),
    )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Grants of one controller say not at which place the activity is."""
    person = view.at(focus[0])
    if person is None or person.kind != PERSON:
        return
    grants = view.once(grants_of_cluster, person)
    if len(grants) >= p["places"] and any(place_of(view, grant.first) is None for grant in grants):
        yield Unknown(
            "E4",
            focus,
            "locatie",
            "Van subsidies aan organisaties van één bestuurder is de plaats niet bekend.",
            "The place of grants to organisations of one controller is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched person, who may control a touched organisation or what is below it, or those granted at a place."""
    if entity.kind == PERSON:
        if any(view.has_any(one, GRANTED) for one in downstream(view, entity)):
            yield (entity.key,)
        return
    if entity.kind == PLACE:
        applicants = {
            view.entity(fact.applicant) for fact in view.facts(entity, _GRANT) if fact.applicant is not None
        }
        organisations = {one for one in applicants if one is not None and one.kind == ORGANISATION}
    else:
        organisations = {one for one in (entity, *downstream(view, entity)) if view.has_any(one, GRANTED)}
    for organisation in organisations:
        yield from ((person.key,) for person in controllers(view, organisation))


NO_ACTIVITY = Indicator(
    id="E4",
    version="1",
    nl="Geen activiteit op gesubsidieerde plaatsen",
    en="No activity on site",
    group="E",
    phase="stroom",
    purpose="subsidieverlening",
    basis="Awb titel 4.2 en 5.2; Wet Bibob art. 6",
    reach="controller → organisations (≤ 4 holdings, 1 corporate director) → grants → places → inspections",
    needs=(
        Need(
            "subsidies.subsidie-verleend",
            "op welke plaatsen subsidie is verleend",
            "at which places grants were given",
        ),
        Need("toezicht.controle-uitgevoerd", "of daar activiteit was", "whether there was activity"),
        Need(
            "registers.functie-aanvaard",
            "of ontvangers dezelfde bestuurder hebben",
            "whether receivers have a director in common",
        ),
    ),
    hook="Wet Bibob art. 3 lid 1 onder a, lid 6 en art. 6",
    refusal="Activiteiten niet verricht (Awb 4:48 lid 1 onder a)",
    innocent=(
        Said(
            "Een controle op een dag of tijdstip zonder programma.",
            "A visit on a day or hour without programme.",
        ),
        Said("Een activiteit die op een andere plaats wordt gehouden.", "An activity held at another place."),
        Said("Een project dat nog moet beginnen of al klaar is.", "A project yet to begin, or finished."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, "uitgeschreven", _GRANT, _INSPECTION}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
