"""What speaks for the party: looked for in every case, and where nothing is found the advisory says where it was looked for."""

from collections.abc import Iterator

from graph.claims import Ref
from graph.contagion import LID_4
from graph.identity.entity import Entity
from graph.indicators import DECLARATIONS
from graph.view import View
from screening.advisory import Actualiteit, Ontlastend
from screening.answers import ask
from screening.case import OpenCase
from screening.dossier import Dossier
from screening.facts import event_of, fact_id
from screening.relations import Found
from screening.sentence import Feit, Sentence

__all__ = ["exculpatory"]

_BY_ID = {one.id: one for one in DECLARATIONS}
_MOST = 5
"""Facts of one kind that are named at most; the rest is counted."""


def exculpatory(
    view: View, case: OpenCase, found: list[Found], indicators: list[str], dossier: Dossier
) -> tuple[list[Ontlastend], list[Ref]]:
    """Give what speaks for the party, and the events it rests on; never empty (R24)."""
    opening = case.opening.ref
    parts = [
        _searched(_clean(view, case), "controles zonder bevindingen", "controle zonder bevindingen", opening),
        _searched(_ended(found), "beëindigde relaties", "einde van een relatie", opening),
        _searched(_repaid(view, case), "afgeloste leningen", "aflossing van een lening", opening),
        _searched(_annulled(case, view), "vernietigde maatregelen", "maatregel die is vernietigd", opening),
    ]
    refs = [ref for _, some in parts for ref in some]
    return [
        *(one for one, _ in parts),
        _answers(case, dossier),
        *_explanations(indicators, case, dossier),
    ], refs


def _searched(refs: list[Ref], where: str, what: str, opening: Ref) -> tuple[Ontlastend, list[Ref]]:
    shown = sorted(refs, reverse=True)[:_MOST]
    if not shown:
        text: list[Sentence] = [
            Feit(
                f"Voor deze zaak is gezocht naar {where}; er is niets gevonden.", event_of(opening), (where,)
            )
        ]
        return Ontlastend(text, gezocht_in=[where]), []
    more = f" (de jongste van {len(refs)})" if len(refs) > 1 else ""
    return (
        Ontlastend(
            [Feit(f"Dit spreekt voor betrokkene: {what}{more}.", event_of(shown[0]))],
            [fact_id(event_of(ref)) for ref in shown],
        ),
        shown,
    )


def _clean(view: View, case: OpenCase) -> list[Ref]:
    around: list[Entity] = [*case.applicants, *([] if case.place is None else [case.place])]
    return list(
        {
            fact.ref
            for one in around
            for fact in view.facts(one, "controle-uitgevoerd")
            if fact.step.uitkomst == "geen_bevindingen" and not fact.hard
        }
    )


def _ended(found: list[Found]) -> list[Ref]:
    return list(
        {one.refs[-1] for one in found if one.relation.actueel is Actualiteit.BEEINDIGD and len(one.refs) > 1}
    )


def _repaid(view: View, case: OpenCase) -> list[Ref]:
    return list(
        {
            one.refs[-1]
            for applicant in case.applicants
            for one in view.incoming(applicant, LID_4 & {"lening"})
            if len(one.refs) > 1
        }
    )


def _annulled(case: OpenCase, view: View) -> list[Ref]:
    kinds = ("boete-opgelegd", "sluiting-opgelegd", "last-opgelegd", "waarschuwing-gegeven")
    around = [*case.applicants, *([] if case.place is None else [case.place])]
    return list(
        {fact.ref for one in around for kind in kinds for fact in view.facts(one, kind) if fact.annulled}
    )


def _answers(case: OpenCase, dossier: Dossier) -> Ontlastend:
    """Tell whether the applicant answered what was asked, and whether his form accounts for its financing."""
    event, step = event_of(case.opening.ref), case.opening.step
    answered = [one for one in dossier.vragen if one.antwoord is not None]
    if answered:
        words = f"Betrokkene beantwoordde {len(answered)} van {len(dossier.vragen)} gestelde vragen."
        return Ontlastend([Feit(words, event)], [fact_id(event)])
    if step.investering is not None and step.financed is not None and step.financed >= step.investering:
        words = "De aanvraag verklaart de hele investering met financiering."
        return Ontlastend([Feit(words, event)], [fact_id(event)])
    where = ["aanvraag", "antwoorden op vragen"]
    words = "In aanvraag en dossier is gezocht naar volledige antwoorden; die zijn er (nog) niet."
    return Ontlastend([Feit(words, event, tuple(where))], gezocht_in=where)


def _explanations(indicators: list[str], case: OpenCase, dossier: Dossier) -> Iterator[Ontlastend]:
    """Ask a human for each indicator whether what is usually behind it when nothing is wrong is so here."""
    event = event_of(case.opening.ref)
    for one in indicators:
        causes = "; of ".join(_inside(cause.nl) for cause in _BY_ID[one].innocent)
        question = f"Bij dit patroon is de gewone verklaring vaak: {causes}. Is dat hier zo?"
        yield Ontlastend([ask(dossier, f"verklaring:{one}", question)], [fact_id(event)])


def _inside(sentence: str) -> str:
    """Give a sentence as part of a longer one."""
    words = sentence.rstrip(".")
    return (words[:1].lower() + words[1:]).replace("eén ", "één ", 1)
