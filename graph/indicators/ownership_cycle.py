"""C2: control of an organisation goes away and comes back, or passes round among few holders."""

from collections.abc import Iterator

import msgspec

from graph.claims import ORGANISATION
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.holders import without_holders
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME, MONTH
from graph.intervals import Interval, Span, spans
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import HOLDING, View
from graph.wording import in_dutch, in_english

__all__ = ["OWNERSHIP_CYCLE"]

_SUCCESSION = 4
"""Successive holdings that make a round (rules.md section 5)."""


class _Held(msgspec.Struct, frozen=True, gc=False):
    holder: Entity
    span: Span


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Control of one organisation returned to an earlier holder, or passed round among few holders."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    shares = view.incoming(organisation, HOLDING)
    if len(shares) < 3:
        return
    used: dict[_Held, None] = {}
    used |= dict.fromkeys(_returning(_spans(shares, p["control"]), p))
    returned = bool(used)
    used |= dict.fromkeys(_rounds(_spans(shares, p["majority"]), p))
    if not used:
        return
    holders = list(dict.fromkeys(one.holder for one in used))
    who = view.name(organisation)
    first = min(one.span.start for one in used)
    nl = (
        "kwam de zeggenschap terug bij een eerdere aandeelhouder"
        if returned
        else "ging de meerderheid van de aandelen rond"
    )
    en = (
        "control returned to an earlier shareholder"
        if returned
        else "the majority of the shares passed round"
    )
    yield found(
        "C2",
        focus,
        (organisation, *holders),
        [part for one in used for part in one.span.parts],
        (),
        p,
        (
            f"Bij {who} {nl} ({len(holders)} aandeelhouders, vanaf {in_dutch(first)}).",
            f"At {who} {en} ({len(holders)} shareholders, from {in_english(first)}).",
        ),
    )


def _spans(shares: list[Interval], more_than: float) -> list[_Held]:
    """Give who held more than a share, and when; a share that changed but stayed above goes on."""
    by_holder: dict[Entity, list[Interval]] = {}
    for one in shares:
        if (one.share or 0) > more_than:
            by_holder.setdefault(one.frm, []).append(one)
    held = [_Held(holder, span) for holder, some in by_holder.items() for span in spans(some)]
    return sorted(held, key=lambda one: (one.span.start, one.span.end, one.holder.key))


def _returning(held: list[_Held], p: Parameters) -> Iterator[_Held]:
    """Give those of which one ended, another's began, and the first began again within the months."""
    for before in held:
        if before.span.end == END_OF_TIME:
            continue
        for again in held:
            gap = again.span.start - before.span.end
            if again.holder is not before.holder or not 0 < gap <= p["months"] * MONTH:
                continue
            between = [
                one
                for one in held
                if one.holder is not before.holder and before.span.end <= one.span.start <= again.span.start
            ]
            if between:
                yield from (before, *between, again)


def _rounds(held: list[_Held], p: Parameters) -> Iterator[_Held]:
    """Give four successive majorities of few holders, the last three beginning within the months."""
    for first in range(len(held) - _SUCCESSION + 1):
        run = held[first : first + _SUCCESSION]
        few = len({one.holder for one in run}) <= p["holders"]
        if few and run[-1].span.start - run[1].span.start <= p["months"] * MONTH:
            yield from run


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """No holder of an organisation is known."""
    yield from without_holders(
        view, focus, "C2", Said("of de zeggenschap terugkeerde", "whether control returned")
    )


def foci(_: View, entity: Entity) -> Iterator[Focus]:
    """Give the organisation itself: every share in it touches it."""
    yield (entity.key,)


OWNERSHIP_CYCLE = Indicator(
    id="C2",
    version="1",
    nl="Zeggenschap die terugkeert of rondgaat",
    en="Ownership cycle",
    group="C",
    phase="zaak",
    purpose="registers",
    basis="Handelsregisterwet 2007 art. 28; Wet Bibob art. 7a",
    reach="organisation ← holders",
    needs=(
        Need(
            "registers.belang-verkregen",
            "of zeggenschap wegging en terugkwam",
            "whether control went away and came back",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder b en c (zeggenschap)",
    refusal="Wijziging van eigenaar niet gemeld (Alcoholwet art. 30a; APV), onjuiste gegevens (Awb 4:5)",
    innocent=(
        Said("Opvolging in de familie die in stappen gaat.", "A family succession in steps."),
        Said(
            "Een verkoop die is teruggedraaid omdat de koper niet betaalde.",
            "A sale undone because the buyer did not pay.",
        ),
        Said("Een herstructurering binnen één groep.", "A restructuring within one group."),
    ),
    triggers=frozenset({*HOLDING, "uitgeschreven"}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION,
    cannot_tell=cannot_tell,
)
