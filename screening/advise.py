"""Makes the advisory for one case near standing flags: facts and law by the program, weighing as questions to a human."""

import hashlib

import msgspec

from graph.backlog import is_backlog
from graph.claims import Ref
from graph.flag import AsOf, EventName
from graph.fold import Fold
from graph.instants import iso_day, iso_instant
from graph.wording import counted
from screening import advisory as a
from screening.answers import ask
from screening.case import OpenCase
from screening.checklist import LOOKED_AT, own_research, subject_of
from screening.conditions import conditions
from screening.decisions import DECISIONS
from screening.dossier import Dossier
from screening.exculpatory import exculpatory
from screening.facts import Facts, event_of
from screening.grounds import bibob_grounds, ordinary_grounds
from screening.ladder import Situation, climb
from screening.law import basis, says
from screening.look import Look, Signal
from screening.policy import Policy, allowing
from screening.questions import is_open, questions
from screening.relations import Found, relations
from screening.sentence import Feit, Sentence
from screening.terms import terms
from screening.weighing import together

__all__ = ["advise", "advised_on", "advisory_id"]

_MOST = 60
"""Events that an advisory cites at most; those of the register that only an indicator names go first."""

_NONE = "geen"


def advisory_id(gemeente: str, case: OpenCase) -> str:
    """Give ``a:`` and 32 hex digits of SHA-256 over municipality, source and case."""
    return "a:" + hashlib.sha256(f"{gemeente}|{case.source}|{case.key}".encode()).hexdigest()[:32]


def advised_on(fold: Fold, case: OpenCase, signals: list[Signal]) -> list[Signal]:
    """Give the flags on which the law and the go-live date let this case have an advisory; none where it gets none.

    An application gets one at once; what was granted gets one only after a verdict `confirmed`, and never for a flag that
    is backlog.
    """
    if case.kind not in DECISIONS:
        return []
    if case.occasion is a.Aanleiding.AANVRAAG:
        return signals
    recent = [one for one in signals if not is_backlog(one.flag, fold.view.rules.go_live)]
    return recent if together(one.weighing for one in recent) is a.Weging.BEVESTIGD else []


def advise(
    fold: Fold,
    case: OpenCase,
    signals: list[Signal],
    policy: Policy,
    dossier: Dossier,
    look: Look,
) -> a.Advisory:
    """Give the concept advisory for a case on flags that `advised_on` gave, one at least.

    Pure: it depends on the standing facts, the flags, the policy and what humans recorded.
    """
    return _Advice(fold, case, signals, policy, dossier, look).record()


