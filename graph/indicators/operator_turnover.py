"""C1: operators follow one another at one place while the lessor or the lender stays."""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PLACE
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown
from graph.instants import MONTH
from graph.intervals import Interval, overlap
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import LENDING, LETTING, REGISTERED, View

__all__ = ["OPERATOR_TURNOVER"]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Organisations followed one another at one place, and all had the same lessor or the same lender."""
    place = view.at(focus[0])
    if place is None:
        return
    registered = view.incoming(place, REGISTERED)
    if len({one.frm.key for one in registered}) < p["operators"]:
        return
    operators = {one.frm for one in registered}
    lettings, loans = _lettings(view, place, operators), _loans(view, operators)
    for constant in sorted(lettings.keys() | loans.keys(), key=lambda entity: entity.key):
        # All had the same lessor, or all had the same lender: one party's leases and loans are not added up.
        succession: dict[Interval, None] = {}
        ties: dict[Interval, None] = {}
        for by_operator in (lettings.get(constant, {}), loans.get(constant, {})):
            mine = [one for one in registered if one.frm in by_operator and one.frm is not constant]
            found = _succession(mine, p)
            succession.update(dict.fromkeys(found))
            ties.update(dict.fromkeys(tie for one in found for tie in by_operator[one.frm]))
        if succession:
            yield _hit(view, focus, place, constant, list(succession), list(ties), p)


Ties = dict[Entity, dict[Entity, list[Interval]]]
"""By lessor or lender, by operator."""


def _lettings(view: View, place: Entity, operators: set[Entity]) -> Ties:
    """Give the leases of this place of each operator that had one and the same lessor in all of them."""
    ties: Ties = {}
    for operator in operators:
        leases = [one for one in view.incoming(operator, LETTING) if one.place is place]
        if len({lease.frm.key for lease in leases}) == 1:
            ties.setdefault(leases[0].frm, {})[operator] = leases
    return ties


def _loans(view: View, operators: set[Entity]) -> Ties:
    """Give the loans to each operator by lenders that are no hub."""
    ties: Ties = {}
    for operator in operators:
        for loan in view.incoming(operator, LENDING):
            if not view.is_hub(loan.frm):
                ties.setdefault(loan.frm, {}).setdefault(operator, []).append(loan)
    return ties


def _succession(registered: list[Interval], p: Parameters) -> list[Interval]:
    """Give the registrations that stand in a run of operators one after another."""
    count, span = int(p["operators"]), p["months"] * MONTH
    found: set[int] = set()

    def extend(run: list[int]) -> None:
        if len(run) == count:
            found.update(run)
            return
        for i in range(run[-1] + 1, len(registered)):
            if registered[i].start - registered[run[0]].start > span:
                return
            if all(_follows(registered[j], registered[i], p) for j in run):
                extend([*run, i])

    for first in range(len(registered)):
        extend([first])
    return [registered[i] for i in sorted(found)]


def _follows(one: Interval, next_one: Interval, p: Parameters) -> bool:
    return one.frm is not next_one.frm and overlap(one, next_one) <= p["overlap"]


def _hit(
    view: View,
    focus: Focus,
    place: Entity,
    constant: Entity,
    succession: list[Interval],
    ties: list[Interval],
    p: Parameters,
) -> Hit:
    operators = {one.frm: None for one in succession}
    used = (*succession, *ties)
    lets = any(one.relation == "huur" for one in used)
    lends = any(one.relation in LENDING for one in used)
    nl = " en ".join(["verhuurder"] * lets + ["geldverstrekker"] * lends)
    en = " and ".join(["lessor"] * lets + ["lender"] * lends)
    where, who, whom = view.name(place), view.name(constant), view.name_in_english(constant)
    names = ", ".join(view.name(operator) for operator in operators)
    return Hit(
        "C1",
        focus,
        (place, constant, *operators),
        frozenset(ref for one in used for ref in one.refs),
        used,
        (),
        dict(p),
        f"Op {where} volgden {len(operators)} exploitanten elkaar op ({names}), met steeds dezelfde {nl}: {who}.",
        f"At {where} {len(operators)} operators followed one another ({names}), each time with the same {en}: {whom}.",
        mark=(constant.key,),
    )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Operators followed one another, and of some neither lease nor loan is known."""
    place = view.at(focus[0])
    if place is None or place.kind != PLACE:
        return
    succession = _succession(view.incoming(place, REGISTERED), p)
    bare = {one.frm for one in succession if not view.has_tie(one.frm, LETTING | LENDING, incoming=True)}
    if bare:
        yield Unknown(
            "C1",
            focus,
            "huur-begonnen",
            f"Op {view.name(place)} volgden exploitanten elkaar op. Van {len(bare)} daarvan is geen huur of lening bekend.",
            f"Operators followed one another at {view.name(place)}. Of {len(bare)} of them no lease or loan is known.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the place itself, and the places where a touched organisation is or was registered."""
    if entity.kind == PLACE:
        yield (entity.key,)
    elif entity.kind == ORGANISATION:
        yield from ((one.to.key,) for one in view.outgoing(entity, REGISTERED))


OPERATOR_TURNOVER = Indicator(
    id="C1",
    version="1",
    nl="Wisselende exploitanten, vaste verhuurder of geldverstrekker",
    en="Operators change, lessor or lender stays",
    group="C",
    phase="stroom",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Gemeentewet art. 174",
    reach="place ← registered organisations ← lessors, lenders",
    needs=(
        Need("registers.vestiging-geopend", "wie na wie ergens begon", "who followed whom at a place"),
        Need("registers.huur-begonnen", "of de verhuurder dezelfde bleef", "whether the lessor stayed"),
        Need(
            "registers.lening-verstrekt", "of de geldverstrekker dezelfde bleef", "whether the lender stayed"
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c",
    refusal="Schijnbeheer (Alcoholwet art. 27 lid 1 onder b; APV)",
    innocent=(
        Said(
            "Een plek waar het slecht loopt en eerlijke ondernemers het na elkaar proberen.",
            "A bad location where honest operators try one after another.",
        ),
        Said(
            "Korte contracten: een pop-up, strandpaviljoen of tijdelijke invulling.",
            "Short contracts: a pop-up, beach bar or temporary use.",
        ),
        Said("Eén ondernemer die van rechtsvorm wisselde.", "One operator who changed legal form."),
    ),
    triggers=frozenset({"vestiging", "uitgeschreven", "huur", "lening", "+financier"}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION + PLACE,
    cannot_tell=cannot_tell,
)
