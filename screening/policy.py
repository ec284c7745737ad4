"""The municipality's policy line (beleidslijn) as one versioned table: which case it screens, and by which line."""

import datetime as dt

import msgspec

from screening.advisory import Beleidslijn
from screening.decisions import SUBSIDY
from screening.dossier import Dossier

__all__ = ["POLICY", "Line", "Policy", "Subject", "allowing"]

_RISK_BRANCHES = (
    "4511",
    "452",
    "4531",
    "4532",
    "4540",
    "3831",
    "56",
    "5510",
    "5520",
    "77",
    "7820",
    "9200",
    "9602",
    "9604",
    "9609",
    "4791",
    "6110",
)
"""SBI codes of the branches that the table calls risky: car trade and repair, dismantling, catering, lodging, letting of cars, temp work, gaming, hair and beauty, wellness and massage, call shops."""


_DESIGNATED = frozenset({"BU99019999"})
"""Neighbourhoods that the example designates; none has this code, so that the example screens nobody by where he is."""


class Subject(msgspec.Struct, frozen=True):
    """What the table looks at of a case: its kind, amount in cents, SBI codes, area."""

    kind: str
    amount: int | None
    sbi: tuple[str, ...]
    areas: frozenset[str] = frozenset()


class Line(msgspec.Struct, frozen=True):
    """One line: it allows a screening where all that it names holds; ``amount`` in cents, more than this."""

    id: str
    kind: str
    nl: str
    amount: int | None = None
    sbi: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    always: bool = False
    """Whether exceptions do not apply."""

    def allows(self, subject: Subject) -> bool:
        """Tell whether the line covers a case."""
        return (
            subject.kind == self.kind
            and (self.amount is None or (subject.amount is not None and subject.amount > self.amount))
            and (not self.sbi or any(code.startswith(self.sbi) for code in subject.sbi))
            and (not self.areas or not self.areas.isdisjoint(subject.areas))
        )


class Policy(msgspec.Struct, frozen=True):
    """A version of the table."""

    version: str
    lines: tuple[Line, ...]
    again_after: dt.timedelta
    """A party screened less long ago is not screened again, unless there are signals of misuse."""
    mandate: str


def _every(kind: str, what: str) -> Line:
    return Line(kind, kind, f"Elke aanvraag {what} wordt getoetst.")


POLICY = Policy(
    version="voorbeeld-2020-12-01",
    lines=(
        Line(
            "apv_2_41b",
            "apv_2_41b",
            "Elke aanvraag op grond van APV 2:41B wordt getoetst, zonder uitzondering.",
            always=True,
        ),
        _every("exploitatie_horeca", "voor een exploitatievergunning horeca"),
        _every("alcoholwet", "voor een alcoholvergunning"),
        _every("seksinrichting", "voor een seksinrichting"),
        _every("coffeeshop", "voor een coffeeshop"),
        _every("speelautomatenhal", "voor een speelautomatenhal"),
        _every("huisvesting", "voor een huisvestingsvergunning"),
        Line(
            "omgeving_bouw:bedrag",
            "omgeving_bouw",
            "Een aanvraag om te bouwen met een investering boven 500.000 euro wordt getoetst.",
            amount=500_000_00,
        ),
        Line(
            "omgeving_bouw:branche",
            "omgeving_bouw",
            "Een aanvraag om te bouwen voor een risicobranche wordt getoetst.",
            sbi=_RISK_BRANCHES,
        ),
        Line(
            "omgeving_bouw:gebied",
            "omgeving_bouw",
            "Een aanvraag om te bouwen in een gebied dat de gemeente daarvoor heeft aangewezen, wordt getoetst.",
            areas=_DESIGNATED,
        ),
        Line(
            "omgeving_milieu:branche",
            "omgeving_milieu",
            "Een aanvraag voor een milieubelastende activiteit in een risicobranche wordt getoetst.",
            sbi=(*_RISK_BRANCHES, "38"),
        ),
        Line(
            SUBSIDY,
            SUBSIDY,
            "Een subsidie waarbij de eigen gegevens van de gemeente een signaal geven, wordt getoetst.",
        ),
        _every("vastgoed", "of overeenkomst over vastgoed"),
        Line(
            "overheidsopdracht:branche",
            "overheidsopdracht",
            "Een overheidsopdracht in een risicobranche wordt getoetst.",
            sbi=(*_RISK_BRANCHES, "38", "41", "42", "43"),
        ),
    ),
    again_after=dt.timedelta(days=2 * 365),
    mandate="volgens het mandaatregister van de gemeente; na te gaan door de behandelaar",
)
"""An example after Dordrecht 2020 and Voorne aan Zee (domain.md 1.1); a municipality replaces it by its own."""


def allowing(policy: Policy, subject: Subject, dossier: Dossier, day: str) -> Beleidslijn | None:
    """Give the first line that allows the screening on a day (YYYY-MM-DD), None where none does."""
    for line in policy.lines:
        if line.allows(subject) and (line.always or not _screened_lately(policy, dossier, day)):
            return Beleidslijn(policy.version, line.id, line.nl)
    return None


def _screened_lately(policy: Policy, dossier: Dossier, day: str) -> bool:
    if dossier.gescreend is None or dossier.misbruik:
        return False
    return dt.date.fromisoformat(day) - dt.date.fromisoformat(dossier.gescreend) < policy.again_after
