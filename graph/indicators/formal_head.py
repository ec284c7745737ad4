"""A2: who heads the applicant holds nothing in it, while another person has several ties to it."""

from collections.abc import Iterator

from graph.applications import PERMIT, application_at, applications_in, foci_of, place_of
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON, PLACE
from graph.control import controlled, controllers, downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.instants import MONTH
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import holders_on, leaders_on
from graph.view import HOLDING, LEADING, LENDING, LETTING, REGISTERED, View
from graph.wording import in_dutch, in_english

__all__ = ["FORMAL_HEAD"]

_DECLARED_HEAD = frozenset({"+bestuurder"})
_DECLARED_HOLDER = frozenset({"+aandeelhouder"})

_TYING = LENDING | LETTING | HOLDING | _DECLARED_HOLDER
"""Relations of which one at least makes a tie: who was an earlier operator alone has one, and two are needed."""

_SAID = {
    "finance": ("geldverstrekker", "lender"),
    "lease": ("verhuurder", "lessor"),
    "shares": ("aandeelhouder", "shareholder"),
    "former": ("eerdere exploitant op deze plaats", "earlier operator at this place"),
}

_Ties = dict[Entity, dict[str, list[Interval]]]
_Holders = dict[Entity, tuple[float, list[Interval]]]
"""By holder: the largest share (per cent), and the relations by which it is held."""


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Who leads the applicant holds no share in it and lends it nothing; one other person has two ties or more to it."""
    at = application_at(view, focus, PERMIT)
    if at is None or at[0].kind != ORGANISATION:
        return
    applicant, application = at
    day = application.ref.day
    holders = _holders(view, applicant, day)
    ties = _ties(view, applicant, day, holders, p)
    if not ties:
        return
    heads = _heads(view, applicant, day)
    lenders = {one.frm for one in view.incoming(applicant, LENDING) if one.holds_on(day)}
    if not heads or any(head in holders or head in lenders for head in heads):
        return
    others = {
        person: kinds for person, kinds in ties.items() if person not in heads and not view.is_hub(person)
    }
    _add_former(view, others, applicant, application, p)
    for person, kinds in sorted(others.items(), key=lambda pair: pair[0].key):
        if len(kinds) >= p["ties"]:
            yield _hit(view, focus, applicant, application, heads, person, kinds, p)


def _heads(view: View, applicant: Entity, day: int) -> dict[Entity, list[Interval]]:
    """Give each natural person who leads it or is declared director on a day."""
    heads = {head: list(path) for head, path in leaders_on(view, applicant, day).items()}
    for one in view.incoming(applicant, _DECLARED_HEAD):
        if one.frm.kind == PERSON and one.holds_on(day):
            heads.setdefault(one.frm, []).append(one)
    return heads


def _holders(view: View, applicant: Entity, day: int) -> _Holders:
    """Give who holds shares on a day, in the register, through holdings, or as declared: the largest share."""
    holders = {
        holder: (share, list(path)) for holder, (share, path) in holders_on(view, applicant, day).items()
    }
    for one in view.incoming(applicant, _DECLARED_HOLDER):
        if one.holds_on(day) and (one.frm not in holders or (one.share or 0) > holders[one.frm][0]):
            holders[one.frm] = (one.share or 0.0, [one])
    return holders


def _ties(view: View, applicant: Entity, day: int, holders: _Holders, p: Parameters) -> _Ties:
    """Give the natural persons that lend to the applicant, let to it, or hold more than a quarter of it."""
    ties: _Ties = {}
    for one in view.incoming(applicant, LENDING):
        if one.holds_on(day):
            ties.setdefault(one.frm, {}).setdefault("finance", []).append(one)
    for one in view.incoming(applicant, LETTING):
        if one.end >= day:
            ties.setdefault(one.frm, {}).setdefault("lease", []).append(one)
    for holder, (share, path) in holders.items():
        if share > p["share"]:
            ties.setdefault(holder, {})["shares"] = path
    return {person: kinds for person, kinds in ties.items() if person.kind == PERSON}


def _add_former(view: View, ties: _Ties, applicant: Entity, application: Fact, p: Parameters) -> None:
    """Add who controlled another organisation until it left the same place in the months before."""
    place, day = place_of(view, application), application.ref.day
    if place is None or not ties:
        return
    for one in view.incoming(place, REGISTERED):
        if one.frm is applicant or not day - p["months"] * MONTH <= one.end <= day:
            continue
        for person in controllers(view, one.frm) & ties.keys():
            for control in controlled(view, person):
                if control.organisation is one.frm and control.holds_on(one.end):
                    ties[person].setdefault("former", []).extend((one, *control.by))
                    break


def _hit(
    view: View,
    focus: Focus,
    applicant: Entity,
    application: Fact,
    heads: dict[Entity, list[Interval]],
    person: Entity,
    kinds: dict[str, list[Interval]],
    p: Parameters,
) -> Hit:
    nl = " en ".join(_SAID[kind][0] for kind in _SAID if kind in kinds)
    en = " and ".join(_SAID[kind][1] for kind in _SAID if kind in kinds)
    who, when = view.name(applicant), application.ref.day
    relations = [one for some in (*heads.values(), *kinds.values()) for one in some]
    return found(
        "A2",
        focus,
        (applicant, *heads, person),
        relations,
        (application,),
        p,
        (
            (
                f"Bij de aanvraag van {who} op {in_dutch(when)} had de leiding geen aandelen en geen lening in de organisatie."
                f" Een andere natuurlijke persoon was {nl}."
            ),
            (
                f"When {who} applied on {in_english(when)}, who led it held no share in it and lent it nothing."
                f" Another natural person was {en}."
            ),
        ),
        mark=(person.key,),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """No holder of the applicant is known: whether its head holds shares cannot be told."""
    at = application_at(view, focus, PERMIT)
    if at is not None and at[0].kind == ORGANISATION and not _holders(view, at[0], at[1].ref.day):
        yield Unknown(
            "A2",
            focus,
            "belang-verkregen",
            f"Van {view.name(at[0])} is geen aandeelhouder bekend.",
            f"No shareholder of {view.name(at[0])} is known.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the applications of a touched organisation and of what it may lead or hold, and those at their places."""
    if entity.kind == PLACE:
        yield from view.once(_tied_at, entity)
        return
    organisations = downstream(view, entity) | ({entity} if entity.kind == ORGANISATION else set())
    yield from foci_of(
        view, filter(lambda one: view.has_tie(one, _TYING, incoming=True), organisations), PERMIT
    )
    for place in {
        one.to for organisation in organisations for one in view.outgoing(organisation, REGISTERED)
    }:
        yield from view.once(_tied_at, place)


