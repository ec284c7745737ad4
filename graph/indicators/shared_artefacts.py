"""J2: applicants that have nobody in common give the same telephone, e-mail or account."""

from collections.abc import Iterator

from graph.applications import PERMIT, SUBSIDY, applications_of
from graph.cases import Fact, contact_keys
from graph.claims import ORGANISATION
from graph.declaration import Need, Said
from graph.identity.entity import Entity
from graph.indicators.indicator import Focus, Hit, Indicator, Unknown, found
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.shares import independent
from graph.view import HOLDING, LEADING, View

__all__ = ["SHARED_ARTEFACTS"]

_PAID = (
    "subsidie-verleend",
    "subsidie-betaald",
    "subsidie-vastgesteld",
    "subsidie-geweigerd",
    "subsidie-aanvraag-ingetrokken",
    "subsidie-ingetrokken",
    "subsidie-teruggevorderd",
)
"""Other steps of a subsidy's case; each may name the account."""


def evaluate(view: View, focus: Focus, p: Parameters, _: Threshold) -> Iterator[Hit]:
    """Applications of several organisations without a common director or holder give the same contact or account."""
    by_applicant: dict[Entity, list[Fact]] = {}
    for fact in view.with_contact(focus[0]):
        applicant = None if fact.applicant is None else view.entity(fact.applicant)
        if applicant is not None and applicant.kind == ORGANISATION:
            by_applicant.setdefault(applicant, []).append(fact)
    if len(by_applicant) < p["organisations"] or len(independent(view, by_applicant)) < p["organisations"]:
        return
    applicants = sorted(by_applicant, key=lambda entity: entity.key)
    names = ", ".join(sorted(view.name(applicant) for applicant in by_applicant))
    yield found(
        "J2",
        focus,
        applicants,
        (),
        [fact for facts in by_applicant.values() for fact in facts],
        p,
        (
            (
                f"{len(by_applicant)} aanvragers zonder gezamenlijke bestuurder of aandeelhouder gaven hetzelfde telefoonnummer,"
                f" e-mailadres of rekeningnummer op ({names})."
            ),
            (
                f"{len(by_applicant)} applicants without a common director or shareholder gave the same telephone number,"
                f" e-mail address or account ({names})."
            ),
        ),
    )


def cannot_tell(view: View, focus: Focus, _: Parameters) -> Iterator[Unknown]:
    """Applications of an organisation give no telephone number, e-mail address or account."""
    applicant = view.at(focus[0])
    if applicant is None or applicant.kind != ORGANISATION:
        return
    if any(not any(contact_keys(fact)) for fact in applications_of(view, applicant, PERMIT, SUBSIDY)):
        yield Unknown(
            "J2",
            focus,
            "telefoon, email, iban",
            f"Op een aanvraag van {view.name(applicant)} staan geen contactgegevens.",
            f"An application of {view.name(applicant)} gives no contacts.",
        )


def foci(view: View, entity: Entity) -> Iterator[Focus]:
    """Give every contact and account in the applications of a touched organisation that others gave as well."""
    keys = {
        key
        for kind in (PERMIT, SUBSIDY, *_PAID)
        for fact in view.facts(entity, kind)
        if fact.applicant in entity.records
        for key in contact_keys(fact)
    }
    yield from ((key,) for key in keys if len(view.with_contact(key)) > 1)


SHARED_ARTEFACTS = Indicator(
    id="J2",
    version="1",
    nl="Dezelfde contactgegevens bij losse aanvragers",
    en="Shared artefacts",
    group="J",
    phase="stroom",
    purpose="vergunningverlening",
    basis="Wet Bibob art. 7a; Awb 4:2",
    reach="contact, account → applications → applicants ← directors, holders",
    needs=(
        Need(
            "vergunningen.aanvraag-ontvangen",
            "welke contactgegevens aanvragers opgeven",
            "which contacts applicants give",
        ),
        Need(
            "subsidies.aanvraag-ontvangen",
            "welke rekening subsidieaanvragers opgeven",
            "which account grant applicants give",
        ),
        Need(
            "registers.functie-aanvaard",
            "of de aanvragers een bestuurder delen",
            "whether the applicants share a director",
        ),
    ),
    hook="Wet Bibob art. 3 lid 4 onder c, lid 6",
    refusal="Onjuiste of onvolledige gegevens bij de aanvraag (Awb 4:5)",
    innocent=(
        Said("Dezelfde boekhouder, adviseur of gemachtigde.", "The same book-keeper, adviser or agent."),
        Said(
            "Een koepel of bedrijfsverzamelgebouw met één telefoonnummer.",
            "An umbrella body or shared building with one telephone number.",
        ),
        Said("Een familielid dat het formulier invulde.", "A relative who filled in the form."),
    ),
    triggers=frozenset({*LEADING, *HOLDING, "uitgeschreven", PERMIT, SUBSIDY, *_PAID}),
    foci=foci,
    evaluate=evaluate,
    kinds=ORGANISATION,
    cannot_tell=cannot_tell,
)
