"""The facts of an advisory: one an event, with the two labels, the lapse of time, and a sentence in plain Dutch."""

import hashlib
from collections.abc import Iterable

from graph.cases import Fact as StepFact
from graph.cases import remedies
from graph.claims import DECLARED, Ref, Statement, Step
from graph.flag import EventName
from graph.fold import Fold
from graph.instants import YEAR, iso_day
from graph.wording import in_dutch, one_stop
from screening.advisory import Fact, Gebeurtenis, Strafbaarheid, Tijdsverloop
from screening.answers import ask
from screening.decisions import in_words
from screening.dossier import Dossier
from screening.look import Look
from screening.sentence import Feit, Sentence

__all__ = ["OLD_YEARS", "Facts", "event_of", "fact_id"]

OLD_YEARS = 5
"""Facts older than this on the day of reference are shown on a written reason alone (R23)."""

_ASK_AFTER = 365
"""Days after which the author is asked why a fact still says something today."""

_OFFENCES = frozenset(
    {
        "boete-opgelegd",
        "sluiting-opgelegd",
        "last-opgelegd",
        "waarschuwing-gegeven",
        "subsidie-ingetrokken",
        "subsidie-teruggevorderd",
        "melding-ontvangen",
    }
)
"""Kinds of events that may point to an offence."""

_CONTESTED = frozenset({"bezwaar", "beroep"})
_JUDGED = frozenset({"onherroepelijk", "uitspraak_eerste_aanleg"})
"""Remedies after which a fine shows an offence (article 3a)."""

_SAID = {
    "aanvraag-ontvangen": "vroeg {who} een vergunning aan ({soort}){where}",
    "aanvraag-ingetrokken": "trok {who} een aanvraag in{where}",
    "vergunning-verleend": "kreeg {who} een vergunning ({soort}){where}",
    "vergunning-geweigerd": "werd een vergunning geweigerd{why}{where}",
    "vergunning-ingetrokken": "werd een vergunning ingetrokken{why}{where}",
    "vergunning-gewijzigd": "werd een vergunning gewijzigd{where}",
    "vergunning-vervallen": "verviel een vergunning{where}",
    "subsidie-aanvraag-ontvangen": "vroeg {who} een subsidie aan{scheme}{where}",
    "subsidie-aanvraag-ingetrokken": "trok {who} een aanvraag om subsidie in{where}",
    "subsidie-verleend": "kreeg {who} een subsidie{scheme}{where}",
    "subsidie-geweigerd": "werd een subsidie geweigerd{scheme}{where}",
    "subsidie-betaald": "werd subsidie betaald aan {who}{scheme}",
    "subsidie-vastgesteld": "werd een subsidie vastgesteld{scheme}",
    "subsidie-ingetrokken": "werd een subsidie ingetrokken{scheme}{where}",
    "subsidie-teruggevorderd": "werd subsidie teruggevorderd{scheme}",
    "controle-uitgevoerd": "was er een controle ({soort}){where}, met als uitkomst: {result}",
    "waarschuwing-gegeven": "werd een waarschuwing gegeven{ground}{where}",
    "boete-opgelegd": "werd een bestuurlijke boete opgelegd{ground}{where}",
    "last-opgelegd": "werd een last opgelegd{ground}{where}",
    "sluiting-opgelegd": "werd een sluiting opgelegd{ground}{where}",
    "maatregel-ingetrokken": "werd een maatregel ingetrokken{where}",
    "melding-ontvangen": "kwam een melding binnen ({category}){where}; de inhoud is niet vastgesteld",
}
"""By kind of step, what happened; it goes after "Op <day>"."""

_REGISTER = {
    "bestuurder": "bestuurder van {to}",
    "vennoot": "vennoot van {to}",
    "eigenaar": "eigenaar van de onderneming {to}",
    "commissaris": "commissaris van {to}",
    "gevolmachtigde": "gevolmachtigde van {to}",
    "belang": "aandeelhouder van {to}",
    "lening": "geldgever van {to}",
    "huur": "verhuurder aan {to}",
    "vestiging": "gevestigd op {to}",
    "bewoning": "ingeschreven op {to}",
    "eigendom": "eigenaar van {to}",
}


