"""Facts of subsidies: asked, granted, paid, settled, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.facts.register import Party
from demo.log import Data, Log, Told
from demo.period import after
from demo.places import Place
from demo.sources import Source
from demo.spelling import party, site

__all__ = ["SCHEMES", "Grant", "ask", "give", "pay", "refuse", "settle", "withdraw"]

SCHEMES = {
    "Wijkactiviteiten": "sociaal domein",
    "Cultuur in de haven": "cultuur",
    "Sport voor jong en oud": "sport",
    "Vrijwilligerswerk": "sociaal domein",
    "Jeugd en talent": "jeugd",
    "Groene daken": "duurzaamheid",
    "Taal en ontmoeting": "onderwijs",
    "Behoud historische schepen": "erfgoed",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One subsidy case."""

    number: str
    scheme: str
    applicant: Party
    year: int
    amount: str


WHAT = (
    "Huiswerkklas",
    "Zomerfeest",
    "Fietslessen",
    "Moestuin en kookclub",
    "Muziekles op locatie",
    "Reparatiecafé",
    "Voorleesmiddagen",
    "Buurtmaaltijd",
    "Schaaktoernooi",
    "Toneelgroep",
    "Wandelroute met borden",
)
WHOM = (
    "ouderen in de wijk",
    "jongeren van twaalf tot zestien",
    "nieuwe bewoners",
    "alle straten rond het plein",
    "gezinnen met jonge kinderen",
    "vrijwilligers van de haven",
    "mantelzorgers",
)
# The numbers of words are prime, so that cases one after another never describe the same activity.


def ask(
    log: Log,
    scheme: str,
    applicant: Party,
    place: Place,
    day: date,
    amount: str,
    *,
    year: int | None = None,
    activity: str | None = None,
    period: tuple[date, date] | None = None,
) -> Grant:
    """Ask for a subsidy; the amount is in euros with two decimals, the period a year unless told."""
    grant = Grant(log.case("SUB", day), scheme, applicant, year or day.year, amount)
    first, last = period or (date(grant.year, 1, 1), date(grant.year, 12, 31))
    data = _case(grant) | {
        "beleidsterrein": SCHEMES[scheme],
        "activiteit": activity or _activity(grant),
        "betrokkenen": [{"rol": "aanvrager"} | party(Source.SUBSIDIES, applicant)],
        "locatie": site(Source.SUBSIDIES, place),
        "periode": {"van": first.isoformat(), "tot": last.isoformat()},
        "periodiek": False,
        "bedragAangevraagd": amount,
    }
    log.tell(Source.SUBSIDIES, "aanvraag-ontvangen", day, data)
    return grant


def give(log: Log, grant: Grant, day: date, amount: str | None = None) -> Told:
    """Grant it, for the amount asked or another; a later grant in the same case replaces the amount."""
    return log.tell(
        Source.SUBSIDIES, "subsidie-verleend", day, _case(grant) | {"bedragVerleend": amount or grant.amount}
    )


def refuse(log: Log, grant: Grant, day: date) -> Told:
    """Refuse it."""
    return log.tell(
        Source.SUBSIDIES, "subsidie-geweigerd", day, _case(grant) | {"reden": "voldoet niet aan de regeling"}
    )


def pay(log: Log, grant: Grant, day: date) -> Told:
    """Pay it."""
    return log.tell(Source.SUBSIDIES, "subsidie-betaald", day, _case(grant) | {"bedragBetaald": grant.amount})


def settle(log: Log, grant: Grant, day: date) -> Told:
    """Settle it."""
    return log.tell(
        Source.SUBSIDIES, "subsidie-vastgesteld", day, _case(grant) | {"bedragVastgesteld": grant.amount}
    )


def withdraw(log: Log, grant: Grant, day: date) -> Told:
    """Withdraw it, and reclaim what was paid three weeks later."""
    told = log.tell(
        Source.SUBSIDIES, "subsidie-ingetrokken", day, _case(grant) | {"reden": "activiteit niet uitgevoerd"}
    )
    reclaimed = _case(grant) | {"bedragTeruggevorderd": grant.amount}
    log.tell(Source.SUBSIDIES, "subsidie-teruggevorderd", after(day, 21), reclaimed)
    return told


def _activity(grant: Grant) -> str:
    """Describe what the money is for."""
    number = int(grant.number.rsplit("-", 1)[1])
    return f"{WHAT[number % len(WHAT)]} voor {WHOM[number % len(WHOM)]}"


def _case(grant: Grant) -> Data:
    """Return the fields that every event of a case carries."""
    return {"zaaknummer": grant.number, "regeling": grant.scheme, "jaar": grant.year}
