"""Whether all runs, in figures that name nobody, and where the rest of the figures are."""

from collections import Counter

import msgspec
from starlette.responses import Response

from agents.protection import is_protected
from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from screening.advisory import Status

__all__ = ["show"]


def show(desk: Desk, asked: Asked) -> Response:
    """Show them; the protection route is in no figure (R29)."""
    now = desk.now()
    here = asked.user.gemeente
    with desk.standing() as standing:
        refused = Counter(msgspec.json.decode(row.body)["reason"] for row in standing.deadletters())
        running = sum(
            row.gemeente == here and row.status is not Status.VERVALLEN for row in standing.advisories()
        )
    return page(
        desk,
        asked,
        "operations.html",
        events=now.events[here],
        flags=sum(row.gemeente == here and not is_protected(row) for row in now.rows.values()),
        advisories=running,
        refused=sorted(refused.items()),
    )