class _Advice:
    """One advisory in the making."""

    def __init__(
        self,
        fold: Fold,
        case: OpenCase,
        signals: list[Signal],
        policy: Policy,
        dossier: Dossier,
        look: Look,
    ) -> None:
        self.fold, self.view = fold, fold.view
        self.case, self.dossier, self.policy = case, dossier, policy
        self.signals = sorted(signals, key=lambda one: one.flag.id)
        self.flags = [one.flag for one in self.signals]
        self.weighing = together(one.weighing for one in signals)
        day = case.applied or iso_day(case.opening.ref.day)
        self.line = allowing(policy, subject_of(case), dossier, day)
        self.day = self._day_of_reference()
        self.hard = [event for flag in self.flags for event in flag.hard]
        self.inside = _keys(self.signals)
        self.facts = Facts(fold, look, dossier, self.day)

    def record(self) -> a.Advisory:
        """Give the whole record."""
        case, dossier, decision = self.case, self.dossier, DECISIONS[self.case.kind]
        found = relations(self.view, case, self.inside, self.day) if self.line else []
        asked, asked_refs = questions(self.view, case, dossier) if self.line else ([], [])
        indicators = sorted({one for signal in self.signals for one in signal.indicators})
        relief, relief_refs = exculpatory(self.view, case, found, indicators, dossier)
        facts, old, left = self._facts(found, [*asked_refs, *relief_refs])
        cited = self._cited(facts)
        outcome, ladder = self._outcome(facts, asked)
        made = a.Advisory(
            id=advisory_id(self.fold.gemeente, case),
            versie=1,
            gemeente=self.fold.gemeente,
            soort=a.SOORT,
            status=a.Status.CONCEPT,
            zaak=a.Zaak(case.source, case.number),
            beschikking=case.kind,
            bevoegd=decision.body,
            mandaat=self.policy.mandate,
            aanleiding=case.occasion,
            grondslag=basis(decision.basis),
            beleidslijn=self.line or self._no_line(),
            weging=self.weighing,
            uitkomst=outcome,
            treden=ladder,
            vragen=asked or a.NEE,
            onderzoek=own_research(),
            weigeringsgronden=ordinary_grounds(cited, facts, case.kind, case.occasion, dossier),
            gronden=bibob_grounds(cited, facts, case.kind, event_of(case.opening.ref), dossier),
            feiten=facts,
            relaties=[one.relation for one in found] or self._no_relations(),
            ontlastend=relief,
            evenredigheid=self._proportionality(),
            zienswijze=self._hearings(found),
            termijnen=terms(decision, self._applied(), dossier),
            inzage=self._access(found),
            indicatoren=[one for signal in self.signals for one in signal.listed],
            flags=[flag.id for flag in self.flags],
            digest="",
            as_of=AsOf(iso_day(self.fold.today), iso_instant(self.fold.standing.latest())),
            beperkingen=self._limits(old, left),
            mens=a.Mens(besluit=dossier.besluit or a.Besluit()),
        )
        return _signed(msgspec.structs.replace(made, digest=a.content_digest(made)), dossier)

    # Facts

    def _day_of_reference(self) -> int:
        """Give the day of the youngest event of the case and of the hard events: it follows from facts, not from today."""
        return max(*(fact.ref.day for fact in self.case.facts), *(one.day for one in self.signals))

    def _facts(self, found: list[Found], more: list[Ref]) -> tuple[list[a.Fact], int, int]:
        """Give the facts, how many are too old to be shown, and how many only the flag names."""
        own = [event_of(fact.ref) for fact in self.case.facts]
        if not self.line:
            return (*self.facts.of(own), 0)
        first = dict.fromkeys(
            [*own, *self.hard, *(event_of(ref) for one in found for ref in one.refs), *map(event_of, more)]
        )
        rest = [event for event in self._named() if event not in first]
        room = max(0, _MOST - len(first))
        facts, old = self.facts.of([*first, *rest[:room]])
        return facts, old, len(rest[room:])

    def _named(self) -> list[EventName]:
        """Give the events of all indicators: steps of cases before facts of the register, young before old."""
        if len(self.signals) == 1:
            return self.signals[0].events
        every = {event for signal in self.signals for event in signal.events}
        return sorted(every, key=self.signals[0].weight)

    def _cited(self, facts: list[a.Fact]) -> dict[str, list[str]]:
        """Give, by indicator, the facts of this advisory that it rests on; none where the policy stops us."""
        cited: dict[str, list[str]] = {}
        if not self.line:
            return cited
        for signal in self.signals:
            cites = signal.cites
            found = sorted(
                (at, indicator, fact.id) for fact in facts for at, indicator in cites.get(fact.event, ())
            )
            for one in signal.indicators:
                cited.setdefault(one, [])
            for _, indicator, fact_id in found:
                cited[indicator].append(fact_id)
        return cited

    # Outcome

    def _outcome(self, facts: list[a.Fact], asked: list[a.Vraag]) -> tuple[a.Uitkomst, list[a.Trede]]:
        today = iso_day(self.fold.today)
        return climb(
            Situation(
                allowed=self.line is not None,
                open_questions=len([one for one in asked if is_open(one, today)]),
                suspicions=len([one for one in facts if one.strafbaarheid is not a.Strafbaarheid.GEEN]),
                weighing=self.weighing,
                dossier=self.dossier,
            )
        )

    def _applied(self) -> str | None:
        return self.case.applied if self.case.occasion is a.Aanleiding.AANVRAAG else None

    # Fields

    def _no_line(self) -> a.Beleidslijn:
        return a.Beleidslijn(
            self.policy.version,
            _NONE,
            "Geen regel van de beleidslijn laat een toets in deze zaak toe. Dit advies stopt hier.",
        )

    def _no_relations(self) -> list[a.Relatie]:
        applicant = self.case.applicants[0]
        event = event_of(self.case.opening.ref)
        return [
            a.Relatie(
                list(applicant.ids),
                "niet onderzocht",
                a.Lid4.GEEN,
                a.Actualiteit.NVT,
                iso_day(self.case.opening.ref.day),
                a.NEE,
                [one.id for one in self.facts.of([event])[0]],
                [Feit("Zonder beleidslijn die een toets toelaat, zijn relaties niet onderzocht.", event)],
            )
        ]

    def _proportionality(self) -> a.Evenredigheid:
        groups = {one[0] for signal in self.signals for one in signal.indicators}
        ask_about = self._ask
        return a.Evenredigheid(
            gevaar=[
                says("bibob:3:5"),
                ask_about("gevaar", "Hoe groot is het gevaar: ernstig, in mindere mate, of geen?"),
            ],
            belangen=[
                says("awb:3:4"),
                ask_about(
                    "belangen", "Welke belangen heeft betrokkene, en wat betekent een besluit voor hem?"
                ),
            ],
            alternatieven=[
                a.Alternatief(
                    row.nl,
                    "te beantwoorden",
                    [
                        says("bibob:3:7"),
                        ask_about(f"voorschrift:{row.id}", f"{row.nl} Is dit genoeg, en waarom wel of niet?"),
                    ],
                )
                for row in conditions(groups, self.case.kind)
            ],
            slotsom=[
                ask_about(
                    "evenredigheid", "Is de stap die u overweegt evenredig, alles tegen elkaar afgewogen?"
                )
            ],
        )

    def _ask(self, key: str, question: str) -> Sentence:
        return ask(self.dossier, key, question)

    def _hearings(self, found: list[Found]) -> list[a.Zienswijze]:
        """Give one hearing for each applicant and each third party named."""
        status = {one.wie: one.status for one in self.dossier.zienswijzen}
        rows = [(one.ids, says("awb:4:7")) for one in self.case.applicants]
        rows += [(ids, says("bibob:33")) for ids in self._third_parties(found)]
        return [
            a.Zienswijze(
                list(ids),
                next((status[one] for one in ids if one in status), a.ZienswijzeStatus.NOG_NIET_GEVRAAGD),
                [law],
            )
            for ids, law in rows
        ]

    def _third_parties(self, found: list[Found]) -> list[tuple[str, ...]]:
        own = {one.key for one in self.case.applicants}
        named = {
            one.about.key: one.about.ids
            for one in found
            if one.about.key not in own and one.about.kind != "l"
        }
        return [named[key] for key in sorted(named)]

    def _access(self, found: list[Found]) -> list[a.Inzage]:
        """Give who may see what (article 28); who is not here sees nothing."""
        third = [
            a.Inzage(
                f"derde: {ids[0]}",
                [
                    says(
                        "bibob:28",
                        "Alleen het deel dat over hem gaat, voor zover nodig voor zijn zienswijze.",
                    )
                ],
            )
            for ids in self._third_parties(found)
        ]
        whole = "Het dossier, met de delen waarvoor beperkte kennisneming is gevraagd apart."
        return [
            a.Inzage("betrokkene", [says("bibob:28", "Wat nodig is voor de motivering, zonder gegevens over derden."), says("bibob:28:3")]),
            *third,
            a.Inzage("bezwaarschriftencommissie", [says("bibob:28", whole)]),
            a.Inzage("rechter", [says("bibob:28", whole)]),
            a.Inzage("toezichthouders en RIEC-partners", [says("bibob:28", "Alleen wat het artikel noemt, na een besluit van een mens.")]),
        ]  # fmt: skip

    def _limits(self, old: int, left: int) -> list[Sentence]:
        event = event_of(self.case.opening.ref)
        low = min(flag.band[0] for flag in self.flags)
        text: list[Sentence] = [
            Feit(
                "Dit advies rust alleen op aangesloten bronnen. Politie- en justitiegegevens, bankgegevens en"
                " het Bibob-register zijn niet gebruikt.",
                event,
                LOOKED_AT,
            ),
            Feit(
                "Alle gegevens zijn van een en dezelfde persoon of onderneming volgens vaste nummers."
                if low >= 1.0
                else "Niet alle gegevens dragen vaste nummers: of zij van dezelfde persoon of onderneming zijn, is na te gaan.",
                event,
            ),
            says(
                "bibob:3a",
                "De wetteksten in dit advies zijn niet alle de nu geldende: kijk de datum bij elk artikel na.",
            ),
        ]
        if self.line is None:
            text.append(
                Feit(
                    "De inhoud van het signaal staat niet in dit advies, omdat geen beleidslijn dit toelaat.",
                    event,
                )
            )
        if old:
            text.append(
                Feit(f"Weggelaten: {counted(old, 'feit', 'feiten')} van meer dan vijf jaar oud.", event)
            )
        if left:
            text.append(
                Feit(
                    f"Alleen bij het signaal zelf: nog {counted(left, 'gebeurtenis', 'gebeurtenissen')} uit het register.",
                    event,
                )
            )
        if any(one.names_a_person for one in self.signals):
            text.append(Feit("Natuurlijke personen staan hier zonder naam; de bron zelf noemt hen.", event))
        return text


def _keys(signals: list[Signal]) -> frozenset[str]:
    """Give the keys of the members of flags."""
    return signals[0].keys.union(*(one.keys for one in signals[1:])) if len(signals) > 1 else signals[0].keys


def _signed(made: a.Advisory, dossier: Dossier) -> a.Advisory:
    """Give version and status: that of the last signature while it says the same, else the next version as a concept."""
    last = dossier.getekend[-1] if dossier.getekend else None
    if last is None:
        return made
    if last.digest != made.digest:
        return msgspec.structs.replace(made, versie=last.versie + 1)
    mens = msgspec.structs.replace(
        made.mens,
        opsteller=last.opsteller,
        beoordelaar=last.beoordelaar or a.NOG_NIET,
        data=a.Data(last.opgesteld, last.beoordeeld or a.NOG_NIET),
    )
    return msgspec.structs.replace(made, versie=last.versie, status=last.status, mens=mens)