def event_of(ref: Ref) -> EventName:
    """Give the name of an event."""
    return EventName(ref.source, ref.id)


def fact_id(event: EventName) -> str:
    """Give the id of the fact of an event: the same in every version of an advisory."""
    return "feit:" + hashlib.sha256(f"{event.source}#{event.id}".encode()).hexdigest()[:16]


class Facts:
    """Makes facts of events as they stand; ``day`` is the day of reference (ordinal)."""

    def __init__(self, fold: Fold, look: Look, dossier: Dossier, day: int) -> None:
        self._fold = fold
        self._look = look
        self._dossier = dossier
        self._day = day

    def of(self, events: Iterable[EventName]) -> tuple[list[Fact], int]:
        """Give the facts of events, youngest first, and how many are left out because they are too old."""
        found: list[tuple[int, Fact]] = []
        old = 0
        for event in sorted(set(events)):
            statement = self._fold.standing.get(Ref(0, 0, event.source, event.id))
            if statement is None:
                continue
            fact = self._known(event, statement)
            if self._too_old(statement, fact):
                old += 1
            else:
                found.append((statement.ref.day, fact))
        found.sort(key=lambda one: (-one[0], one[1].id))
        return [fact for _, fact in found], old

    def sentence(self, event: EventName) -> Feit:
        """Give what happened in one sentence."""
        statement = self._fold.standing.get(Ref(0, 0, event.source, event.id))
        assert statement is not None, "an advisory cites only what stands"
        return Feit(self._said(statement), event)

    def _too_old(self, statement: Statement, fact: Fact) -> bool:
        """Tell whether what may point to an offence is too old to be shown without a reason (R23)."""
        return (
            fact.strafbaarheid is not Strafbaarheid.GEEN
            and self._day - statement.ref.day > OLD_YEARS * YEAR
            and f"{fact.event.source}#{fact.event.id}" not in self._dossier.oud_feit
        )

    def _known(self, event: EventName, statement: Statement) -> Fact:
        """Give the fact of an event; where nobody wrote anything about it, that of every case with the same day."""
        if self._dossier.antwoorden or self._dossier.oud_feit:
            return self._fact(event, statement)
        known = self._look.facts.get((event, self._day))
        if known is None:
            known = self._look.facts[event, self._day] = self._fact(event, statement)
        return known

    def _fact(self, event: EventName, statement: Statement) -> Fact:
        step = self._step(statement)
        remedy = None if step is None else self._remedy(step)
        offence = _offence(step, remedy)
        paper = self._look.paper(event)
        return Fact(
            fact_id(event),
            Gebeurtenis.BETWIST if _is_contested(step, remedy) else Gebeurtenis.VASTSTAAND,
            offence,
            _gravity(offence, paper.ernst),
            event.source,
            event,
            list(paper.stukken) or "de bron noemt geen stukken bij deze gebeurtenis",
            iso_day(statement.ref.day),
            self._lapse(event, statement.ref.day, offence),
            [Feit(self._said(statement), event)],
        )

    def _lapse(self, event: EventName, day: int, offence: Strafbaarheid) -> Tijdsverloop:
        days = max(0, self._day - day)
        text: list[Sentence] = [
            Feit(
                f"Tussen deze gebeurtenis en de peildatum ({in_dutch(self._day)}) liggen {days} dagen.", event
            )
        ]
        if offence is not Strafbaarheid.GEEN and days > _ASK_AFTER:
            reason = self._dossier.oud_feit.get(f"{event.source}#{event.id}")
            key = f"tijdsverloop:{fact_id(event)}"
            question = "Waarom is er nu nog gevaar, ondanks de tijd die sinds dit feit is verstreken?"
            text.append(ask(self._dossier, key, question))
            if reason is not None:
                text.append(
                    Feit(f"Dit feit is ouder dan vijf jaar en staat hier met een reden: {reason}", event)
                )
        return Tijdsverloop(iso_day(self._day), days, text)

    def _step(self, statement: Statement) -> StepFact | None:
        """Give the step of a statement with what its case gives it."""
        if statement.step is None:
            return None
        for case in (self._fold.cases.get(key) for key in _case_keys(statement.step)):
            if case is not None and statement.ref in case.facts:
                return case.facts[statement.ref]
        return None

    def _remedy(self, fact: StepFact) -> str | None:
        case = self._fold.cases[fact.case]
        found = remedies(case.facts[ref].step for ref in sorted(case.facts))
        return found.get(fact.ref, fact.step.rechtsmiddel)

    def _said(self, statement: Statement) -> str:
        fact = self._step(statement)
        words = self._of_register(statement) if fact is None else self._of_step(fact)
        return one_stop(f"Op {in_dutch(statement.ref.day)} {words}.")

    def _of_step(self, fact: StepFact) -> str:
        step = fact.step
        place = None if fact.place is None else self._fold.view.entity(fact.place)
        words = _SAID[step.kind].format(
            who="iemand" if fact.applicant is None else self._name(fact.applicant),
            soort=in_words(step.soort or "soort niet opgegeven"),
            where="" if place is None else f", {self._fold.view.name(place)}",
            why="" if step.reden is None else f" (reden: {step.reden.replace('_', ' ')})",
            scheme="" if step.regeling is None else f" ({step.regeling})",
            result=(step.uitkomst or "niet opgegeven").replace("_", " "),
            ground="" if step.grondslag is None else f" op grond van {step.grondslag.replace('_', ' ')}",
            category=step.categorie or "zonder categorie",
        )
        return (
            words
            if step.rechtsmiddel is None
            else f"{words} (rechtsmiddel: {step.rechtsmiddel.replace('_', ' ')})"
        )

    def _of_register(self, statement: Statement) -> str:
        for relation in statement.relations:
            phrase = _REGISTER.get(relation.relation.removeprefix(DECLARED))
            if phrase is None or relation.to is None:
                continue
            words = phrase.format(to=self._name(relation.to))
            who = self._name(relation.frm)
            if relation.sign >= 0:
                return f"werd {who} volgens het register {words}"
            return f"was {who} volgens het register niet langer {words}"
        names = dict.fromkeys(self._name(mention.record) for mention in statement.mentions)
        return f"meldde het register een wijziging over {', '.join(names) or 'een onbekende'}"

    def _name(self, record: str) -> str:
        entity = self._fold.view.entity(record)
        return "iemand" if entity is None else self._fold.view.name(entity)


def _case_keys(step: Step) -> tuple[str, ...]:
    number = f"zaak:{step.ref.source}#{step.zaaknummer}"
    return (number, f"event:{step.ref.source}#{step.ref.id}")


def _offence(fact: StepFact | None, remedy: str | None) -> Strafbaarheid:
    """Tell what an event shows of an offence: only a fine that was judged or is final points to one (article 3a)."""
    if fact is None or fact.annulled:
        return Strafbaarheid.GEEN
    if fact.step.kind == "boete-opgelegd" and remedy in _JUDGED:
        return Strafbaarheid.WIJST_EROP
    return Strafbaarheid.VERMOEDEN if fact.hard or fact.step.kind in _OFFENCES else Strafbaarheid.GEEN


def _is_contested(fact: StepFact | None, remedy: str | None) -> bool:
    """Tell whether it is disputed that it happened; a report by residents is no more than that."""
    return remedy in _CONTESTED or (fact is not None and fact.step.kind == "melding-ontvangen")


def _gravity(offence: Strafbaarheid, given: int | None) -> str:
    if offence is Strafbaarheid.GEEN:
        return "n.v.t."
    return "niet opgegeven door de bron" if given is None else str(given)
