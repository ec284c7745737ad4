"""Signing in at the identity provider: the way there, and the way back."""

from starlette.responses import RedirectResponse, Response

from desk.asked import Asked, NotFound
from desk.claims import Unfit, user_of
from desk.desk import Desk
from desk.page import page, with_session
from desk.provider import NotSignedIn
from streams.errors import Failure
from streams.metrics import DESK_SIGN_INS_REFUSED

__all__ = ["back", "begin"]

COOKIE = "desk-sign-in"
# Beside that of the session, which no other site can send: the provider is one. It lasts one sign-in.

SECONDS = 600


def begin(desk: Desk, asked: Asked) -> Response:
    """Send the browser to the provider."""
    if desk.provider is None:
        raise NotFound
    try:
        begun = desk.provider.begin()
    except Failure:
        return _failed(desk, asked, 503, "provider_down")
    answer = RedirectResponse(begun.url, 303)
    answer.set_cookie(
        COOKIE,
        begun.browser,
        max_age=SECONDS,
        httponly=True,
        samesite="lax",
        secure=desk.secure,
        path="/aanmelden",
    )
    return answer


def back(desk: Desk, asked: Asked) -> Response:
    """Take in who comes back, in a session with another token than the one before it.

    The answer is a page that goes on by itself, no redirect: the browser came from another site and would not send the
    cookie of the session along with one.
    """
    if desk.provider is None:
        raise NotFound
    try:
        claims = desk.provider.finish(asked.query, asked.cookies.get(COOKIE))
        user = user_of(claims, desk.configured, desk.now().today)
    except NotSignedIn:
        return _failed(desk, asked, 403, "provider_refused")
    except Failure:
        return _failed(desk, asked, 503, "provider_down")
    except Unfit as error:
        return _failed(desk, asked, 403, str(error))
    answer = with_session(desk, page(desk, asked, "signed_in.html"), desk.sessions.renew(asked.session, user))
    answer.delete_cookie(COOKIE, path="/aanmelden")
    return answer


def _failed(desk: Desk, asked: Asked, status: int, what: str) -> Response:
    DESK_SIGN_INS_REFUSED.labels("down" if what == "provider_down" else "refused").inc()
    return page(desk, asked, "error.html", status, title="provider_title", what=what, detail=None)
