"""Questions to the applicant: one for each gap or difference in his application, by the official form."""

from collections.abc import Iterator

from graph.applications import PERMIT, SUBSIDY
from graph.claims import ORGANISATION, Ref
from graph.indicators.finance_gap import finance_gap
from graph.indicators.source_mismatch import differences
from graph.view import View
from screening.advisory import NOG_NIET, Vraag
from screening.case import OpenCase
from screening.dossier import Dossier
from screening.facts import event_of, fact_id
from screening.form_questions import FORM, QUESTIONS
from screening.terms import RECOVERY_WEEKS, recovery_end

__all__ = ["is_open", "questions"]

_EVENT = "evenement"


def questions(view: View, case: OpenCase, dossier: Dossier) -> tuple[list[Vraag], list[Ref]]:
    """Give the questions, and the events behind them; none where the indicators that ask are off."""
    asked: dict[str, tuple[str, list[Ref]]] = {}
    for what, about, refs in _differences(view, case):
        key = f"{what}:{about}" if about else what
        asked.setdefault(key, (what, refs))
    opening = case.opening.ref
    made = [_question(key, what, [opening, *refs], dossier) for key, (what, refs) in sorted(asked.items())]
    return made, [ref for _, refs in asked.values() for ref in refs]


def is_open(vraag: Vraag, today: str) -> bool:
    """Tell whether the applicant has had no chance yet to explain: not asked, or the recovery term still runs."""
    if vraag.gevraagd == NOG_NIET:
        return True
    return vraag.antwoord == NOG_NIET and today <= vraag.hersteltermijn


def _differences(view: View, case: OpenCase) -> Iterator[tuple[str, str, list[Ref]]]:
    """Give what differs or is missing, about whom (a record id), and the events that say so."""
    application, applicant = case.opening, case.applicants[0]
    silent, parameters = view.rules.silent, view.rules.indicators
    kind, soort = application.step.kind, application.step.soort
    if kind not in (PERMIT, SUBSIDY) or soort == _EVENT:
        return
    if "J1" not in silent and applicant.kind == ORGANISATION:
        for one in differences(view, applicant, application, parameters["J1"])[0]:
            yield one.what, one.who.ids[0], [ref for relation in one.relations for ref in relation.refs]
    if "F2" not in silent and kind == PERMIT:
        if finance_gap(application, parameters["F2"]) is not None:
            yield "financiering_gat", "", []
        elif application.step.investering is not None and application.step.financed is None:
            yield "financiering_ontbreekt", "", []


def _question(key: str, what: str, refs: list[Ref], dossier: Dossier) -> Vraag:
    row, letter = QUESTIONS[what], dossier.asked(key)
    return Vraag(
        id=key,
        indicator=row.indicator,
        formulier=FORM,
        formuliervraag=row.heading,
        tekst=row.nl,
        feiten=[fact_id(event_of(ref)) for ref in dict.fromkeys(refs)],
        gevraagd=NOG_NIET if letter is None else letter.gevraagd,
        hersteltermijn=(
            f"{RECOVERY_WEEKS} weken na de brief"
            if letter is None
            else letter.tot or recovery_end(letter.gevraagd)
        ),
        antwoord=NOG_NIET if letter is None or letter.antwoord is None else letter.antwoord,
    )
