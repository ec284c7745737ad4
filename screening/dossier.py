"""What humans recorded about one case: answers, findings of own research, hearings, suspensions, signatures.

Kept by the desk alone and never an event (contracts.md section 3); here it is an argument.
"""

import msgspec

from screening.advisory import Besluit, Status, ZienswijzeStatus

__all__ = [
    "EMPTY",
    "GEVAREN",
    "Answer",
    "Answered",
    "Dossier",
    "Gevaar",
    "Hearing",
    "Pause",
    "Signed",
]

Gevaar = str
"""Degree of danger by a human: ``ernstig_gevaar``, ``mindere_mate`` or ``geen_gevaar`` (article 3)."""


GEVAREN = ("ernstig_gevaar", "mindere_mate", "geen_gevaar")
"""Every conclusion on the degree of danger that there is."""


class Answer(msgspec.Struct, frozen=True):
    """What a human wrote under the key of a question (`Afweging.vraag`)."""

    vraag: str
    tekst: str
    auteur: str
    datum: str


class Answered(msgspec.Struct, frozen=True):
    """A letter of questions to the applicant: when it went out, until when he may answer, what he answered.

    ``vraag`` is the id of the question (`advisory.Vraag.id`); days YYYY-MM-DD; without an answer ``antwoord`` is None,
    and once ``tot`` has passed the chance to explain was given.
    """

    vraag: str
    gevraagd: str
    tot: str
    antwoord: str | None = None
    beantwoord: str | None = None


class Hearing(msgspec.Struct, frozen=True):
    """How far hearing one person has got; ``wie`` is any of his record ids."""

    wie: str
    status: ZienswijzeStatus
    datum: str


class Pause(msgspec.Struct, frozen=True):
    """That a term stood still: ``term`` is ``beslistermijn`` or ``lbb``; ``grond`` a key of `terms.SUSPENSIONS`."""

    term: str
    grond: str
    van: str
    tot: str | None = None


class Signed(msgspec.Struct, frozen=True):
    """A version that somebody signed: frozen, with the digest of what it said."""

    versie: int
    digest: str
    status: Status
    opsteller: str
    opgesteld: str
    beoordelaar: str | None = None
    beoordeeld: str | None = None


class Dossier(msgspec.Struct, frozen=True):
    """All that a human recorded of one case; an empty one is where every case begins.

    ``gevaar`` is the human conclusion on the degree of danger; ``eigen_onderzoek_volledig`` the day on which own
    research was recorded as complete; ``treffers`` what only a human can look up or receive (``bibob_register``,
    ``tip``): a hit alone never raises the outcome above own research (R30). ``verlengd`` is the day to which the
    decision term was extended (Awb 4:14), ``lbb_gevraagd`` the day on which the Bureau was asked, ``lbb_verlengd``
    whether it took its four weeks more. ``gescreend`` is the day on which the party was last screened, ``misbruik``
    whether there are signals of misuse since. ``oud_feit`` gives, by event (``source#id``), why a fact older than five
    years is shown all the same (R23).
    """

    antwoorden: tuple[Answer, ...] = ()
    vragen: tuple[Answered, ...] = ()
    zienswijzen: tuple[Hearing, ...] = ()
    pauzes: tuple[Pause, ...] = ()
    gevaar: Gevaar | None = None
    eigen_onderzoek_volledig: str | None = None
    treffers: tuple[str, ...] = ()
    verlengd: str | None = None
    lbb_gevraagd: str | None = None
    lbb_verlengd: bool = False
    gescreend: str | None = None
    misbruik: bool = False
    oud_feit: dict[str, str] = {}
    getekend: tuple[Signed, ...] = ()
    besluit: Besluit | None = None

    def answer(self, vraag: str) -> Answer | None:
        """Give the last answer under a key."""
        return next((one for one in reversed(self.antwoorden) if one.vraag == vraag), None)

    def asked(self, vraag: str) -> Answered | None:
        """Give the last letter with a question."""
        return next((one for one in reversed(self.vragen) if one.vraag == vraag), None)


EMPTY = Dossier()
