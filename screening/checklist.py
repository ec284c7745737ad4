"""The checklist of own research, and what a case that nothing is near gets instead of an advisory."""

import msgspec

from screening.advisory import Aanleiding, Beleidslijn, Uitkomst, Zaak
from screening.case import OpenCase
from screening.decisions import DECISIONS
from screening.dossier import EMPTY, Dossier
from screening.facts import event_of
from screening.law import says
from screening.policy import Policy, Subject, allowing
from screening.sentence import Feit, Sentence

__all__ = ["LOOKED_AT", "Checklist", "checklist", "own_research", "subject_of"]

LOOKED_AT = (
    "vergunningen",
    "subsidies",
    "controles en maatregelen",
    "handelsregister en kadaster, voor zover aangesloten",
    "meldingen",
)
"""What the program looked at: the sources that are connected."""


class Checklist(msgspec.Struct, frozen=True):
    """For a case that the policy screens with nothing near: what was looked at, and what a human still does."""

    zaak: Zaak
    gemeente: str
    beschikking: str
    uitkomst: Uitkomst
    beleidslijn: Beleidslijn
    onderzoek: list[Sentence]


def own_research() -> list[Sentence]:
    """Give the steps of own research, each with its article."""
    return [
        says("bibob:7a", "Controleer of het Bibob-formulier volledig is ingevuld en ondertekend."),
        says("awb:3:2", "Vergelijk de opgave met handelsregister, kadaster en eerdere aanvragen."),
        says(
            "bibob:11a",
            "Raadpleeg het Bibob-register; een treffer is alleen een reden voor verder onderzoek.",
        ),
        says("bibob:26", "Leg een tip vast met herkomst en datum; een tip alleen is geen grond."),
        says(
            "bibob:3a",
            "Ga van elk feit na of er een onherroepelijke of beoordeelde boete of veroordeling is.",
        ),
        says("awb:4:8", "Hoor wie in het besluit genoemd wordt."),
        says("bibob:melden"),
    ]


def subject_of(case: OpenCase) -> Subject:
    """Give what the policy looks at of a case."""
    amount, sbi = case.last("investering"), case.last("sbi")
    return Subject(
        case.kind,
        amount if isinstance(amount, int) else None,
        sbi if isinstance(sbi, tuple) else (),
        case.areas,
    )


def checklist(gemeente: str, case: OpenCase, policy: Policy, dossier: Dossier = EMPTY) -> Checklist | None:
    """Give the checklist for an application that the policy screens; None where it does not, or the law has no row."""
    if case.occasion is not Aanleiding.AANVRAAG or case.applied is None or case.kind not in DECISIONS:
        return None
    line = allowing(policy, subject_of(case), dossier, case.applied)
    if line is None:
        return None
    looked: Sentence = Feit(
        "Bij deze aanvraag is geen staand signaal in de buurt gevonden.",
        event_of(case.opening.ref),
        LOOKED_AT,
    )
    return Checklist(
        Zaak(case.source, case.number),
        gemeente,
        case.kind,
        Uitkomst.GEEN_AANLEIDING,
        line,
        [looked, *own_research()],
    )
