"""My decisions: each application to decide on, with or without an advisory and why, those with the fewest days first."""

import datetime as dt
from typing import Any

from starlette.responses import HTMLResponse, Response

from desk.access import may_see_advisory
from desk.asked import Asked
from desk.cases import Case
from desk.desk import Desk
from desk.page import page
from documents.words import UITKOMST, decision_name
from screening.advisory import Advisory, Status, Termijn, decoded, open_questions
from screening.decisions import DECISIONS
from screening.terms import terms
from streams.dossier.case_record import case_record
from streams.dossier.dossier_file import DossierFile

__all__ = ["days_left", "left_of", "show", "show_all", "terms_of"]

ENOUGH = 286
# htmx asks no more.

NEVER = 10**6
# Sorts a case without an end behind those that have one.


def show(desk: Desk, asked: Asked) -> Response:
    """Show them; applications without an advisory once the municipality was computed, for which the page asks again."""
    return page(desk, asked, "advisories.html", **_decisions(desk, asked))


def show_all(desk: Desk, asked: Asked) -> Response:
    """Show all of them as a part of the page, when they are known; until then there is nothing to say."""
    if desk.towns.cases(asked.user.gemeente) is None:
        return Response(status_code=204)
    return HTMLResponse(page(desk, asked, "decisions_part.html", **_decisions(desk, asked)).body, ENOUGH)


def _decisions(desk: Desk, asked: Asked) -> dict[str, Any]:
    account = desk.account("advisories", asked.user)
    here = asked.user.gemeente
    today = desk.now().today[here]
    with desk.standing() as standing:
        found = [decoded(row.body) for row in standing.advisories() if may_see_advisory(asked.user, row)]
    have = {one.id for one in found if one.status is not Status.VERVALLEN}
    cases = desk.towns.cases(here)
    without = [one for one in cases or () if one.id not in have]
    account.note(len(found) + len(without), [*(one.id for one in found), *(one.id for one in without)])
    rows = [_row(one, today) for one in found]
    with DossierFile.read(desk.folder) as dossier:
        rows += [_without(one, today, dossier) for one in without]
    rows.sort(key=lambda row: (row["sort"], row["id"]))
    return {
        "running": [row for row in rows if not row["lapsed"]],
        "lapsed": [row for row in rows if row["lapsed"]],
        "whole": cases is not None,
    }


def _row(one: Advisory, today: dt.date) -> dict[str, Any]:
    left = days_left(one, today)
    return {
        "id": one.id,
        "path": f"/adviezen/{one.id}",
        "case": one.zaak.zaaknummer,
        "kind": decision_name(one.beschikking),
        "step": UITKOMST[one.uitkomst],
        "why": None,
        "left": left,
        "sort": NEVER if left is None else left,
        "open": len({question.vraag for _, question in open_questions(one)}),
        "status": one.status,
        "lapsed": one.status is Status.VERVALLEN,
    }


def _without(one: Case, today: dt.date, dossier: DossierFile) -> dict[str, Any]:
    left = left_of(terms_of(one, dossier), today)
    return {
        "id": one.id,
        "path": f"/zaken/{one.id}",
        "case": one.number,
        "kind": decision_name(one.kind) if one.kind in DECISIONS else one.kind.replace("_", " "),
        "step": None,
        "why": one.why,
        "left": left,
        "sort": NEVER if left is None else left,
        "open": None,
        "status": None,
        "lapsed": False,
    }


def terms_of(one: Case, dossier: DossierFile) -> list[Termijn]:
    """Give the terms of an application without an advisory; none where the law has no row for it."""
    decision = DECISIONS.get(one.kind)
    return [] if decision is None else terms(decision, one.applied, case_record(dossier, one.id))


def days_left(one: Advisory, today: dt.date) -> int | None:
    """Give the days until the first term ends; None where none has an end."""
    return left_of(one.termijnen, today)


def left_of(found: list[Termijn], today: dt.date) -> int | None:
    """Give the days until the first of some terms ends; None where none has an end."""
    ends = []
    for term in found:
        try:
            ends.append((dt.date.fromisoformat(term.vervalt) - today).days)
        except ValueError:
            continue
    return min(ends, default=None)
