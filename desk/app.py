"""The web application: one table of routes, and what every request goes through before and after its page."""

import secrets
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.access import ALLOWED
from desk.api.openapi import text as openapi
from desk.api.routes import API, DOCUMENT, PREFIX, answer, problem
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import HEADERS, STATIC, page, with_session
from desk.pages import (
    advisories,
    advisory,
    changed,
    dossier,
    entity,
    fact,
    identity,
    lists,
    network,
    operations,
    oversight,
    print_flag,
    provider_signing_in,
    queue,
    queue_work,
    reads,
    requests,
    rights,
    rules,
    signing_in,
    source,
    structure,
    versions,
)
from desk.sessions import COOKIE, SECURE_COOKIE
from streams.errors import DwarsverbandError
from streams.metrics import DESK_SECONDS, DESK_SIGN_INS_REFUSED

__all__ = ["ALL", "OPEN", "PAGES", "Page", "application"]

MOST_BYTES = 64 * 1024
# Of a form; an answer of ten pages fits.

log = structlog.get_logger()


class Page(NamedTuple):
    """A route: its name is that in the table of access."""

    name: str
    path: str
    handler: Callable[[Desk, Asked], Response]
    method: str = "GET"


PAGES = (
    Page("sign_in", "/aanmelden", signing_in.show),
    Page("sign_in", "/aanmelden", signing_in.sign_in, "POST"),
    Page("sign_in_begin", "/aanmelden/begin", provider_signing_in.begin),
    Page("sign_in_back", "/aanmelden/terug", provider_signing_in.back),
    Page("language", "/taal", signing_in.switch_language, "POST"),
    Page("sign_out", "/afmelden", signing_in.sign_out, "POST"),
    Page("start", "/", signing_in.start),
    Page("busy", "/bezig", signing_in.busy),
    Page("queue", "/signalen", queue.show),
    Page("take_flag", "/signalen/volgende", queue_work.take, "POST"),
    Page("keep_view", "/signalen/lijsten", queue_work.keep, "POST"),
    Page("lay_aside", "/signalen/{flag}/gezien", queue_work.lay_aside, "POST"),
    Page("give_flag", "/signalen/{flag}/doorgeven", queue_work.give, "POST"),
    Page("queue_book", "/lijsten/signalen.xlsx", lists.queue_book),
    Page("weekly_list", "/lijsten/weeklijst.docx", lists.weekly),
    Page("entity", "/signalen/{flag}/entiteiten/{number}", entity.show),
    Page("judge_records", "/signalen/{flag}/entiteiten/{number}", entity.judge_records, "POST"),
    Page("flag_book", "/signalen/{flag}/signaal.xlsx", lists.flag_book),
    Page("structure", "/signalen/{flag}", structure.show),
    Page("clearing", "/signalen/{flag}/wegnemen", structure.clearing),
    Page("network", "/signalen/{flag}/netwerk", network.show),
    Page("neighbours", "/signalen/{flag}/buren", network.neighbours, "POST"),
    Page("common", "/signalen/{flag}/gemeen", network.common, "POST"),
    Page("expand", "/signalen/{flag}/erbij", network.expand, "POST"),
    Page("path", "/signalen/{flag}/pad", network.path, "POST"),
    Page("copied", "/signalen/{flag}/gekopieerd", network.copied, "POST"),
    Page("source", "/signalen/{flag}/bronnen/{token}", source.show),
    Page("print_flag", "/signalen/{flag}/afdruk", print_flag.show, "POST"),
    Page("judge_flag", "/signalen/{flag}/oordeel", structure.judge, "POST"),
    Page("identity", "/identiteit", identity.show),
    Page("judge_identity", "/identiteit/oordeel", identity.judge_pair, "POST"),
    Page("advisories", "/adviezen", advisories.show),
    Page("all_decisions", "/adviezen/alle", advisories.show_all),
    Page("case", "/zaken/{advisory}", dossier.case),
    Page("advisory", "/adviezen/{advisory}", advisory.show),
    Page("changed", "/adviezen/{advisory}/veranderd", changed.show),
    Page("dossier", "/adviezen/{advisory}/dossier", dossier.show),
    Page("record_entry", "/adviezen/{advisory}/dossier", dossier.record, "POST"),
    Page("difference", "/adviezen/{advisory}/verschil", versions.diff),
    Page("version_file", "/adviezen/{advisory}/versies/{name}", versions.version_file),
    Page("case_files", "/adviezen/{advisory}/zaakdossier", versions.case_files),
    Page("case_file", "/adviezen/{advisory}/zaakdossier/{name}", versions.case_file),
    Page("send_back", "/adviezen/{advisory}/terug", versions.return_it, "POST"),
    Page("answer", "/adviezen/{advisory}/antwoord", advisory.answer, "POST"),
    Page("sign", "/adviezen/{advisory}/ondertekenen", advisory.sign_it, "POST"),
    Page("review", "/adviezen/{advisory}/toetsen", advisory.review_it, "POST"),
    Page("fact", "/adviezen/{advisory}/feiten/{number}", fact.show),
    Page("open_fact", "/adviezen/{advisory}/feiten/{number}", fact.open_it, "POST"),
    Page("advisory_file", "/adviezen/{advisory}/stukken/{name}", advisory.file),
    Page("requests", "/verzoeken", requests.show),
    Page("find_subject", "/verzoeken/zoeken", requests.find, "POST"),
    Page("export_subject", "/verzoeken/inzage", requests.export, "POST"),
    Page("restrict_subject", "/verzoeken/beperking", requests.restrict, "POST"),
    Page("use_right", "/verzoeken/recht", rights.use, "POST"),
    Page("readings", "/verzoeken/lezers", rights.readings, "POST"),
    Page("reads", "/gelezen", reads.show),
    Page("oversight", "/toezicht", oversight.show),
    Page("notice", "/toezicht/kennisgeving", oversight.notice, "POST"),
    Page("operations", "/beheer", operations.show),
    Page("rules", "/regels", rules.show),
    Page("trial", "/regels/proef", rules.trial),
    Page("shadow", "/regels/schaduw", rules.try_shadow),
    Page("propose_rules", "/regels/voorstel", rules.propose, "POST"),
    Page("agree_rules", "/regels/publiceren", rules.agree, "POST"),
    Page("withdraw_rules", "/regels/intrekken", rules.withdraw, "POST"),
    Page("try_indicator", "/regels/uitproberen", rules.try_indicator, "POST"),
)

