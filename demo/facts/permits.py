"""Facts of permits: applications and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from demo.facts.register import Party
from demo.firms import Firm
from demo.log import Data, Log, Told
from demo.places import Place
from demo.sources import Source
from demo.spelling import party, site

__all__ = ["Application", "Role", "apply", "decide", "iban"]

SERIES = {"alcoholwet": "ALC", "apv_2_41b": "APV", "exploitatie_horeca": "HOR", "omgeving_bouw": "OMG"}
OUTCOMES = {
    "granted": "vergunning-verleend",
    "refused": "vergunning-geweigerd",
    "withdrawn": "vergunning-ingetrokken",
    "lapsed": "vergunning-vervallen",
    "taken_back": "aanvraag-ingetrokken",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A party that the applicant declares: a role and what belongs to it."""

    role: str
    who: Party
    extra: tuple[tuple[str, str | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """One permit case."""

    number: str
    kind: str
    applicant: Party
    place: Place
    told: Told


def apply(
    log: Log,
    kind: str,
    applicant: Party,
    place: Place,
    day: date,
    roles: Sequence[Role] = (),
    *,
    contact: Data | None = None,
    more: Data | None = None,
) -> Application:
    """Apply for a permit.

    Parameters
    ----------
    contact
        Telephone, e-mail or IBAN on the form.
    more
        Further fields of the case: investment, financing.
    """
    number = log.case(SERIES.get(kind, "VTH"), day)
    head = party(Source.PERMITS, applicant)
    for fields in head.values():
        fields.update(contact or {})
    declared = [{"rol": role.role, **dict(role.extra)} | party(Source.PERMITS, role.who) for role in roles]
    data: Data = {
        "zaaknummer": number,
        "soort": kind,
        "locatie": site(Source.PERMITS, place),
        "betrokkenen": [{"rol": "aanvrager"} | head, *declared],
    }
    told = log.tell(Source.PERMITS, "aanvraag-ontvangen", day, data | (more or {}))
    return Application(number, kind, applicant, place, told)


def decide(log: Log, case: Application, outcome: str, day: date, reason: str | None = None) -> Told:
    """Tell what became of a case: `granted`, `refused`, `withdrawn`, `lapsed` or `taken_back` by the applicant."""
    data: Data = {"zaaknummer": case.number, "soort": case.kind} | ({"reden": reason} if reason else {})
    if outcome == "granted":
        data["betrokkenen"] = [{"rol": "houder"} | party(Source.PERMITS, case.applicant)]
    return log.tell(Source.PERMITS, OUTCOMES[outcome], day, data)


def iban(firm: Firm) -> str:
    """Return a firm's account: one at a bank that does not exist, with a right check number."""
    account = f"VERZ{firm.number:010d}"
    digits = "".join(str(int(sign, 36)) for sign in f"{account}NL00")
    return f"NL{98 - int(digits) % 97:02d}{account}"
