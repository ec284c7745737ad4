"""Signing in and out, the language, the start page with its four doors, and whether something is being processed."""

from starlette.responses import HTMLResponse, Response

from desk.access import Role
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page, with_session

__all__ = ["busy", "show", "sign_in", "sign_out", "start", "switch_language"]

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
    """Show the accounts to choose from."""
    return page(desk, asked, "sign_in.html", users=desk.users())


def sign_in(desk: Desk, asked: Asked) -> Response:
    """Sign in, in a session with another token than the one before it."""
    found = next((one for one in desk.users() if one.account == asked.given("account")), None)
    if found is None:
        raise NotFound
    return with_session(moved(asked, "/"), desk.sessions.renew(asked.session, found))


def sign_out(desk: Desk, asked: Asked) -> Response:
    """Sign out: the session ends on the server."""
    return with_session(moved(asked, "/aanmelden"), desk.sessions.renew(asked.session, None))


def switch_language(_: Desk, asked: Asked) -> Response:
    """Go on in the other language, on the start page: a form that was being filled in is not thrown away unasked."""
    asked.session.language = "en" if asked.session.language == "nl" else "nl"
    return moved(asked, "/" if asked.session.user is not None else "/aanmelden")


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
