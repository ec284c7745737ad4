"""D1: after a refusal, closure or withdrawal somebody connected applies anew."""

import math
from collections.abc import Iterable, Iterator

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from graph.cases import Fact
from graph.claims import EVERYTHING, ORGANISATION, PLACE, VALUES
from graph.declaration import Need, Said
from graph.identity import organisation_names
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown
from graph.instants import MONTH
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.tenants import APPLYING, TROUBLED
from graph.view import DECLARED_TIES, HOLDING, LEADING, LENDING, LETTING, View
from graph.wording import in_dutch, in_english

__all__ = [
    "PHOENIX_PERMIT",
    "Links",
    "Named",
    "linked_applicants",
    "links_between",
    "named",
    "names_of",
    "namesakes",
    "tied_organisations",
]

_TIES = LEADING | HOLDING | LENDING | DECLARED_TIES
_TRIGGERS = tuple(sorted(TROUBLED))
_WHAT = {
    "vergunning-geweigerd": ("een vergunning geweigerd", "a permit was refused"),
    "sluiting-opgelegd": ("een sluiting opgelegd", "a closure was imposed"),
    "vergunning-ingetrokken": ("een vergunning ingetrokken", "a permit was withdrawn"),
}
_TELLING_THE_SECTOR = (
    "aanvraag-ontvangen",
    "aanvraag-ingetrokken",
    "vergunning-verleend",
    "vergunning-gewijzigd",
    "vergunning-vervallen",
)
"""Other steps of a permit case; each may be the one that names the SBI code."""

_OF_PLACE = TROUBLED | {VALUES[PLACE], EVERYTHING}
"""What of a place can link an application to what lies on somebody."""

_OF_PARTY = TROUBLED | {VALUES[ORGANISATION], EVERYTHING}
"""What of an organisation can link it to applications of others, besides its ties."""

_EARTH = 6_371_000
"""Mean radius of the earth in metres."""


class Links(msgspec.Struct):
    """What ties a new applicant to an earlier operator: strong and weak, as rules.md D1 counts them."""

    strong: list[str]
    weak: list[str]
    members: list[Entity]
    relations: list[Interval]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """After a refusal, closure or withdrawal another organisation that is connected applied for a permit."""
    applicant, application = _application(view, focus)
    if applicant is None or application is None:
        return
    for earlier in sorted(_candidates(view, applicant, application), key=lambda entity: entity.key):
        found = [
            (fact, links)
            for fact in _triggers(view, earlier)
            if _precedes(view, fact, application, earlier, applicant, p)
            for links in [links_between(view, earlier, fact, applicant, application, p)]
            if len(links.strong) >= p["strong"] or len(links.weak) >= p["weak"]
        ]
        if found:
            yield _hit(view, focus, earlier, applicant, application, found, p)


def _application(view: View, focus: Focus) -> tuple[Entity | None, Fact | None]:
    applicant = view.at(focus[0])
    if applicant is None or len(focus) == 1:
        return None, None
    found = (fact for fact in view.facts(applicant, "aanvraag-ontvangen") if fact.ref.id == focus[2])
    return applicant, next(
        (fact for fact in found if fact.ref.source == focus[1] and _applies(view, fact, applicant)), None
    )


def _applies(view: View, fact: Fact, applicant: Entity) -> bool:
    return fact.applicant is not None and view.entity(fact.applicant) is applicant


def _triggers(view: View, organisation: Entity) -> list[Fact]:
    """Give the refusals, closures and withdrawals that lie on an organisation."""
    return view.still(_lying_on, organisation)


def _lying_on(view: View, organisation: Entity) -> list[Fact]:
    return list(_lying(view, organisation)) if view.has_any(organisation, TROUBLED) else []


def _lying(view: View, organisation: Entity) -> Iterator[Fact]:
    for kind in _TRIGGERS:
        for fact in view.facts(organisation, kind):
            if fact.annulled or (kind == "vergunning-ingetrokken" and fact.step.reden == "op_verzoek"):
                continue
            if any(record in organisation.records for record in fact.lies_on()):
                yield fact


def _precedes(
    view: View, trigger: Fact, application: Fact, earlier: Entity, applicant: Entity, p: Parameters
) -> bool:
    """Tell whether the application came within the term, at the same place or nearby in the same sector."""
    if (
        not 0 <= application.ref.day - trigger.ref.day <= p["months"] * MONTH
        or trigger.case == application.case
    ):
        return False
    old, new = _place(view, trigger), _place(view, application)
    if old is None or new is None:
        return False
    return old is new or (
        _near(view, old, new, p["distance"])
        and _same_sector(view, trigger, earlier, application, applicant, p)
    )


def _place(view: View, fact: Fact) -> Entity | None:
    return None if fact.place is None else view.entity(fact.place)


