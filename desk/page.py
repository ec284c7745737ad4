"""Turns values into a page: the templates, the words, the menu of a role, the headers that every answer carries."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.access import ALLOWED, Role
from desk.asked import Asked
from desk.desk import Desk
from desk.sessions import COOKIE, SECURE_COOKIE, Language, Session
from desk.texts import text
from graph.wording import in_dutch, in_english

__all__ = ["DOCX", "HEADERS", "MENU", "STATIC", "attached", "day_in_words", "moved", "page", "with_session"]

STATIC = Path(__file__).parent / "static"

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
            " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
"""What every answer carries: nothing from another host, nothing inline (NCSC web guidelines)."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""Media type of what word processors read."""

NOWHERE = 404
# No page to stay on.

MENU = (
    ("start", "/"),
    ("queue", "/signalen"),
    ("identity", "/identiteit"),
    ("advisories", "/adviezen"),
    ("requests", "/verzoeken"),
    ("reads", "/gelezen"),
    ("oversight", "/toezicht"),
    ("rules", "/regels"),
    ("operations", "/beheer"),
)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["url"] = partial(quote, safe="")
    return made


def page(desk: Desk, asked: Asked, template: str, status: int = 200, **values: Any) -> Response:
    """Give a page; `t` says a text in the reader's language, `day` writes a date in it."""
    session = asked.session
    role = None if session.user is None else session.user.role
    said, session.said = session.said, []
    body = (
        _templates()
        .get_template(template)
        .render(
            t=lambda key, **filled: text(key, session.language, **filled),
            day=partial(day_in_words, language=session.language),
            language=session.language,
            user=session.user,
            csrf=session.csrf,
            given=asked.given,
            menu=_menu(role),
            said=said,
            demo=desk.demo,
            where=asked.where if status != NOWHERE else "/",
            busy=desk.renewal.busy,
            failed=desk.renewal.failed,
            **values,
        )
    )
    return HTMLResponse(body, status)


def moved(asked: Asked, where: str, said: str | None = None) -> Response:
    """Send the reader on to a page, which first says a text."""
    if said is not None:
        asked.session.said.append(said)
    return RedirectResponse(where, 303)


def attached(body: bytes, media: str, name: str) -> Response:
    """Give a file for the browser to keep."""
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def with_session(desk: Desk, answer: Response, session: Session) -> Response:
    """Let the browser keep the token of its session; no script can read it, no other site can send it."""
    answer.set_cookie(
        SECURE_COOKIE if desk.secure else COOKIE,
        session.token,
        httponly=True,
        samesite="strict",
        secure=desk.secure,
        path="/",
    )
    return answer


def _menu(role: Role | None) -> list[tuple[str, str]]:
    return [(name, path) for name, path in MENU if role is not None and role in ALLOWED[name]]


def day_in_words(value: str | date | int, language: Language) -> str:
    """Write a day (ISO text, of a moment its first ten characters; a date; an ordinal); other text stays."""
    try:
        number = value if isinstance(value, int) else _date(value).toordinal()
    except ValueError:
        return str(value)
    return in_dutch(number) if language == "nl" else in_english(number)


def _date(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[: len("YYYY-MM-DD")])
