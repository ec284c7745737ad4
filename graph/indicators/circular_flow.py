"""E3: a subsidised organisation rents from an organisation of one of its own leaders."""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PERSON
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.indicators.subsidy_stacking import GRANTED, grants_of
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import holders_on, leaders_on
from graph.view import HOLDING, LEADING, LETTING, View
from graph.wording import in_dutch, in_english

__all__ = ["CIRCULAR_FLOW"]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """A subsidised organisation rents from an organisation that one of its own leaders leads or holds for a quarter."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    leases = [
        one
        for one in view.incoming(organisation, LETTING)
        if one.frm.kind == ORGANISATION and one.frm is not organisation
    ]
    if not leases:
        return
    grants = view.still(grants_of, organisation)
    if not grants:
        return
    told: dict[Entity, tuple[dict[Entity, None], dict[Interval, None]]] = {}
    for lease in leases:
        for leader, path in _leaders(view, organisation, lease.start).items():
            behind = _behind(view, lease.frm, leader, lease.start, p)
            if behind:
                leaders, relations = told.setdefault(lease.frm, ({}, {}))
                leaders[leader] = None
                relations |= dict.fromkeys((lease, *path, *behind))
    for lessor, (leaders, relations) in sorted(told.items(), key=lambda pair: pair[0].key):
        who, from_whom = view.name(organisation), view.name(lessor)
        since = min(one.start for one in relations if one.relation in LETTING)
        yield found(
            "E3",
            focus,
            (organisation, lessor, *leaders),
            relations,
            [fact for grant in grants for fact in grant.facts],
            p,
            (
                (
                    f"{who} kreeg subsidie en huurt sinds {in_dutch(since)} van {from_whom}, een organisatie"
                    " waarvan een eigen bestuurder ook bestuurder of aandeelhouder is."
                ),
                (
                    f"{who} received a grant and rents since {in_english(since)} from {from_whom}, which one of its own leaders"
                    " leads or holds as well."
                ),
            ),
            mark=(lessor.key,),
        )


def _leaders(view: View, organisation: Entity, day: int) -> dict[Entity, tuple[Interval, ...]]:
    """Give who leads it on a day: natural persons, through a corporate director too, and that director itself."""
    leaders = dict(leaders_on(view, organisation, day))
    for one in view.incoming(organisation, LEADING):
        if one.frm.kind == ORGANISATION and one.holds_on(day):
            leaders.setdefault(one.frm, (one,))
    return leaders


def _behind(view: View, lessor: Entity, leader: Entity, day: int, p: Parameters) -> tuple[Interval, ...]:
    """Give the relations by which a leader leads the lessor or holds more than a quarter of it; empty where not."""
    leads = _leaders(view, lessor, day).get(leader)
    if leads is not None:
        return leads
    share, path = holders_on(view, lessor, day).get(leader, (0.0, ()))
    return path if share > p["share"] else ()


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Of a subsidised organisation no lease is known, or nobody behind its lessor."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION or not view.still(grants_of, organisation):
        return
    who = view.name(organisation)
    lessors = {one.frm for one in view.incoming(organisation, LETTING) if one.frm.kind == ORGANISATION}
    if not view.has_tie(organisation, LETTING, incoming=True):
        yield Unknown(
            "E3",
            focus,
            "huur-begonnen",
            f"Van wie {who} huurt, is niet bekend.",
            f"From whom {who} rents is unknown.",
        )
    if any(not view.has_tie(lessor, LEADING | HOLDING, incoming=True) for lessor in lessors):
        yield Unknown(
            "E3",
            focus,
            "functie-aanvaard",
            f"Wie achter de verhuurder van {who} zit, is niet bekend.",
            f"Who is behind the lessor of {who} is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched organisation and what is below it, and the tenants of these."""
    organisations = downstream(view, entity) | ({entity} if entity.kind == ORGANISATION else set())
    for organisation in organisations:
        if view.has_any(organisation, GRANTED):
            yield (organisation.key,)
        # A new lease touches its tenant; of a large lessor only what is behind it matters to the others.
        if organisation is entity and view.aspects(entity) <= LETTING:
            continue
        for tenant in view.tied(organisation, LETTING, incoming=False):
            if tenant.kind == ORGANISATION and view.has_any(tenant, GRANTED):
                yield (tenant.key,)


CIRCULAR_FLOW = Indicator(
    id="E3",
    version="1",
    nl="Subsidie die als huur terugvloeit",
    en="Circular flow",
    group="E",
    phase="stroom",
    purpose="subsidieverlening",
    basis="Awb titel 4.2; Wet Bibob art. 6",
    reach="subsidised organisation ← lessor ← leaders, holders (≤ 4 holdings)",
    needs=(
        Need("subsidies.subsidie-verleend", "wie subsidie kreeg", "who received a grant"),
        Need("registers.huur-begonnen", "van wie de ontvanger huurt", "from whom the receiver rents"),
        Need("registers.functie-aanvaard", "wie de verhuurder leidt", "who leads the lessor"),
        Need("registers.belang-verkregen", "wie de verhuurder bezit", "who owns the lessor"),
    ),
    hook="Wet Bibob art. 3 lid 1 onder a en art. 6",
    refusal="Weigeren of intrekken van subsidie (Awb 4:35, 4:48)",
    innocent=(
        Said(
            "Maatschappelijk vastgoed dat in een eigen stichting is ondergebracht.",
            "Social property kept in a foundation of its own.",
        ),
        Said(
            "Een huur die onder of op de markt ligt: vraag het contract.",
            "A rent at or below the market: ask for the contract.",
        ),
        Said("Bestuurders die hun dubbele rol hebben gemeld.", "Leaders who declared their double role."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, *LETTING, "uitgeschreven", "subsidie-verleend"}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
