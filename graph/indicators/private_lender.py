"""F1: one private lender finances several applicants that have nobody in common."""

from collections.abc import Iterator

from graph.applications import PERMIT, SUBSIDY, applications_of
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.intervals import Interval
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import independent
from graph.view import HOLDING, LEADING, LENDING, View

__all__ = ["PRIVATE_LENDER"]

_OVER = LEADING | HOLDING
_BANK, _PRIVATE = "bank", "onderhands"


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """One private party lends to several applicants that share no director and no holder."""
    lender = view.at(focus[0])
    if lender is None or (lender.kind == ORGANISATION and view.is_hub(lender)):
        return
    loans = [one for one in view.outgoing(lender, LENDING) if one.to.kind == ORGANISATION]
    if len({one.to for one in loans}) < p["borrowers"]:
        return
    if lender.kind == ORGANISATION:
        if any(one.soort == _BANK for one in loans):
            return
        loans = [one for one in loans if one.soort == _PRIVATE]
    by_borrower: dict[Entity, list[Interval]] = {}
    for one in loans:
        by_borrower.setdefault(one.to, []).append(one)
    applications = {
        borrower: list(applications_of(view, borrower, PERMIT, SUBSIDY)) for borrower in by_borrower
    }
    borrowers = [borrower for borrower, facts in applications.items() if facts]
    if len(borrowers) < p["borrowers"]:
        return
    groups = independent(view, borrowers)
    if len(groups) < p["borrowers"]:
        return
    names = ", ".join(sorted(view.name(borrower) for borrower in borrowers))
    facts: list[Fact] = [fact for borrower in borrowers for fact in applications[borrower]]
    nl, en = view.name(lender), view.name_in_english(lender)
    nl, en = nl[:1].upper() + nl[1:], en[:1].upper() + en[1:]
    yield found(
        "F1",
        focus,
        (lender, *sorted(borrowers, key=lambda entity: entity.key)),
        [one for borrower in borrowers for one in by_borrower[borrower]],
        facts,
        p,
        (
            f"{nl} leende geld aan {len(borrowers)} aanvragers. {len(groups)} daarvan hebben niets met elkaar te maken ({names}).",
            f"{en} lent money to {len(borrowers)} applicants. {len(groups)} of these have nobody in common ({names}).",
        ),
    )


def cannot_tell(view: View, focus: Focus, p: Parameters) -> Iterator[Unknown]:
    """Loans of one organisation say not whether they are private."""
    lender = view.at(focus[0])
    if lender is None or lender.kind != ORGANISATION:
        return
    loans = [one for one in view.outgoing(lender, LENDING) if one.to.kind == ORGANISATION]
    if len({one.to for one in loans}) >= p["borrowers"] and any(one.soort is None for one in loans):
        yield Unknown(
            "F1",
            focus,
            "soort",
            f"Van leningen van {view.name(lender)} is niet bekend of zij onderhands zijn.",
            f"Whether loans of {view.name(lender)} are private is unknown.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the touched entity as lender, and who lends to it or to those that it leads or holds."""
    if view.has_tie(entity, LENDING, incoming=False):
        yield (entity.key,)
    borrowers = {entity}
    borrowers |= view.tied(entity, _OVER, incoming=False)
    for borrower in borrowers:
        yield from ((one.key,) for one in view.tied(borrower, LENDING, incoming=True))


PRIVATE_LENDER = Indicator(
    id="F1",
    version="1",
    nl="Eén private geldverstrekker bij losse aanvragers",
    en="Private lender hub",
    group="F",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a",
    reach="lender → borrowers ← directors, holders; borrowers → applications",
    needs=(
        Need(
            "registers.lening-verstrekt",
            "wie aan wie leent; zonder dit alleen wat op formulieren staat",
            "who lends to whom; without this only what forms say",
        ),
        Need("vergunningen.aanvraag-ontvangen", "welke leners een aanvraag deden", "which borrowers applied"),
        Need(
            "registers.functie-aanvaard",
            "of de leners een bestuurder delen",
            "whether borrowers share a director",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c (vermogen)",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said("Familie of vrienden die starters helpen.", "Family or friends helping starters."),
        Said("Crowdfunding, een kredietunie of een brouwerij.", "Crowdfunding, a credit union or a brewery."),
        Said(
            "De verkoper van de zaak die de koopsom uitleent.",
            "The seller of the business lending the price.",
        ),
    ),
    triggers=frozenset({*LENDING, *LEADING, *HOLDING, "uitgeschreven", PERMIT, SUBSIDY}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
