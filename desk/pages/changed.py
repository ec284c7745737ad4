"""Tells a reader that the advisory before him has just changed, and what fell away or came."""

from starlette.responses import HTMLResponse, Response

from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from desk.pages.advisory import row_of
from desk.shown import as_shown
from screening.advisory import decoded

__all__ = ["show"]

ENOUGH = 286
# htmx asks no more.


def show(desk: Desk, asked: Asked) -> Response:
    """Say nothing while it stands as it was shown; asked every five seconds, and of nobody's data."""
    advisory = decoded(row_of(desk, asked).body)
    shown = asked.session.shown.get(advisory.id)
    if shown is None or shown == as_shown(advisory):
        return Response(status_code=204)
    facts = frozenset(one.id for one in advisory.feiten)
    told = page(
        desk,
        asked,
        "changed.html",
        advisory_id=advisory.id,
        lapsed=advisory.status == "vervallen",
        gone=len(shown[1] - facts),
        come=len(facts - shown[1]),
    )
    return HTMLResponse(told.body, ENOUGH)
