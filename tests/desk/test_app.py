"""Every route as every role, as another municipality and as nobody; forms, headers, addresses and what is logged."""

import dataclasses
import re
from collections.abc import Callable, Iterator

import msgspec
import pytest
from prometheus_client import REGISTRY
from starlette.testclient import TestClient

from desk.access import ALLOWED, Role
from desk.api.routes import PREFIX
from desk.app import ALL, MOST_BYTES, OPEN, Page
from desk.desk import Desk
from desk.page import HEADERS, MENU
from desk.pages import queue
from desk.told import token
from streams.audit import AUDIT_FILE, AuditLine
from streams.processing_log import read_log

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]

DENIED, MISSING = 403, 404

OTHER = "9902"
# The second municipality of the store.


def filled_in(one: Page, desk: Desk) -> str:
    """Give a route's path with a flag and an advisory that are there."""
    with desk.standing() as standing:
        advisory = next(standing.advisories()).id
    flag = desk.now().order[0].flag
    values = {
        "flag": flag.id,
        "advisory": advisory,
        "number": "1",
        "name": "advies.docx",
        "token": token(flag.raised.event),
    }
    return one.path.format(**values)


def behind() -> Iterator[Page]:
    """Give the routes behind the sign-in."""
    return (one for one in ALL if one.name not in OPEN)


def test_the_table_of_access_names_every_route_and_no_other() -> None:
    """A route that is not in it would be for nobody; a row without a route would mean nothing."""
    assert {one.name for one in behind()} == set(ALLOWED)
    assert {name for name, _ in MENU} <= set(ALLOWED)


@pytest.mark.parametrize("role", Role)
def test_every_route_answers_those_roles_alone_that_the_table_allows(
    desk: Desk, client: Clients, csrf: Csrf, role: Role
) -> None:
    """The table is what the server does: 403 with a page in plain words for the rest."""
    browser = client(role)
    sent = csrf(browser, "/")
    for one in behind():
        if one.name == "sign_out":
            continue
        path = filled_in(one, desk)
        answer = browser.get(path) if one.method == "GET" else browser.post(path, data={"csrf": sent})
        allowed = role in ALLOWED[one.name]
        assert (answer.status_code == DENIED) is not allowed, (one.name, answer.status_code)
        assert answer.status_code < 500, one.name


@pytest.mark.parametrize("role", Role)
def test_nothing_of_one_municipality_is_there_for_another(
    desk: Desk, client: Clients, csrf: Csrf, role: Role
) -> None:
    """Every route on an object of the first is "not found" for a user of the second, and lists do not name it."""
    browser = client(role, OTHER)
    sent = csrf(browser, "/")
    for one in behind():
        if role not in ALLOWED[one.name] or one.name == "sign_out":
            continue
        path = filled_in(one, desk)
        answer = browser.get(path) if one.method == "GET" else browser.post(path, data={"csrf": sent})
        if "{" in one.path:
            assert answer.status_code == MISSING, one.name
        assert desk.now().order[0].flag.id not in answer.text


def test_a_flag_of_the_protection_route_is_for_the_care_coordinator_alone(
    desk: Desk, client: Clients
) -> None:
    """And the care coordinator sees no other (R29)."""
    flag = desk.now().order[0].flag.id
    assert client(Role.ANALYST).get(f"/signalen/{flag}").status_code == 200
    assert client(Role.CARE).get(f"/signalen/{flag}").status_code == MISSING
    now = desk.now()
    row = now.rows[flag]
    body = row.body.replace(b'"route":"screening"', b'"route":"protection"')
    now.rows[flag] = dataclasses.replace(row, body=body)
    assert client(Role.ANALYST).get(f"/signalen/{flag}").status_code == MISSING
    assert flag not in client(Role.ANALYST).get("/signalen").text
    assert client(Role.CARE).get(f"/signalen/{flag}").status_code == 200
    assert flag in client(Role.CARE).get("/signalen").text


def test_nobody_sees_anything_without_signing_in(desk: Desk, client: Clients) -> None:
    """Every page leads to the sign-in page; a program is told that it is not signed in."""
    browser = client()
    for one in behind():
        path = filled_in(one, desk)
        answer = browser.get(path) if one.method == "GET" else browser.post(path)
        said = (answer.status_code, answer.headers.get("location"))
        assert said == ((401, None) if one.path.startswith(PREFIX) else (303, "/aanmelden")), one.name


