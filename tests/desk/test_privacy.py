"""What a privacy officer does on the screen: rights within a request, who read, and oversight in figures."""

import re
from collections.abc import Callable

import msgspec
import pytest
from starlette.testclient import TestClient

from desk.access import Role
from desk.desk import Desk
from streams.audit import AUDIT_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Notice, Request, RequestDecided
from tests.desk.test_deciding import _a_name

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]


@pytest.fixture
def found(desk: Desk, client: Clients, csrf: Csrf) -> tuple[TestClient, dict[str, str], str]:
    """Give the officer's browser, what her forms send for the first one found, and his name."""
    browser, name = client(Role.PRIVACY), _a_name(desk)
    token = csrf(browser, "/")
    browser.post("/verzoeken/zoeken", data={"csrf": token, "name": name, "number": "V-2026-8"})
    candidate = re.search(r'name="candidate" value="([^"]+)"', browser.get("/verzoeken").text)
    assert candidate is not None
    return browser, {"csrf": token, "candidate": candidate[1], "reason": "Op verzoek."}, name


def test_rights_are_used_within_a_request_and_stand_with_their_term(
    desk: Desk, client: Clients, found: tuple[TestClient, dict[str, str], str]
) -> None:
    """An objection restricts and waits a month; decided, it waits no more; erased, nothing of him is found."""
    browser, form, name = found
    assert browser.post("/verzoeken/recht", data=form | {"act": "forget"}).status_code == 404
    assert browser.post("/verzoeken/recht", data=form | {"act": "object"}).status_code == 303
    shown = browser.get("/toezicht").text
    assert "nog 30 dagen" in shown
    assert "bezwaar" in shown
    assert "nog 30 dagen" not in client(Role.PRIVACY, "9902").get("/toezicht").text
    with DossierFile.read(desk.folder) as dossier:
        assert any(isinstance(one.record, Request) for one in dossier.entries())
    read = browser.post("/verzoeken/lezers", data=form)
    assert "demo.fg.9901" in read.text
    assert "desk subject find" in read.text
    assert browser.post("/verzoeken/recht", data=form | {"act": "rejected"}).status_code == 303
    assert "nog 30 dagen" not in browser.get("/toezicht").text
    desk.renewal.wait()
    browser.post("/verzoeken/recht", data=form | {"act": "erase", "again": "V-1"})
    assert "Er is niets gewist" in browser.get("/verzoeken").text
    gone = browser.post("/verzoeken/recht", data=form | {"act": "erase", "again": "V-2026-8"})
    assert "Er is niets meer gevonden" in gone.text
    with DossierFile.read(desk.folder) as dossier:
        assert any(getattr(one.record, "besluit", "") == "gewist" for one in dossier.entries())
    assert name not in browser.get("/verzoeken").text
    other = client(Role.PRIVACY, "9902")
    assert other.post("/verzoeken/lezers", data=form).status_code == 403


def test_oversight_shows_figures_and_no_person(desk: Desk, client: Clients, csrf: Csrf) -> None:
    """Refused fields by name without their value; purposes by source; notices of the own municipality alone."""
    flag = desk.now().order[0].flag.id
    with DossierFile.open(desk.folder) as dossier:
        dossier.write(flag, "demo.analist.9901", desk.clock(), Notice("t1:" + "0" * 32, "verschuldigd"))
        dossier.write(
            "t1:" + "1" * 32,
            "demo.fg.9901",
            desk.clock(),
            RequestDecided("beperking", "gegevens-beperkt", "Betwist.", "9901"),
        )
    browser = client(Role.PRIVACY)
    shown = browser.get("/toezicht").text
    assert "nationaliteit" in shown
    assert "vergunningverlening" in shown
    assert "Betwist." in shown
    assert "bewaartermijn" in shown.lower()
    assert flag in shown
    elsewhere = client(Role.PRIVACY, "9902").get("/toezicht").text
    assert flag not in elsewhere
    assert "Betwist." not in elsewhere
    form = {"csrf": csrf(browser, "/"), "flag": flag, "who": "t1:" + "0" * 32, "reason": "Onderzoek loopt."}
    browser.post("/toezicht/kennisgeving", data=form)
    assert "uitstel heeft een reden" in browser.get("/toezicht").text
    browser.post("/toezicht/kennisgeving", data=form | {"until": "2022-03-01"})
    assert "Onderzoek loopt." in browser.get("/toezicht").text
    assert browser.post("/toezicht/kennisgeving", data=form | {"who": "t1:" + "2" * 32}).status_code == 404
    lines = [msgspec.json.decode(raw) for raw in (desk.folder / AUDIT_FILE).read_bytes().splitlines()]
    assert {"oversight", "subject notice"} <= {one["command"].removeprefix("desk ") for one in lines}
