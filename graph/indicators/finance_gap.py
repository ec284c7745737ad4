"""F2: the declared financing is less than the declared investment."""

from collections.abc import Iterator

from graph.applications import PERMIT, application_at, applications_of
from graph.cases import Fact
from graph.claims import ORGANISATION, PERSON
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import View
from graph.wording import euros

__all__ = ["FINANCE_GAP", "finance_gap"]


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """The financing on an application is less than the investment on it."""
    at = application_at(view, focus, PERMIT)
    if at is None:
        return
    applicant, application = at
    gap = finance_gap(application, p)
    if gap is None:
        return
    who = view.name(applicant)
    whom, amount = view.name_in_english(applicant), euros(gap / 100)
    yield found(
        "F2",
        focus,
        (applicant,),
        (),
        (application,),
        {**p, "gap": gap / 100},
        (
            f"In de aanvraag van {who} staat niet waar {amount} van de investering vandaan komt.",
            f"The application of {whom} does not say where {amount} of the investment comes from.",
        ),
    )


def finance_gap(application: Fact, p: Parameters) -> int | None:
    """Give investment minus financing (cents) where that is more than the rule allows; None where not or unknown."""
    investment, financed = application.step.investering, application.step.financed
    if investment is None or financed is None:
        return None
    gap = investment - financed
    return gap if gap > p["amount"] * 100 and gap * 100 > p["part"] * investment else None


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """An application gives no investment, or no whole financing."""
    at = application_at(view, focus, PERMIT)
    if at is None:
        return
    step = at[1].step
    if step.investering is None:
        yield Unknown(
            "F2",
            focus,
            "investering",
            "De aanvraag noemt geen investering.",
            "The application gives no investment.",
        )
    if step.financed is None:
        yield Unknown(
            "F2",
            focus,
            "financiering",
            "De aanvraag noemt geen volledige financiering.",
            "The application gives no whole financing.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give the applications of a touched applicant."""
    yield from ((entity.key, fact.ref.source, fact.ref.id) for fact in applications_of(view, entity, PERMIT))


FINANCE_GAP = Indicator(
    id="F2",
    version="1",
    nl="Investering zonder verklaarde financiering",
    en="Finance gap",
    group="F",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a; Regeling Bibob-formulieren",
    reach="applicant → applications",
    needs=(
        Need(
            "vergunningen.aanvraag-ontvangen",
            "hoe een investering wordt betaald",
            "how an investment is paid for",
        ),
    ),
    hook="Wet Bibob art. 3 lid 2 onder d",
    refusal="Onvolledige aanvraag (Awb 4:5)",
    innocent=(
        Said("Stukken die nog ontbreken: vraag ze eerst op.", "Papers still missing: ask for them first."),
        Said(
            "Eigen geld of een lopend krediet dat niet is ingevuld.",
            "Own money or a running credit not filled in.",
        ),
        Said("Een typefout in een bedrag.", "A typing error in an amount."),
    ),
    triggers=frozenset({PERMIT}),
    foci=foci,
    evaluate=evaluate,
    kinds=PERSON + ORGANISATION,
    cannot_tell=cannot_tell,
)