def test_a_form_without_its_token_or_with_anothers_changes_nothing(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """CSRF: 403, and nothing is written."""
    browser, other = client(Role.ANALYST), client(Role.ANALYST)
    flag = desk.now().order[0].flag.id
    for given in ("", csrf(other, "/")):
        answer = browser.post(
            f"/signalen/{flag}/oordeel", data={"csrf": given, "verdict": "lawful", "reason": "Klopt zo."}
        )
        assert answer.status_code == DENIED
    assert not (desk.folder / "decisions.ndjson").exists()


def test_a_session_ends_on_the_server_when_somebody_signs_out(client: Clients, csrf: Csrf) -> None:
    """The old token is worth nothing afterwards, whoever kept it."""
    browser = client(Role.ANALYST)
    kept = browser.cookies["desk"]
    assert browser.post("/afmelden", data={"csrf": csrf(browser, "/")}).status_code == 303
    browser.cookies.set("desk", kept)
    assert browser.get("/signalen").status_code == 303


def test_switching_the_language_leaves_the_reader_on_the_page(client: Clients, csrf: Csrf) -> None:
    """With its filter; no form sends anybody to another site."""
    browser = client(Role.ANALYST)
    where = "/signalen?stand=new&volgorde=since"
    assert f'name="from" value="{where.replace("&", "&amp;")}"' in browser.get(where).text
    for given, there in ((where, where), ("//evil.example", "/"), ("https://evil.example/", "/")):
        answer = browser.post("/taal", data={"csrf": csrf(browser, "/"), "from": given})
        assert answer.headers["location"] == there


def test_signing_in_gives_another_session(client: Clients) -> None:
    """A token that somebody planted before is not signed in."""
    browser = client()
    browser.get("/aanmelden")
    before = browser.cookies["desk"]
    signed = client(Role.ANALYST)
    assert signed.cookies["desk"] != before


def test_every_answer_carries_the_headers_and_no_page_holds_anything_inline(
    desk: Desk, client: Clients
) -> None:
    """No inline script or style, nothing from another host, nothing kept by the browser."""
    for role in Role:
        browser = client(role)
        for one in behind():
            if one.method != "GET" or role not in ALLOWED[one.name]:
                continue
            answer = browser.get(filled_in(one, desk))
            assert all(answer.headers[name] == value for name, value in HEADERS.items())
            assert answer.headers["cache-control"] == "no-store"
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert (
                    re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", answer.text) is None
                ), one.name
                assert re.search(r"(?:src|href|action)=\"(?:https?:)?//", answer.text) is None, one.name


def test_another_name_for_this_machine_is_refused(desk: Desk, client: Clients) -> None:
    """Else another site could let its own name point here and read a desk without passwords."""
    assert desk.hosts == ["127.0.0.1", "localhost"]
    assert client().get("/aanmelden", headers={"host": "evil.example"}).status_code == 400


def test_a_form_that_is_too_large_is_refused(client: Clients) -> None:
    """Before it is read whole."""
    assert client().post("/aanmelden", content=b"a" * (MOST_BYTES + 1)).status_code == 413


def test_no_address_holds_data_of_a_person(desk: Desk, client: Clients) -> None:
    """Links and forms name flags, advisories, numbers and fixed words; names and record keys stand in none."""
    for role in Role:
        browser = client(role)
        for one in behind():
            if one.method != "GET" or role not in ALLOWED[one.name]:
                continue
            for address in re.findall(
                r'(?:href|action|hx-get)="([^"]*)"', browser.get(filled_in(one, desk)).text
            ):
                assert re.fullmatch(
                    r"(/[a-z]*|#[\w-]+|/static/[\w./-]+|/signalen\?lijst=achterstand"
                    r"|/signalen/f:[0-9a-f]{32}(/[a-z.]+(/([0-9a-f]{16}|[0-9]+))?)?"
                    r"|/lijsten/[a-z]+\.(xlsx|docx)"
                    r"|/(identiteit|verzoeken|toezicht|adviezen|regels|signalen)/[a-z]+"
                    r"|/(adviezen|zaken)/a:[0-9a-f]{32}(/[a-z]+(/[a-z.0-9-]+)?)?(\?van=\d+)?)(#[a-z]+)?|",
                    address,
                ), address


def test_every_read_of_flags_stands_in_the_account_with_user_and_purpose(desk: Desk, client: Clients) -> None:
    """Also of the persons in the evidence, encrypted in the Logboek."""
    browser = client(Role.ANALYST)
    flag = desk.now().order[0].flag.id
    browser.get("/signalen")
    browser.get(f"/signalen/{flag}")
    lines = [
        msgspec.json.decode(raw, type=AuditLine)
        for raw in (desk.folder / AUDIT_FILE).read_bytes().splitlines()
    ]
    assert [(line.user, line.command, line.purpose) for line in lines] == [
        ("demo.analist.9901", "desk queue", "toezicht"),
        ("demo.analist.9901", "desk structure", "toezicht"),
    ]
    assert lines[1].subjects == [flag]
    assert any(line.subject(desk.keys) for line in read_log(desk.folder))


def test_a_request_is_measured_by_its_route_and_never_by_its_address(desk: Desk, client: Clients) -> None:
    """One more of the queue, under its name; what leads nowhere has a name of its own."""
    browser = client(Role.ANALYST)
    before = {name: counted(name) for name in ("queue", "structure", "nowhere")}
    for path in ("/signalen", f"/signalen/{desk.now().order[0].flag.id}", "/nergens"):
        browser.get(path)
    assert {name: counted(name) - before[name] for name in before} == dict.fromkeys(before, 1)


def counted(route: str) -> float:
    """Give how many requests of a route were measured."""
    return REGISTRY.get_sample_value("dwarsverband_desk_request_seconds_count", {"route": route}) or 0.0


def test_a_long_queue_is_shown_in_pages_that_keep_the_filter(
    client: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every flag stands on one page and no other; a number beyond the end is the last page."""
    monkeypatch.setattr(queue, "ROWS", 40)
    browser = client(Role.ANALYST)
    pages = [browser.get(f"/signalen?volgorde=doubt&vanaf={start}").text for start in (0, 40, 80, 9999)]
    found = [re.findall(r'href="/signalen/(f:[0-9a-f]+)"', page) for page in pages]
    assert [len(some) for some in found[:2]] == [40, 40]
    assert found[2] == found[3]
    assert len({one for some in found[:3] for one in some}) == sum(map(len, found[:3]))
    assert "volgorde=doubt&amp;vanaf=40" in pages[0]