def _near(view: View, one: Entity, other: Entity, metres: float) -> bool:
    here, there = view.latest(one, "punt"), view.latest(other, "punt")
    return here is not None and there is not None and _distance(here, there) <= metres


def _distance(here: str, there: str) -> float:
    """Give the great-circle distance in metres between two ``lon,lat`` in degrees (haversine)."""
    lon1, lat1 = (math.radians(float(part)) for part in here.split(","))
    lon2, lat2 = (math.radians(float(part)) for part in there.split(","))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(math.sqrt(half))


def _same_sector(
    view: View, trigger: Fact, earlier: Entity, application: Fact, applicant: Entity, p: Parameters
) -> bool:
    digits = int(p["sector_digits"])
    old = {*trigger.step.sbi, *view.values(earlier, "sbi")}
    for fact in view.case(trigger):
        old.update(fact.step.sbi)
    new = {*application.step.sbi, *view.values(applicant, "sbi")}
    return bool(_sectors(old, digits) & _sectors(new, digits))


def _sectors(codes: set[str], digits: int) -> set[str]:
    plain = {code.replace(".", "") for code in codes}
    return {code[:digits] for code in plain if len(code) >= digits}


def links_between(
    view: View, earlier: Entity, trigger: Fact, applicant: Entity, application: Fact, p: Parameters
) -> Links:
    """Give what ties two organisations: the earlier one in the months before the trigger, the new one as it applies."""
    before = (trigger.ref.day - math.floor(p["before"] * MONTH), trigger.ref.day)
    at = (application.ref.day, application.ref.day + int(p["after"]))
    links = Links([], [], [], [])
    place = _place(view, trigger)
    if place is not None and place is _place(view, application):
        links.weak.append("dezelfde plaats|the same place")
    for tie, relations in _common(view, earlier, before, applicant, at, _TIES).items():
        if not view.is_hub(tie):
            links.strong.append(_role(relations))
            links.members.append(tie)
            links.relations.extend(relations)
    if view.values(earlier, "iban") & view.values(applicant, "iban"):
        links.strong.append("dezelfde bankrekening|the same bank account")
    if view.values(earlier, "telefoon") & view.values(applicant, "telefoon"):
        links.weak.append("hetzelfde telefoonnummer|the same telephone number")
    lessors = _common(view, earlier, before, applicant, at, LETTING)
    if lessors:
        links.weak.append("dezelfde verhuurder|the same lessor")
        links.members.extend(lessors)
        links.relations.extend(one for relations in lessors.values() for one in relations)
    if _similar_names(view, earlier, applicant, p["similarity"]):
        links.weak.append("een sterk gelijkende naam|a closely similar name")
    return links


def _common(
    view: View,
    earlier: Entity,
    before: tuple[int, int],
    applicant: Entity,
    at: tuple[int, int],
    ties: frozenset[str],
) -> dict[Entity, list[Interval]]:
    """Give who is tied to both, each at its own time, by these relations."""
    old = [one for one in view.incoming(earlier, ties) if one.touches(*before)]
    new = [one for one in view.incoming(applicant, ties) if one.touches(*at)]
    both = {one.frm for one in old} & {one.frm for one in new} - {earlier, applicant}
    return {
        tie: [one for one in (*old, *new) if one.frm is tie]
        for tie in sorted(both, key=lambda entity: entity.key)
    }


def _role(relations: list[Interval]) -> str:
    lends = all(one.relation in LENDING for one in relations)
    return "dezelfde geldverstrekker|the same lender" if lends else "dezelfde betrokkene|the same party"


def _similar_names(view: View, one: Entity, other: Entity, least: float) -> bool:
    left, right = view.own(names_of, one), view.own(names_of, other)
    return any(JaroWinkler.similarity(a, b, score_cutoff=least) >= least for a in left for b in right)


def names_of(view: View, entity: Entity) -> set[str]:
    """Give the normalised names and trade names of an organisation."""
    said = view.values(entity, "naam") | view.values(entity, "handelsnaam")
    return {organisation_names.normalised(name) for name in said} - {""}


def _candidates(view: View, applicant: Entity, application: Fact) -> set[Entity]:
    """Give the organisations on which something lies and to which a link can lead."""
    place = _place(view, application)
    return (view.once(_earlier, applicant) | (view.once(_struck_at, place) if place else set())) - {applicant}


def _earlier(view: View, applicant: Entity) -> set[Entity]:
    """Give those on which something lies and that an applicant is linked to, but for the place itself.

    A common lessor is one weak link; without a common place or telephone it takes a similar name beside it.
    """
    found = {entity for entity in view.once(tied_organisations, applicant) if _triggers(view, entity)}
    for lessor in view.tied(applicant, LETTING, incoming=True):
        found.update(namesakes(view, applicant, view.once(_troubled_tenants, lessor)))
    return found


