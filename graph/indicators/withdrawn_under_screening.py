"""D2: an application is withdrawn under screening, and somebody connected applies soon after."""

from collections.abc import Iterable, Iterator

from graph.applications import (
    PERMIT,
    SCREENED,
    application_at,
    applications_in,
    applications_of,
    foci_at,
    place_of,
)
from graph.cases import Fact
from graph.claims import EVERYTHING, ORGANISATION, PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.indicators.phoenix_permit import (
    Links,
    Named,
    linked_applicants,
    links_between,
    named,
    namesakes,
    tied_organisations,
)
from graph.instants import MONTH
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.tenants import WITHDRAWING
from graph.view import DECLARED_TIES, HOLDING, LEADING, LENDING, LETTING, View
from graph.wording import in_dutch, in_english

__all__ = ["WITHDRAWN_UNDER_SCREENING"]

_WITHDRAWAL = "aanvraag-ingetrokken"
_TIES = LEADING | HOLDING | LENDING | DECLARED_TIES


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """An application under screening was withdrawn, and another organisation that is connected applied soon after."""
    at = application_at(view, focus, PERMIT)
    if at is None or at[0].kind != ORGANISATION:
        return
    applicant, application = at
    for earlier in sorted(_candidates(view, applicant, application), key=lambda entity: entity.key):
        told = [
            (first, withdrawal, links)
            for first, withdrawal in view.still(_withdrawn, earlier)
            if _follows(first, withdrawal, application, p)
            for links in [links_between(view, earlier, withdrawal, applicant, application, p)]
            if len(links.strong) >= p["strong"] or len(links.weak) >= p["weak"]
        ]
        if told:
            yield _hit(view, focus, earlier, applicant, application, told, p)


def _withdrawn(view: View, organisation: Entity) -> list[tuple[Fact, Fact]]:
    """Give the screened applications of an organisation that were withdrawn, each with its withdrawal."""
    if not view.has_any(organisation, WITHDRAWING):
        return []
    withdrawals = view.facts(organisation, _WITHDRAWAL)
    return [
        (application, withdrawal)
        for application in applications_of(view, organisation, PERMIT)
        if application.step.soort in SCREENED
        for withdrawal in withdrawals
        if withdrawal.case == application.case
    ]


def _follows(first: Fact, withdrawal: Fact, application: Fact, p: Parameters) -> bool:
    return (
        application.case != withdrawal.case
        and 0 <= withdrawal.ref.day - first.ref.day <= p["withdrawn"]
        and 0 <= application.ref.day - withdrawal.ref.day <= p["months"] * MONTH
    )


def _candidates(view: View, applicant: Entity, application: Fact) -> set[Entity]:
    """Give the organisations that withdrew and to which a link can lead."""
    near = view.once(_withdrew_near, applicant)
    place = place_of(view, application)
    if place is not None:
        near = near | view.once(_withdrew_at, place)
    return near - {applicant}


def _withdrew_at(view: View, place: Entity) -> set[Entity]:
    if not view.has_any(place, WITHDRAWING):
        return set()
    return {one for one, _ in applications_in(view, place, PERMIT) if view.still(_withdrawn, one)}


def _withdrew_near(view: View, organisation: Entity) -> set[Entity]:
    """Give those that withdrew among whom an organisation is linked to, but for the place itself.

    A common lessor is one weak link; without a common place or telephone it takes a similar name beside it.
    """
    found = {one for one in view.once(tied_organisations, organisation) if view.still(_withdrawn, one)}
    for lessor in view.tied(organisation, LETTING, incoming=True):
        found.update(namesakes(view, organisation, view.once(_withdrawing_tenants, lessor)))
    return found


def _withdrawing_tenants(view: View, lessor: Entity) -> Named:
    tenants = view.tenants(lessor, WITHDRAWING)
    return named(view, (tenant for tenant in tenants if view.still(_withdrawn, tenant)))


