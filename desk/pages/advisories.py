"""The advisories of a municipality, those with the fewest days left first."""

import datetime as dt
from typing import Any

from starlette.responses import Response

from desk.access import may_see_advisory
from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from documents.words import UITKOMST, decision_name
from screening.advisory import Advisory, Status, decoded, open_questions

__all__ = ["days_left", "show"]

NEVER = 10**6
# Sorts a case without an end behind those that have one.


def show(desk: Desk, asked: Asked) -> Response:
    """Show them, those that lapsed apart."""
    account = desk.account("advisories", asked.user)
    today = desk.now().today[asked.user.gemeente]
    with desk.standing() as standing:
        found = [decoded(row.body) for row in standing.advisories() if may_see_advisory(asked.user, row)]
    account.note(len(found), [one.id for one in found])
    rows = sorted((_row(one, today) for one in found), key=lambda row: (row["sort"], row["id"]))
    return page(
        desk,
        asked,
        "advisories.html",
        running=[row for row in rows if not row["lapsed"]],
        lapsed=[row for row in rows if row["lapsed"]],
    )


def _row(one: Advisory, today: dt.date) -> dict[str, Any]:
    left = days_left(one, today)
    return {
        "id": one.id,
        "case": one.zaak.zaaknummer,
        "kind": decision_name(one.beschikking),
        "step": UITKOMST[one.uitkomst],
        "left": left,
        "sort": NEVER if left is None else left,
        "open": len({question.vraag for _, question in open_questions(one)}),
        "status": one.status,
        "lapsed": one.status is Status.VERVALLEN,
    }


def days_left(one: Advisory, today: dt.date) -> int | None:
    """Give the days until the first term ends; None where none has an end."""
    ends = []
    for term in one.termijnen:
        try:
            ends.append((dt.date.fromisoformat(term.vervalt) - today).days)
        except ValueError:
            continue
    return min(ends, default=None)
