"""The terms of a case: its decision term with extension and suspensions, the penalty, silence, and the Bureau's."""

import datetime as dt

from graph.wording import in_dutch
from screening.advisory import NEE, NOG_NIET, Opschorting, Termijn
from screening.decisions import Decision
from screening.dossier import Dossier, Pause
from screening.law import LAW, basis
from screening.legal_days import end_of_term

__all__ = ["RECOVERY_WEEKS", "REPORT", "SUSPENSIONS", "recovery_end", "terms"]

SUSPENSIONS = {
    "aanvulling": "awb:4:15",
    "buitenland": "awb:4:15",
    "instemming": "awb:4:15:2",
    "toerekenbaar": "awb:4:15:2",
    "overmacht": "awb:4:15:2",
    "bibob": "bibob:31",
    "gegevens": "bibob:15",
}
"""Grounds on which a term stands still, each with its article (keys of `law.LAW`)."""

RECOVERY_WEEKS = 2
"""Weeks that an applicant gets to complete an application: no article gives a number; two weeks is usual."""

_LBB_WEEKS, _LBB_MORE = 8, 4
_PENALTY_GRACE = 2
"""Weeks after the term and a notice of default before a penalty runs (Awb 4:17 paragraph 3)."""

REPORT = "melden aan het Landelijk Bureau Bibob"
"""The task that a human conclusion on the danger starts."""

_TO_REPORT = ("ernstig_gevaar", "mindere_mate")
_RUNNING = "loopt nog"
_DAY = dt.timedelta(days=1)


def recovery_end(asked: str) -> str:
    """Give the last day of the recovery term for a question asked on a day."""
    return end_of_term(dt.date.fromisoformat(asked), RECOVERY_WEEKS).isoformat()


def terms(decision: Decision, applied: str | None, dossier: Dossier) -> list[Termijn]:
    """Give the terms of a case; ``applied`` is the day of the application, None where there is none to decide on."""
    found = [] if applied is None else _decision_terms(decision, applied, dossier)
    if applied is None:
        found.append(
            Termijn(
                "beslistermijn",
                basis("awb:3:2"),
                "n.v.t.: er is geen aanvraag waarop een beslissing open staat",
                "geen",
                NEE,
                NEE,
            )
        )
    found.append(_bureau(dossier))
    if dossier.gevaar in _TO_REPORT:
        begin = dossier.eigen_onderzoek_volledig or "de dag van de conclusie"
        found.append(Termijn(REPORT, basis("bibob:melden"), begin, "onverwijld", NEE, NEE))
    return found


def _decision_terms(decision: Decision, applied: str, dossier: Dossier) -> list[Termijn]:
    begin = dt.date.fromisoformat(applied)
    pauses = [one for one in dossier.pauzes if one.term == "beslistermijn"]
    end = _ends(begin, decision.weeks, pauses)
    if dossier.verlengd is not None:
        extended = dt.date.fromisoformat(dossier.verlengd)
        end = None if end is None else max(end, extended)
    granted = (
        NEE
        if decision.silence is None
        else f"mogelijk verleend van rechtswege ({LAW[decision.silence].name}); na te gaan in de verordening"
    )
    found = [
        Termijn("beslistermijn", basis(decision.term_basis), applied, _said(end), _stood(pauses), granted)
    ]
    if dossier.verlengd is not None:
        found.append(Termijn("verlenging", basis(decision.extension), applied, dossier.verlengd, NEE, NEE))
    start = _RUNNING if end is None else in_dutch((end + dt.timedelta(weeks=_PENALTY_GRACE)).toordinal())
    found.append(
        Termijn(
            "dwangsom",
            basis("awb:4:17"),
            f"niet voor {start}, en twee weken na een ingebrekestelling",
            "42 dagen daarna",
            NEE,
            "verschuldigd zonder verdere waarschuwing",
        )
    )
    return found


def _bureau(dossier: Dossier) -> Termijn:
    """Give the Bureau's term: 8 weeks, 4 more once, the clock stopped while it waits for data."""
    what, ground = "advies van het Landelijk Bureau Bibob", basis("bibob:15")
    if dossier.lbb_gevraagd is None:
        return Termijn(
            what, ground, f"{NOG_NIET} gevraagd", "8 weken na het verzoek, eens 4 weken meer", NEE, NEE
        )
    pauses = [one for one in dossier.pauzes if one.term == "lbb"]
    weeks = _LBB_WEEKS + (_LBB_MORE if dossier.lbb_verlengd else 0)
    end = _ends(dt.date.fromisoformat(dossier.lbb_gevraagd), weeks, pauses)
    return Termijn(what, ground, dossier.lbb_gevraagd, _said(end), _stood(pauses), NEE)


def _ends(begin: dt.date, weeks: int, pauses: list[Pause]) -> dt.date | None:
    """Give the last day of a term; None while it stands still without an end known."""
    days: set[dt.date] = set()
    for pause in pauses:
        if pause.tot is None:
            return None
        day, last = dt.date.fromisoformat(pause.van), dt.date.fromisoformat(pause.tot)
        while day <= last:
            days.add(day)
            day += _DAY
    return end_of_term(begin, weeks, dt.timedelta(days=len(days)))


def _said(end: dt.date | None) -> str:
    return "staat stil" if end is None else end.isoformat()


def _stood(pauses: list[Pause]) -> list[Opschorting] | str:
    if not pauses:
        return NEE
    return [Opschorting(one.van, one.tot or _RUNNING, basis(SUSPENSIONS[one.grond])) for one in pauses]