class Named(msgspec.Struct, frozen=True):
    """Normalised names, and beside each the organisation that has it."""

    names: list[str]
    organisations: list[Entity]


def named(view: View, organisations: Iterable[Entity]) -> Named:
    """Give the names of some organisations."""
    found = Named([], [])
    for organisation in organisations:
        for name in view.own(names_of, organisation):
            found.names.append(name)
            found.organisations.append(organisation)
    return found


def _troubled_tenants(view: View, lessor: Entity) -> Named:
    """Give the tenants on which something lies."""
    tenants = view.tenants(lessor, TROUBLED)
    return named(view, (tenant for tenant in tenants if _triggers(view, tenant)))


def _applying_tenants(view: View, lessor: Entity) -> Named:
    """Give the tenants that applied for a permit."""
    return named(view, view.tenants(lessor, APPLYING))


def namesakes(view: View, organisation: Entity, others: Named) -> Iterator[Entity]:
    """Give those with a name much like that of an organisation."""
    least = view.rules.indicators["D1"]["similarity"]
    if not others.names:
        return
    for own in view.own(names_of, organisation):
        alike = process.extract(
            own, others.names, scorer=JaroWinkler.similarity, score_cutoff=least, limit=None
        )
        yield from (others.organisations[index] for _, _, index in alike)


def tied_organisations(view: View, organisation: Entity) -> set[Entity]:
    """Give the organisations one link away: by a party that is no hub, an account or a telephone."""
    found: set[Entity] = set()
    for tie in view.tied(organisation, _TIES, incoming=True):
        if not view.is_hub(tie):
            found |= view.tied(tie, _TIES, incoming=False)
    for field in ("iban", "telefoon"):
        for value in view.values(organisation, field):
            found |= view.sharing(field, value)
    return {entity for entity in found if entity.kind == ORGANISATION}


def linked_applicants(view: View, earlier: Entity) -> set[Entity]:
    """Give the organisations whose application may be linked to one on which something lies.

    A common lessor is one weak link; without a common place or telephone it takes a similar name beside it.
    """
    found = set(view.once(tied_organisations, earlier))
    for lessor in view.tied(earlier, LETTING, incoming=True):
        found.update(namesakes(view, earlier, view.once(_applying_tenants, lessor)))
    return found