API_PAGES = tuple(Page(one.name, one.path, partial(answer, one)) for one in API)
"""The operations of the API, as routes like all others."""

ALL = (*PAGES, *API_PAGES)

OPEN = frozenset({"sign_in", "sign_in_begin", "sign_in_back", "language"})
"""Routes before the sign-in."""


def application(desk: Desk) -> Starlette:
    """Give the desk as an ASGI application."""
    routes = [
        *(Route(one.path, _endpoint(desk, one), methods=[one.method], name=one.name) for one in ALL),
        Route(DOCUMENT, _document, name="openapi"),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
        Route("/{rest:path}", _endpoint(desk, Page("start", "", _nowhere)), methods=["GET", "POST"]),
    ]
    outside = [
        Middleware(_Headers, secure=desk.secure),
        Middleware(TrustedHostMiddleware, allowed_hosts=desk.hosts, www_redirect=False),
    ]
    return Starlette(routes=routes, middleware=outside)


class _Headers:
    """Puts the headers on every answer; a page is kept nowhere, what is static for an hour."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._more = {"Strict-Transport-Security": "max-age=31536000"} if secure else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = str(scope.get("path", "")).startswith("/static/")

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**HEADERS, **self._more})
                headers["Cache-Control"] = "max-age=3600" if kept else "no-store"
            await send(message)

        await self._app(scope, receive, dressed)


def _endpoint(desk: Desk, one: Page) -> Callable[[Request], object]:
    cookie = SECURE_COOKIE if desk.secure else COOKIE
    took = DESK_SECONDS.labels(one.name if one.path else "nowhere")

    async def endpoint(request: Request) -> Response:
        with took.time():
            return await answered(request)

    async def answered(request: Request) -> Response:
        given = request.cookies.get(cookie)
        session = desk.sessions.of(given)
        form = await _form(request) if request.method == "POST" else {}
        asked = Asked(
            session,
            request.path_params,
            dict(request.query_params),
            form or {},
            request.headers.get("hx-request") == "true",
            request.cookies,
            _where(request),
        )
        address = request.client.host if request.client is not None else ""
        who = address if session.user is None else session.user.account
        if one.method == request.method and not desk.limits.allows(one.name, who):
            answer = _refused(desk, asked, 429, "too_often_title", "too_often")
            if one.name in OPEN:
                DESK_SIGN_INS_REFUSED.labels("too_often").inc()
            answer.headers["Retry-After"] = "60"
        elif form is None:
            answer = _refused(desk, asked, 413, "error", "too_large")
        else:
            answer = await run_in_threadpool(_answered, desk, one, asked, post=request.method == "POST")
        if not _sets(answer, cookie) and session.token != given:
            with_session(desk, answer, session)
        return answer

    return endpoint


def _where(request: Request) -> str:
    """Give the page that the reader is on: this one, or the one whose form was sent."""
    if request.method == "GET":
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    came = urlsplit(request.headers.get("referer", ""))
    return came.path or "/"


def _sets(answer: Response, cookie: str) -> bool:
    return any(one.startswith(f"{cookie}=") for one in answer.headers.getlist("set-cookie"))


async def _form(request: Request) -> dict[str, str] | None:
    """Read a form; None where it is larger than any of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _answered(desk: Desk, one: Page, asked: Asked, *, post: bool) -> Response:
    """Let the page answer, if this user may ask it and the form is one of his session's."""
    user = asked.session.user
    if user is None and one.name not in OPEN:
        return problem(401) if _is_api(asked) else RedirectResponse("/aanmelden", 303)
    if user is not None and one.name not in OPEN and user.role not in ALLOWED[one.name]:
        return _refused(desk, asked, 403, "denied_title", "denied")
    if post and not secrets.compare_digest(asked.given("csrf").encode(), asked.session.csrf.encode()):
        return _refused(desk, asked, 403, "error", "stale")
    return _page(desk, one, asked)


def _page(desk: Desk, one: Page, asked: Asked) -> Response:
    try:
        return one.handler(desk, asked)
    except NotFound:
        return _refused(desk, asked, 404, "not_found_title", "not_found")
    except DwarsverbandError as error:
        if _is_api(asked):
            return problem(400)
        return page(desk, asked, "error.html", 400, title="error", what=None, detail=str(error))
    except Exception as error:  # noqa: BLE001 - its message might hold a person's data: only its kind and place are told
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        log.error("page failed", page=one.name, error=type(error).__name__, at=place)  # noqa: TRY400 - as above
        return _refused(desk, asked, 500, "error", "failure")


def _refused(desk: Desk, asked: Asked, status: int, title: str, what: str) -> Response:
    if _is_api(asked):
        return problem(status)
    return page(desk, asked, "error.html", status, title=title, what=what, detail=None)


def _is_api(asked: Asked) -> bool:
    return asked.where.startswith(PREFIX)


async def _document(_: Request) -> Response:
    return Response(openapi(), media_type="application/json")


def _nowhere(_: Desk, __: Asked) -> Response:
    raise NotFound
