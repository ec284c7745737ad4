"""D3: somebody leaves the applicant after the screening started, while a lease or loan of the same party goes on."""

from collections.abc import Iterator

from graph.applications import PERMIT, SCREENED, applications_of
from graph.cases import Fact
from graph.claims import ORGANISATION
from graph.control import downstream
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Due, Focus, Hit, Indicator, Unknown, found
from graph.instants import END_OF_TIME, MONTH
from graph.intervals import Interval, spans
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import holders_on, leaders_on
from graph.view import HOLDING, LEADING, LETTING, View
from graph.wording import in_dutch, in_english

__all__ = ["PAPER_BREAK"]

_APPLYING = frozenset({PERMIT})
_LENDING = frozenset({"lening"})
"""In the register: a financing on a form says nothing of how long it lasts."""


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit | Due]:
    """A director or holder of the applicant left after the screening started, and a lease or loan of the same went on."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    starts = [one for one in applications_of(view, organisation, PERMIT) if one.step.soort in SCREENED]
    if not starts:
        return
    lasting: dict[Entity, list[Interval]] = {}
    for one in view.incoming(organisation, LETTING | _LENDING):
        lasting.setdefault(one.frm, []).append(one)
    for who, ties in sorted(lasting.items(), key=lambda pair: pair[0].key):
        roles = [one for one in view.incoming(organisation, LEADING | HOLDING) if one.frm is who]
        for span in spans(roles):
            left = span.end
            before = [one for one in starts if 0 < left - one.ref.day <= p["months"] * MONTH]
            going_on = [one for one in ties if one.start <= left and one.end >= left + p["days"]]
            if (
                left == END_OF_TIME
                or not before
                or not going_on
                or _remains(view, organisation, who, left + 1)
            ):
                continue
            yield Due(left + int(p["days"]))
            if view.today >= left + p["days"]:
                yield _hit(view, focus, organisation, who, (before, list(span.parts), going_on, left), p)


def _remains(view: View, organisation: Entity, who: Entity, day: int) -> bool:
    """Tell whether somebody who left in one role still leads or holds through others."""
    return who in holders_on(view, organisation, day) or who in leaders_on(view, organisation, day)


def _hit(
    view: View,
    focus: Focus,
    organisation: Entity,
    who: Entity,
    told: tuple[list[Fact], list[Interval], list[Interval], int],
    p: Parameters,
) -> Hit:
    before, roles, going_on, left = told
    lets = any(one.relation in LETTING for one in going_on)
    nl, en = ("huur", "lease") if lets else ("lening", "loan")
    name, when, start = view.name(organisation), left, before[0].ref.day
    return found(
        "D3",
        focus,
        (organisation, who),
        (*roles, *going_on),
        before,
        p,
        (
            (
                f"Een bestuurder of aandeelhouder van {name} vertrok op {in_dutch(when)}, na de start van de screening op {in_dutch(start)}."
                f" De {nl} van dezelfde partij liep door."
            ),
            (
                f"A director or shareholder of {name} left on {in_english(when)}, after the screening had started on {in_english(start)}."
                f" The {en} of the same party went on."
            ),
        ),
        mark=(who.key, str(left)),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """No director or holder of an applicant under screening is known."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION:
        return
    if view.has_tie(organisation, LEADING | HOLDING, incoming=True):
        return
    if any(one.step.soort in SCREENED for one in applications_of(view, organisation, PERMIT)):
        yield Unknown(
            "D3",
            focus,
            "functie-beeindigd",
            f"Van {view.name(organisation)} is geen bestuurder of aandeelhouder bekend: of er iemand vertrok, is niet te zeggen.",
            f"No director or shareholder of {view.name(organisation)} is known: whether anybody left cannot be told.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched organisation, and those below it of which somebody may remain a holder."""
    for one in (entity, *downstream(view, entity)):
        if one.kind == ORGANISATION and view.has_any(one, _APPLYING):
            yield (one.key,)


PAPER_BREAK = Indicator(
    id="D3",
    version="1",
    nl="Breuk op papier",
    en="Paper break",
    group="D",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a",
    reach="applicant ← directors, holders (≤ 4 holdings), lessors, lenders",
    needs=(
        Need("vergunningen.aanvraag-ontvangen", "wanneer een screening begon", "when a screening began"),
        Need("registers.functie-beeindigd", "of een bestuurder vertrok", "whether a director left"),
        Need("registers.belang-beeindigd", "of een aandeelhouder vertrok", "whether a shareholder left"),
        Need("registers.huur-begonnen", "of een huurcontract doorliep", "whether a lease went on"),
        Need("registers.lening-verstrekt", "of een lening doorliep", "whether a loan went on"),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c (verleden tijd)",
    refusal="Schijnbeheer (Alcoholwet art. 27 lid 1 onder b; APV)",
    innocent=(
        Said(
            "Een echte breuk met een huurcontract of lening die pas later afloopt.",
            "A genuine break with a lease or loan that ends later.",
        ),
        Said(
            "De vorige eigenaar blijft eigenaar van het pand.",
            "The former owner remains owner of the building.",
        ),
        Said(
            "Een verkoop in termijnen: de koper betaalt nog af.",
            "A sale in instalments: the buyer is still paying.",
        ),
    ),
    triggers=frozenset({*LEADING, *HOLDING, *LETTING, *_LENDING, "uitgeschreven", PERMIT}),
    foci=foci,
    evaluate=evaluate,
    cannot_tell=cannot_tell,
)
