"""I1: hemp is found again at places of one owner or lessor, or at one while the owner has an application pending."""

from collections.abc import Iterator

import msgspec

from graph.applications import PERMIT
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON, PLACE
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.instants import MONTH
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.premises import owned_or_let, owners_and_lessors
from graph.rules import Parameters
from graph.view import LETTING, OWNING, View
from graph.windows import windows
from graph.wording import counted, in_dutch, in_english

__all__ = ["HEMP_OWNER"]

_USING = OWNING | LETTING
_CLOSURE, _REPORT = "sluiting-opgelegd", "melding-ontvangen"
_GROUND = "opiumwet_13b"
_RELIABLE = frozenset("AB")
_NOT_A_PARTY = frozenset({"gemachtigde", "adviseur"})
_DECIDING = frozenset(
    {
        "vergunning-verleend",
        "vergunning-geweigerd",
        "aanvraag-ingetrokken",
        "vergunning-ingetrokken",
        "vergunning-vervallen",
    }
)


class _Find(msgspec.Struct, frozen=True, gc=False):
    """One closure or report at a place, while it was owned or let."""

    fact: Fact
    place: Entity
    by: Interval

    @property
    def day(self) -> int:
        return self.fact.ref.day


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Closures under the Opium Act or reports of hemp came to several places of one owner, or to one during an application."""
    owner = view.at(focus[0])
    if owner is None or owner.kind == PLACE or view.is_hub(owner):
        return
    finds = sorted(_finds(view, owner), key=lambda find: (find.fact.ref, find.by.start, find.by.refs))
    if not finds:
        return
    used: dict[_Find, None] = {}
    for run in windows(finds, p["months"] * MONTH, lambda find: find.day):
        if len({find.place for find in run}) >= p["places"]:
            used |= dict.fromkeys(run)
    repeated = bool(used)
    pending: dict[Fact, None] = {}
    for find in finds:
        applications = _pending(view, owner, find.day)
        if applications:
            used[find] = None
            pending |= dict.fromkeys(applications)
    if not used:
        return
    places = list(dict.fromkeys(find.place for find in used))
    where = ", ".join(view.name(place) for place in places)
    when = min(find.day for find in used)
    nl = (
        "van dezelfde eigenaar of verhuurder"
        if repeated
        else "terwijl een aanvraag van de eigenaar of verhuurder liep"
    )
    en = (
        "of the same owner or lessor"
        if repeated
        else "while an application of the owner or lessor was pending"
    )
    yield found(
        "I1",
        focus,
        (owner, *places),
        [find.by for find in used],
        [*(find.fact for find in used), *pending],
        p,
        (
            f"Op {counted(len(places), 'plaats', 'plaatsen')} {nl} was er vanaf {in_dutch(when)} een sluiting wegens drugs of een melding van hennep ({where}).",
            f"At {counted(len(places), 'place', 'places')} {en} there was a closure for drugs or a report of hemp from {in_english(when)} ({where}).",
        ),
    )


def _finds(view: View, owner: Entity) -> Iterator[_Find]:
    for place, by in owned_or_let(view, owner):
        for fact in view.still(_at, place):
            if by.holds_on(fact.ref.day):
                yield _Find(fact, place, by)


def _at(view: View, place: Entity) -> list[Fact]:
    """Give the closures under the Opium Act, and the grid operator's reports, at a place."""
    closures = [
        fact for fact in view.facts(place, _CLOSURE) if fact.step.grondslag == _GROUND and not fact.annulled
    ]
    reports = [
        fact
        for fact in view.facts(place, _REPORT)
        if fact.step.categorie == "hennep"
        and fact.step.kanaal == "partner"
        and fact.step.betrouwbaarheid in _RELIABLE
    ]
    return [fact for fact in (*closures, *reports) if fact.place in place.records]


def _pending(view: View, owner: Entity, day: int) -> list[Fact]:
    """Give the permit applications of an owner received before a day and not decided by then."""
    return [
        application
        for application in view.facts(owner, PERMIT)
        if application.ref.day < day
        and any(
            party.record in owner.records and party.rol not in _NOT_A_PARTY
            for party in application.step.parties
        )
        and not any(
            step.step.kind in _DECIDING and application.ref.day <= step.ref.day <= day
            for step in view.case(application)
        )
    ]


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Who owned or let a place where hemp was found is unknown."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE or owners_and_lessors(view, place) or not view.still(_at, place):
        return
    yield Unknown(
        "I1",
        focus,
        "eigendom-verkregen",
        f"Van wie {view.name(place)} was, is niet bekend.",
        f"Who owned or let {view.name(place)} is unknown.",
    )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched party, or who owned or let a touched place where something was found."""
    if entity.kind != PLACE:
        if view.has_tie(entity, _USING, incoming=False):
            yield (entity.key,)
    elif view.still(_at, entity):
        yield from ((owner.key,) for owner in owners_and_lessors(view, entity))


HEMP_OWNER = Indicator(
    id="I1",
    version="1",
    nl="Hennep bij dezelfde eigenaar of verhuurder",
    en="Hemp at places of one owner",
    group="I",
    phase="stroom",
    purpose="toezicht",
    basis="Opiumwet art. 13b; Wet Bibob art. 7a",
    reach="owner, lessor → places → closures, reports; owner → applications",
    needs=(
        Need(
            "toezicht.sluiting-opgelegd",
            "of een plaats op grond van de Opiumwet is gesloten",
            "whether a place was closed under the Opium Act",
        ),
        Need(
            "meldingen.melding-ontvangen",
            "of de netbeheerder hennep meldde",
            "whether the grid operator reported hemp",
        ),
        Need("registers.eigendom-verkregen", "wie eigenaar van de plaats was", "who owned the place"),
        Need("registers.huur-begonnen", "wie de plaats verhuurde", "who let the place"),
    ),
    hook="Wet Bibob art. 3 lid 1 onder b, lid 8",
    refusal="Sluiting op grond van Opiumwet art. 13b; slecht levensgedrag (Alcoholwet art. 8)",
    innocent=(
        Said(
            "Een huurder die alleen handelde: kijk of de eigenaar zelf meldde of optrad.",
            "A tenant who acted alone: see whether the owner reported or acted.",
        ),
        Said("Een grote verhuurder met veel panden.", "A large lessor with many buildings."),
        Said("Een pand dat net is gekocht.", "A building just bought."),
    ),
    triggers=frozenset({*OWNING, *LETTING, _CLOSURE, _REPORT, PERMIT, *_DECIDING}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION + PLACE,
    cannot_tell=cannot_tell,
)
