"""Facts of supervision: visits, findings, fines, closures and what courts made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.facts.register import Party
from demo.log import Data, Log, Told
from demo.people import Person
from demo.places import Place
from demo.sources import Source
from demo.spelling import party, site

__all__ = ["Visit", "annul", "close", "finding", "fine", "inspect"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One case of supervision."""

    number: str
    kind: str
    place: Place
    operator: Party | None
    source: Source
    told: Told


def finding(code: str, severity: int = 2, *, sanctionable: bool = True) -> Data:
    """Return one finding; severity runs from 1 to 3."""
    return {"code": code, "ernst": severity, "sanctionabel": sanctionable}


def inspect(
    log: Log,
    place: Place,
    operator: Party | None,
    day: date,
    outcome: str = "geen_bevindingen",
    *findings: Data,
    kind: str = "horeca",
    source: Source = Source.INSPECTIONS,
    reason: str = "planmatig",
    case: Visit | None = None,
    in_charge: Person | None = None,
) -> Visit:
    """Visit a place; `case` makes it a visit in an earlier visit's case, `in_charge` was found leading there."""
    number = case.number if case else log.case(source.short.upper(), day)
    parties = [{"rol": "exploitant"} | party(source, operator)] if operator else []
    if in_charge:
        parties.append({"rol": "aangetroffen-leiding"} | party(source, in_charge))
    data: Data = {
        "zaaknummer": number,
        "soortToezicht": kind,
        "locatie": site(source, place),
        "betrokkenen": parties,
        "uitkomst": outcome,
        "bevindingen": list(findings),
        "aanleiding": reason,
    }
    told = log.tell(source, "controle-uitgevoerd", day, data)
    return Visit(number, kind, place, operator, source, told)


def fine(log: Log, visit: Visit, day: date, amount: int, ground: str = "alcoholwet") -> Told:
    """Fine the operator for what was found at a visit."""
    measure = {"grondslag": ground, "bedrag": f"{amount}.00"}
    return log.tell(
        visit.source, "boete-opgelegd", day, _case(visit) | {"maatregel": measure, "rechtsmiddel": "open"}
    )


def close(log: Log, visit: Visit, day: date, until: date, ground: str = "alcoholwet") -> Told:
    """Close the place for what was found at a visit."""
    measure = {"grondslag": ground, "van": day.isoformat(), "tot": until.isoformat()}
    return log.tell(
        visit.source, "sluiting-opgelegd", day, _case(visit) | {"maatregel": measure, "rechtsmiddel": "open"}
    )


def annul(log: Log, visit: Visit, day: date) -> Told:
    """Tell that a court annulled every measure of the case."""
    return log.tell(visit.source, "maatregel-ingetrokken", day, _case(visit) | {"rechtsmiddel": "vernietigd"})


def _case(visit: Visit) -> Data:
    """Return the fields that every later event of a case carries."""
    return {"zaaknummer": visit.number, "soortToezicht": visit.kind}
