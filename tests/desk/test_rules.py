"""Rules on the screen: proposed by one, tried over the log, published by another; an indicator in shadow for its author alone."""

import html
import re
from collections.abc import Callable

from starlette.testclient import TestClient

from agents.store_rules import rules_in_force
from desk.access import Role
from desk.desk import Desk
from streams.rules_file import load_rules

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]


def test_rules_are_proposed_tried_and_published_by_two_people(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """Wrong text is said by its place; the proposer cannot agree, nobody can before the trial is read, the other then can."""
    author, analyst = client(Role.RULES), client(Role.ANALYST)
    mine, theirs = csrf(author, "/"), csrf(analyst, "/")
    shown = author.get("/regels").text
    text = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL)[1])  # type: ignore[index]
    assert "nog geen oordeel" in shown
    assert "<textarea" not in analyst.get("/regels").text
    wrong = author.post(
        "/regels/voorstel", data={"csrf": mine, "rules": text.replace("[indicators.A1]", "[indicators.Q9]")}
    )
    assert wrong.status_code == 400
    assert "Q9" in wrong.text
    assert "Er is niets veranderd" in author.post("/regels/voorstel", data={"csrf": mine, "rules": text}).text
    changed = re.sub(r'version = "[^"]+"', 'version = "proef-1"', text, count=1)
    changed = changed.replace("off = []", 'off = ["C1"]')
    assert 'off = ["C1"]' in changed
    assert author.post("/regels/voorstel", data={"csrf": mine, "rules": changed}).status_code == 303
    page = analyst.get("/regels").text
    assert "demo.regels.9901" in page
    version = re.search(r'name="version" value="([0-9a-f]{64})"', page)
    assert version is not None
    agreed = {"csrf": theirs, "version": version[1]}
    desk.trials.wait()
    assert author.post("/regels/publiceren", data=agreed | {"csrf": mine}).status_code == 400
    assert analyst.post("/regels/publiceren", data=agreed | {"version": "0"}).status_code == 404
    told = analyst.get("/regels/proef")
    assert told.status_code == 286
    assert "C1" in told.text
    assert "Weg" in told.text
    assert client(Role.RULES, "9902").get("/regels/proef").status_code == 404
    assert analyst.post("/regels/publiceren", data=agreed).status_code == 303
    desk.renewal.wait()
    assert desk.renewal.failed is None
    with desk.standing() as standing:
        now = rules_in_force(standing, "9901", load_rules())
        other = rules_in_force(standing, "9902", load_rules())
    assert now.rules.version == "proef-1"
    assert now.door == ("demo.regels.9901", "demo.analist.9901")
    assert other.door == ()
    assert "proef-1" in author.get("/regels").text
    assert author.get("/regels/proef").status_code == 404


def test_what_an_indicator_in_shadow_would_flag_is_for_its_author_alone(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """Not for an analyst, who sees only that it is on trial, and by whom."""
    author, analyst = client(Role.RULES), client(Role.ANALYST)
    form = {"csrf": csrf(author, "/"), "indicator": "C1", "reason": "Te veel pop-ups."}
    assert author.post("/regels/uitproberen", data=form | {"reason": "Ja"}).status_code == 400
    assert author.post("/regels/uitproberen", data=form | {"indicator": "Q9"}).status_code == 404
    assert author.post("/regels/uitproberen", data=form).status_code == 303
    desk.renewal.wait()
    assert author.get("/regels/schaduw").status_code == 204
    desk.trials.wait()
    assert "C1" in author.get("/regels/schaduw").text
    assert analyst.get("/regels/schaduw").status_code == 404
    assert "in schaduw" in analyst.get("/regels").text
