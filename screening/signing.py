"""Four eyes on an advisory: which changes of status there are, and what each signature needs (domain.md, R1 and R2).

There is one table of changes. None leads to a refusal: what the municipality decides is written down elsewhere, as its decision.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from screening.advisory import Advisory, Status, open_questions

__all__ = [
    "ALLOWED",
    "Act",
    "ReviewReason",
    "SigningError",
    "after",
    "check_author",
    "check_return",
    "check_reviewer",
    "lbb_task",
    "stand",
]


class Act(StrEnum):
    """What changes the status of an advisory."""

    SIGN = "ondertekenen"
    """By its author."""
    REVIEW = "toetsen"
    """By another person."""
    SUPERSEDE = "achterhalen"
    """By the program: a later version exists."""
    LAPSE = "vervallen"
    """By the program: the case was decided, withdrawn, or is no longer near."""


ALLOWED: Mapping[tuple[Status, Act], Status] = MappingProxyType(
    {
        (Status.CONCEPT, Act.SIGN): Status.TER_TOETSING,
        (Status.TER_TOETSING, Act.REVIEW): Status.VASTGESTELD,
        (Status.CONCEPT, Act.LAPSE): Status.VERVALLEN,
        (Status.TER_TOETSING, Act.LAPSE): Status.VERVALLEN,
        (Status.VASTGESTELD, Act.LAPSE): Status.VERVALLEN,
        (Status.TER_TOETSING, Act.SUPERSEDE): Status.ACHTERHAALD,
        (Status.VASTGESTELD, Act.SUPERSEDE): Status.ACHTERHAALD,
    }
)
"""Every change that there is; what stands not in it cannot happen."""


class ReviewReason(StrEnum):
    """Why a reviewer agrees; a code beside the sentence of his own."""

    FEITEN_NAGEGAAN = "feiten_nagegaan"
    GRONDEN_DRAGEN = "gronden_dragen_de_stap"
    LICHTERE_STAP_GEWOGEN = "lichtere_stap_gewogen"
    ZIENSWIJZE_MEEGEWOGEN = "zienswijze_meegewogen"


_WORDS = 5
"""A sentence of one's own has at least so many."""

_TO_REPORT = frozenset({"ernstig_gevaar", "mindere_mate"})


class SigningError(ValueError):
    """A signature that is not allowed; the message says what is missing."""


def after(status: Status, act: Act) -> Status:
    """Give the status after an act.

    Raises
    ------
    SigningError
        When the table does not have it.
    """
    found = ALLOWED.get((status, act))
    if found is None:
        raise SigningError(f"from {status} there is no {act}")
    return found


def check_author(advisory: Advisory) -> Status:
    """Check that an author may sign: a concept in which no question is left; give the status that follows.

    Raises
    ------
    SigningError
        Names what must be answered first.
    """
    status = after(advisory.status, Act.SIGN)
    left = sorted({question.vraag for _, question in open_questions(advisory)})
    if left:
        raise SigningError(f"to be answered first: {', '.join(left)}")
    return status


def check_reviewer(
    advisory: Advisory, status: Status, author: str, reviewer: str, opened: Collection[str], sentence: str
) -> Status:
    """Check that somebody may review: another person, who opened every fact and wrote a sentence of his own.

    Parameters
    ----------
    advisory
        The version that was signed.
    opened
        Ids of the facts of this version that this reviewer opened.

    Raises
    ------
    SigningError
        Says which of these is missing.
    """
    settled = after(status, Act.REVIEW)
    if reviewer.casefold() == author.casefold():
        raise SigningError("author and reviewer are different people")
    unopened = sorted({fact.id for fact in advisory.feiten} - set(opened))
    if unopened:
        raise SigningError(f"facts to be opened first: {', '.join(unopened)}")
    if len(set(sentence.casefold().split())) < _WORDS:
        raise SigningError(f"a sentence of your own has at least {_WORDS} different words")
    return settled


def check_return(status: Status, author: str, reviewer: str, sentence: str) -> None:
    """Check that somebody may send a signed version back: where he could review it, with a sentence of his own.

    Raises
    ------
    SigningError
        Says which of these is missing.
    """
    after(status, Act.REVIEW)
    if reviewer.casefold() == author.casefold():
        raise SigningError("author and reviewer are different people")
    if len(set(sentence.casefold().split())) < _WORDS:
        raise SigningError(f"a sentence of your own has at least {_WORDS} different words")


def lbb_task(danger: str) -> bool:
    """Tell whether a human conclusion must be reported to the Bureau without delay (domain.md 1.3)."""
    return danger in _TO_REPORT


def stand(signed: Status, versie: int, now: Advisory | None) -> Status:
    """Give how a signed version stands beside what is advised now; its frozen bytes keep saying how it was signed.

    Parameters
    ----------
    now
        The advisory under the same id as it stands; None where no run made one yet.
    """
    if now is None:
        return signed
    if now.versie > versie:
        return after(signed, Act.SUPERSEDE)
    return after(signed, Act.LAPSE) if now.status is Status.VERVALLEN else signed