def _hit(
    view: View,
    focus: Focus,
    earlier: Entity,
    applicant: Entity,
    application: Fact,
    told: list[tuple[Fact, Fact, Links]],
    p: Parameters,
) -> Hit:
    ties = dict.fromkeys(tie for _, _, links in told for tie in (*links.strong, *links.weak))
    old, new = view.name(earlier), view.name(applicant)
    withdrawn, when = told[0][1].ref.day, application.ref.day
    return found(
        "D2",
        focus,
        (
            earlier,
            applicant,
            place_of(view, application),
            *(member for _, _, links in told for member in links.members),
        ),
        [one for _, _, links in told for one in links.relations],
        [*(fact for first, withdrawal, _ in told for fact in (first, withdrawal)), application],
        p,
        (
            (
                f"{old} trok op {in_dutch(withdrawn)} een aanvraag in tijdens de screening. Op {in_dutch(when)} vroeg {new} een vergunning"
                f" aan, met {', '.join(tie.split('|')[0] for tie in ties)}."
            ),
            (
                f"{old} withdrew an application under screening on {in_english(withdrawn)}. On {in_english(when)} {new} applied for a permit,"
                f" with {', '.join(tie.split('|')[1] for tie in ties)}."
            ),
        ),
        mark=(earlier.key,),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Nobody behind an applicant is known: whether it is linked to who withdrew."""
    at = application_at(view, focus, PERMIT)
    if at is None or at[0].kind != ORGANISATION or view.has_tie(at[0], _TIES, incoming=True):
        return
    yield Unknown(
        "D2",
        focus,
        "betrokkenen",
        f"Wie achter {view.name(at[0])} zit, is niet bekend: of er een band is met wie een aanvraag introk, is niet te zeggen.",
        f"Who is behind {view.name(at[0])} is unknown: whether there is a link to who withdrew an application cannot be told.",
    )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the applications of a touched organisation, of those linked to it, and those at a touched place."""
    if entity.kind == PLACE:
        if view.has_any(entity, WITHDRAWING):
            yield from _following(view, (one for one, _ in applications_in(view, entity, PERMIT)))
        return
    near = {entity} if entity.kind == ORGANISATION else set()
    if not view.is_hub(entity) and EVERYTHING in view.aspects(entity):
        near |= {one for one in view.tied(entity, _TIES, incoming=False) if one.kind == ORGANISATION}
    withdrew = [one for one in near if view.still(_withdrawn, one)]
    for organisation in withdrew:
        yield from _following(view, linked_applicants(view, organisation))
        for first, _ in view.still(_withdrawn, organisation):
            place = place_of(view, first)
            if place is not None:
                yield from foci_at(view, place, PERMIT)
    yield from _following(view, near)


def _following(view: View, organisations: Iterable[Entity]) -> Iterator[Focus]:
    """Give the applications of some organisations that somebody who withdrew can be linked to."""
    for organisation in set(organisations):
        for fact in applications_of(view, organisation, PERMIT):
            place = place_of(view, fact)
            if view.once(_withdrew_near, organisation) or (
                place is not None and view.once(_withdrew_at, place)
            ):
                yield organisation.key, fact.ref.source, fact.ref.id


WITHDRAWN_UNDER_SCREENING = Indicator(
    id="D2",
    version="1",
    nl="Ingetrokken tijdens de screening, opnieuw aangevraagd door een ander",
    en="Withdrawal under screening",
    group="D",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a en 11a",
    reach="applicant ← parties, lessor → earlier applicant",
    needs=(
        Need("vergunningen.aanvraag-ontvangen", "wie aanvraagt", "who applies"),
        Need(
            "vergunningen.aanvraag-ingetrokken",
            "of een aanvraag is ingetrokken",
            "whether an application was withdrawn",
        ),
        Need(
            "registers.functie-aanvaard",
            "of beide aanvragers een bestuurder delen",
            "whether both applicants share a director",
        ),
        Need("registers.lening-verstrekt", "of zij een geldverstrekker delen", "whether they share a lender"),
    ),
    hook="Aanleiding voor eigen onderzoek (Wet Bibob art. 7a, 11a)",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said("Een plan dat is gewijzigd of te duur werd.", "A plan that changed or became too dear."),
        Said(
            "Een aanvraag door de verkeerde rechtspersoon, daarna goed ingediend.",
            "An application by the wrong legal person, then filed rightly.",
        ),
        Said(
            "Een formulier dat te veel werk was: vraag waarom is ingetrokken.",
            "A form that was too much work: ask why it was withdrawn.",
        ),
    ),
    triggers=frozenset({*_TIES, *LETTING, "uitgeschreven", PERMIT, _WITHDRAWAL, VALUES[ORGANISATION]}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