def _tied_at(view: View, place: Entity) -> list[Focus]:
    """Give the applications at a place of organisations that somebody has a tie to: an earlier operator needs one more."""
    return [
        (applicant.key, fact.ref.source, fact.ref.id)
        for applicant, fact in applications_in(view, place, PERMIT)
        if view.has_tie(applicant, _TYING, incoming=True)
    ]


FORMAL_HEAD = Indicator(
    id="A2",
    version="1",
    nl="Formele leiding zonder zeggenschap",
    en="Formal head without control",
    group="A",
    phase="zaak",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a; Alcoholwet art. 27",
    reach="applicant ← heads, holders (≤ 4 holdings), lenders, lessors; place ← earlier operators ← controllers",
    needs=(
        Need("vergunningen.aanvraag-ontvangen", "wie wat aanvraagt", "who applies for what"),
        Need("registers.functie-aanvaard", "wie de aanvrager leidt", "who leads the applicant"),
        Need(
            "registers.belang-verkregen",
            "of de leiding aandelen heeft, en wie wel",
            "whether the head holds shares, and who does",
        ),
        Need("registers.huur-begonnen", "wie aan de aanvrager verhuurt", "who lets to the applicant"),
        Need(
            "registers.lening-verstrekt",
            "wie aan de aanvrager leent; alleen een lening op het formulier is dan bekend",
            "who lends to the applicant; then only loans on the form are known",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c",
    refusal="Schijnbeheer (Alcoholwet art. 27 lid 1 onder b; APV)",
    innocent=(
        Said(
            "Een bank, verkoper of leverancier die meefinanciert: vraag het contract.",
            "A bank, seller or supplier that helps to finance: ask for the contract.",
        ),
        Said("Een franchise of een bedrijfsleider in loondienst.", "A franchise, or a salaried manager."),
        Said(
            "Een register dat achterloopt: kijk of de aandelen al zijn overgedragen.",
            "A register that lags: see whether the shares were transferred already.",
        ),
    ),
    triggers=frozenset(
        {
            *LEADING,
            *HOLDING,
            *LENDING,
            *LETTING,
            *REGISTERED,
            *_DECLARED_HEAD,
            *_DECLARED_HOLDER,
            PERMIT,
            "uitgeschreven",
        }
    ),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
