"""C4: organisations hold each other in a circle, or a chain of holdings ends in no natural person."""

from collections.abc import Iterator

from graph.claims import ORGANISATION, PERSON
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.holders import without_holders
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, View

__all__ = ["OPAQUE_HOLDING"]

_DEEPEST = 10
"""Holdings that are followed upwards at most; a longer chain counts as ending there, in an organisation."""

_LARGEST_CYCLE = 5
"""Organisations in a circle at most (rules.md section 5)."""


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """Organisations hold shares in each other in a circle, or a long chain of holdings ends in an organisation."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION or not view.incoming(organisation, HOLDING):
        return
    for cycle in _cycles(view, organisation):
        members = [one.to for one in cycle]
        if organisation is not min(members, key=lambda entity: entity.key):
            continue
        names = ", ".join(view.name(member) for member in members)
        yield found(
            "C4",
            focus,
            members,
            cycle,
            (),
            p,
            (
                f"{len(members)} organisaties houden in een kring aandelen in elkaar ({names}).",
                f"{len(members)} organisations hold shares in each other in a circle ({names}).",
            ),
            mark=("cycle", *(member.key for member in members)),
        )
    yield from _chain(view, focus, organisation, p)


def _cycles(view: View, organisation: Entity) -> list[tuple[Interval, ...]]:
    """Give the circles of shareholding through an organisation that held on one day, one for each set of members."""
    if view.is_hub(organisation):
        return []
    found_cycles: dict[tuple[Entity, ...], tuple[Interval, ...]] = {}

    def climb(path: tuple[Interval, ...], start: int, end: int) -> None:
        for one in view.incoming(path[-1].frm if path else organisation, HOLDING):
            first, last = max(start, one.start), min(end, one.end)
            if first > last or one.frm.kind != ORGANISATION or one.frm is one.to:
                continue
            longer = (*path, one)
            if one.frm is organisation:
                if len(longer) > 1:
                    found_cycles.setdefault(tuple(step.to for step in longer), longer)
            elif (
                len(longer) < _LARGEST_CYCLE
                and not any(one.frm is step.to for step in path)
                and not view.is_hub(one.frm)
            ):
                climb(longer, first, last)

    climb((), 0, END_OF_TIME)
    return list(found_cycles.values())


def _chain(view: View, focus: Focus, organisation: Entity, p: Parameters) -> Iterator[Hit | Due]:
    """Follow the largest current holder upwards."""
    chain: list[Interval] = []
    held = organisation
    while len(chain) < _DEEPEST:
        holdings = view.incoming(held, HOLDING)
        yield from (Due(one.end + 1) for one in holdings if one.foreseen)
        current = [one for one in holdings if one.holds_on(view.today)]
        if any(one.frm.kind == PERSON and (one.share or 0) > p["person"] for one in current):
            return
        if not current:
            break
        largest = min(current, key=lambda one: (-(one.share or 0), one.frm.key, one.refs))
        if largest.frm.kind == PERSON:
            return
        if (
            largest.frm is organisation
            or any(largest.frm is one.to for one in chain)
            or view.is_hub(largest.frm)
        ):
            return
        chain.append(largest)
        held = largest.frm
    if len(chain) > p["chain"]:
        who, top = view.name(organisation), view.name(held)
        yield found(
            "C4",
            focus,
            (organisation, *(one.frm for one in chain)),
            chain,
            (),
            p,
            (
                (
                    f"Boven {who} staan {len(chain)} aandeelhouders boven elkaar. De keten eindigt bij {top};"
                    " niemand heeft als natuurlijk persoon meer dan een kwart van de aandelen."
                ),
                (
                    f"Above {who} stand {len(chain)} shareholders one on another. The chain ends at {top};"
                    " no natural person holds more than a quarter of the shares."
                ),
            ),
            mark=("chain",),
        )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """No holder of an organisation is known."""
    yield from without_holders(
        view, focus, "C4", Said("of de keten bij een persoon eindigt", "whether the chain ends at a person")
    )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched organisation and what hangs below it, and the first of every circle through it."""
    if entity.kind != ORGANISATION:
        return
    seen, level = {entity}, {entity}
    for _ in range(_DEEPEST):
        through = {one for one in level if one is entity or not view.is_hub(one)}
        level = {one.to for holder in through for one in view.outgoing(holder, HOLDING)} - seen
        if not level:
            break
        seen |= level
    yield from ((one.key,) for one in seen if view.has_tie(one, HOLDING, incoming=True))
    for cycle in _cycles(view, entity):
        yield (min(one.to.key for one in cycle),)


OPAQUE_HOLDING = Indicator(
    id="C4",
    version="1",
    nl="Ondoorzichtige of rondlopende houdsterstructuur",
    en="Opaque or circular holding",
    group="C",
    phase="stroom",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Wet Bibob art. 7a",
    reach="organisation ← holders (≤ 10 holdings; circles of ≤ 5)",
    needs=(
        Need(
            "registers.belang-verkregen",
            "wie boven een organisatie staat",
            "who stands above an organisation",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 (zeggenschap)",
    refusal="Wie erachter zit is niet opgegeven: eerst laten aanvullen (Awb 4:5; Wet Bibob art. 4)",
    innocent=(
        Said(
            "Een beleggings- of familiestructuur op advies van de fiscalist.",
            "An investment or family structure on tax advice.",
        ),
        Said(
            "Een beursgenoteerde of buitenlandse moeder waarvan de aandeelhouders niet in dit register staan.",
            "A listed or foreign parent whose shareholders are not in this register.",
        ),
        Said(
            "Een stichting administratiekantoor die aandelen beheert.",
            "A trust office foundation that administers shares.",
        ),
    ),
    triggers=frozenset({*HOLDING, "uitgeschreven"}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION,
    cannot_tell=cannot_tell,
)
