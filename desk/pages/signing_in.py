"""Signing in and out, the language, the start page with its four doors, and whether something is being processed."""

import dataclasses
import re

from starlette.responses import HTMLResponse, Response

from desk.access import Role
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page, with_session
from streams.errors import Failure

__all__ = ["busy", "show", "sign_in", "sign_out", "start", "switch_language"]

HERE = re.compile(r"/(?!/)[A-Za-z0-9:._/-]*(\?[A-Za-z0-9=&:._-]*)?")
# A page of the desk itself: no form of another site can send the reader away through this one.

DOORS = (
    (
        frozenset({Role.ANALYST}),
        Role.ANALYST,
        "/signalen",
        ("door_analyst_1", "door_analyst_2", "door_analyst_3"),
    ),
    (
        frozenset({Role.PERMIT, Role.REVIEWER}),
        Role.PERMIT,
        "/adviezen",
        ("door_permit_1", "door_permit_2", "door_permit_3"),
    ),
    (frozenset({Role.OPERATIONS}), Role.OPERATIONS, "/beheer", ("door_operations_1", "door_operations_2")),
    (
        frozenset({Role.PRIVACY}),
        Role.PRIVACY,
        "/verzoeken",
        ("door_privacy_1", "door_privacy_2", "door_privacy_3"),
    ),
)
"""For whom a door is open, whose name it bears, where it leads, what to do there."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show the way to the identity provider; in the demo the accounts to choose from."""
    if desk.provider is not None:
        return page(desk, asked, "sign_in_provider.html", leaving=None)
    return page(desk, asked, "sign_in.html", users=desk.users())


def sign_in(desk: Desk, asked: Asked) -> Response:
    """Sign in, in a session with another token than the one before it."""
    users = desk.users() if desk.demo else ()
    found = next((one for one in users if one.account == asked.given("account")), None)
    if found is None:
        raise NotFound
    return with_session(desk, moved(asked, "/"), desk.sessions.renew(asked.session, found))


def sign_out(desk: Desk, asked: Asked) -> Response:
    """Sign out: the session ends on the server; at the identity provider it is for the user to end his own."""
    fresh = desk.sessions.renew(asked.session, None)
    if desk.provider is None:
        return with_session(desk, moved(asked, "/aanmelden"), fresh)
    try:
        leaving = desk.provider.leaving("/aanmelden")
    except Failure:
        leaving = None
    out = dataclasses.replace(asked, session=fresh)
    return with_session(desk, page(desk, out, "sign_in_provider.html", leaving=leaving), fresh)


def switch_language(_: Desk, asked: Asked) -> Response:
    """Go on in the other language, on the page where one was."""
    asked.session.language = "en" if asked.session.language == "nl" else "nl"
    where = asked.given("from")
    return moved(asked, where if HERE.fullmatch(where) else "/")


def start(desk: Desk, asked: Asked) -> Response:
    """Show the four doors, the user's own first."""
    doors = sorted(DOORS, key=lambda door: asked.user.role not in door[0])
    return page(desk, asked, "start.html", doors=doors)


def busy(desk: Desk, asked: Asked) -> Response:
    """Tell whether all that was decided shows by now; asked every two seconds, so nothing is said while it does not."""
    if desk.renewal.busy:
        return Response(status_code=204)
    shown = page(desk, asked, "ready.html")
    return HTMLResponse(shown.body, 286)  # 286: htmx asks no more