def _hit(
    view: View,
    focus: Focus,
    earlier: Entity,
    applicant: Entity,
    application: Fact,
    found: list[tuple[Fact, Links]],
    p: Parameters,
) -> Hit:
    triggers = [fact for fact, _ in found]
    ties = dict.fromkeys(tie for _, links in found for tie in (*links.strong, *links.weak))
    relations = tuple(dict.fromkeys(one for _, links in found for one in links.relations))
    linking = [member for _, links in found for member in links.members]
    nl, en = _WHAT[triggers[0].step.kind]
    old, new, when = view.name(earlier), view.name(applicant), application.ref.day
    return Hit(
        "D1",
        focus,
        tuple(dict.fromkeys(filter(None, (earlier, applicant, _place(view, application), *linking)))),
        frozenset(
            {
                *(fact.ref for fact in triggers),
                application.ref,
                *(ref for one in relations for ref in one.refs),
            }
        ),
        relations,
        (*triggers, application),
        dict(p),
        f"Bij {old} is op {in_dutch(triggers[0].ref.day)} {nl}. Op {in_dutch(when)} vroeg {new} een vergunning aan,"
        f" met {', '.join(tie.split('|')[0] for tie in ties)}.",
        f"For {old} {en} on {in_english(triggers[0].ref.day)}. On {in_english(when)} {new} applied for a permit,"
        f" with {', '.join(tie.split('|')[1] for tie in ties)}.",
        mark=(earlier.key,),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Nobody behind an applicant is known: whether it is linked to an earlier operator."""
    applicant, application = _application(view, focus)
    if applicant is None or application is None or view.has_tie(applicant, _TIES, incoming=True):
        return
    yield Unknown(
        "D1",
        focus,
        "betrokkenen",
        f"Wie achter {view.name(applicant)} zit, is niet bekend: of er een band is met een eerdere exploitant, is niet te zeggen.",
        f"Who is behind {view.name(applicant)} is unknown: whether there is a link to an earlier operator cannot be told.",
    )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the applications of a touched organisation, of those linked to it, and those at a touched place.

    A new application touches its applicant, and a new tie touches both ends: so a place matters only for what lies
    there and where it is, and a party for being a hub or not.
    """
    aspects = view.aspects(entity)
    if entity.kind == PLACE:
        if not aspects.isdisjoint(_OF_PLACE):
            yield from view.once(_applications_at, entity)
            for earlier in view.once(_struck_at, entity):
                yield from _linked_applications(view, earlier, everywhere=True)
        return
    yield from view.once(_applications_of, entity)
    if not aspects <= APPLYING:
        yield from _linked_applications(view, entity, everywhere=not aspects.isdisjoint(_OF_PARTY))
    if EVERYTHING in aspects and not view.is_hub(entity):
        for other in view.tied(entity, _TIES, incoming=False):
            yield from view.once(_applications_of, other)


def _linked_applications(view: View, earlier: Entity, *, everywhere: bool) -> Iterator[Focus]:
    """Give the applications that may follow what lies on an organisation: of those linked to it, and at its places.

    Where only its ties changed, an application at the same place matters if its applicant has such a tie too.
    """
    triggers = _triggers(view, earlier)
    if not triggers:
        return
    for organisation in linked_applicants(view, earlier):
        yield from view.once(_applications_of, organisation)
    tied = None if everywhere else _with_a_tie(view, earlier)
    for place in {_place(view, fact) for fact in triggers} - {None}:
        assert place is not None
        for focus in view.once(_applications_at, place):
            if tied is None or focus[0] in tied:
                yield focus


def _with_a_tie(view: View, organisation: Entity) -> set[str]:
    """Give the keys of all that a party, an account, a telephone or a lessor ties to an organisation."""
    found = set(view.once(tied_organisations, organisation))
    for lessor in view.tied(organisation, LETTING, incoming=True):
        found |= view.tenants(lessor, APPLYING)
    return {entity.key for entity in found}


def _applications_of(view: View, organisation: Entity) -> list[Focus]:
    """Give the applications of an organisation that somebody on whom something lies can be linked to."""
    return [
        (organisation.key, fact.ref.source, fact.ref.id)
        for fact in view.facts(organisation, "aanvraag-ontvangen")
        if _applies(view, fact, organisation) and _can_follow(view, organisation, _place(view, fact))
    ]


def _applications_at(view: View, place: Entity) -> list[Focus]:
    """Give the applications at a place, likewise."""
    found: list[Focus] = []
    for fact in view.facts(place, "aanvraag-ontvangen"):
        applicant = None if fact.applicant is None else view.entity(fact.applicant)
        if applicant is not None and applicant.kind == ORGANISATION and _can_follow(view, applicant, place):
            found.append((applicant.key, fact.ref.source, fact.ref.id))
    return found


def _can_follow(view: View, applicant: Entity, place: Entity | None) -> bool:
    """Tell whether there is anybody whose trouble an application may follow."""
    return bool((place and view.once(_struck_at, place)) or view.once(_earlier, applicant))


def _struck_at(view: View, place: Entity) -> set[Entity]:
    """Give the organisations on which a refusal, closure or withdrawal at a place lies."""
    if not view.has_any(place, TROUBLED):
        return set()
    facts = (fact for kind in _TRIGGERS for fact in view.facts(place, kind))
    struck = {view.entity(record) for fact in facts for record in fact.lies_on()}
    return {
        entity
        for entity in struck
        if entity is not None and entity.kind == ORGANISATION and _triggers(view, entity)
    }


PHOENIX_PERMIT = Indicator(
    id="D1",
    version="1",
    nl="Nieuwe aanvraag na weigering, sluiting of intrekking",
    en="New application after refusal, closure or withdrawal",
    group="D",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a; Gemeentewet art. 174",
    reach="applicant ← parties, lessor → earlier operator",
    needs=(
        Need("vergunningen.aanvraag-ontvangen", "wie opnieuw aanvraagt", "who applies anew"),
        Need("toezicht.sluiting-opgelegd", "of er een sluiting was", "whether there was a closure"),
        Need("vergunningen.vergunning-geweigerd", "of er een weigering was", "whether there was a refusal"),
        Need(
            "registers.functie-aanvaard",
            "of oude en nieuwe exploitant een bestuurder delen",
            "whether old and new operator share a director",
        ),
        Need("registers.lening-verstrekt", "of zij een geldverstrekker delen", "whether they share a lender"),
    ),
    hook="Wet Bibob art. 3 lid 1, lid 4 onder c",
    refusal="Slecht levensgedrag, schijnbeheer (Alcoholwet art. 8 en 27; APV)",
    innocent=(
        Said(
            "Een nieuwe huurder die met de vorige niets te maken heeft.",
            "A new tenant who has nothing to do with the last.",
        ),
        Said(
            "Een werknemer die de zaak te goeder trouw overneemt.",
            "An employee who takes over in good faith.",
        ),
        Said("Een bank of grote verhuurder als enige verband.", "A bank or large lessor as the only tie."),
    ),
    triggers=frozenset(
        {
            *_TIES,
            "huur",
            "uitgeschreven",
            *_TRIGGERS,
            *_TELLING_THE_SECTOR,
            VALUES[ORGANISATION],
            VALUES[PLACE],
        }
    ),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
