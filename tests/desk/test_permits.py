"""What permit staff do: decisions with their days, the dossier of a case, versions, sending back, case files, what changed."""

import io
import re
import zipfile
from collections.abc import Callable

import msgspec
import pytest
from starlette.testclient import TestClient

from desk.access import Role
from desk.desk import Desk
from screening.advisory import Status, decoded, open_questions
from streams.audit import AUDIT_FILE
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Heard, Paused, SentBack, Told
from streams.store_rows import AdvisoryRow

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]


def running(desk: Desk) -> AdvisoryRow:
    """Give an advisory that stands."""
    with desk.standing() as standing:
        return next(row for row in standing.advisories() if row.status is not Status.VERVALLEN)


def test_decisions_stand_by_days_left_with_an_advisory_or_with_why_there_is_none(
    desk: Desk, client: Clients
) -> None:
    """All in one order; each without an advisory leads to what was searched."""
    browser = client(Role.PERMIT)
    assert browser.get("/adviezen/alle").status_code == 286
    shown = browser.get("/adviezen").text
    assert "hx-trigger" not in shown
    table = shown.partition("<tbody")[2].partition("</tbody>")[0]
    past = [-int(one) for one in re.findall(r"(\d+) dagen geleden verstreken", table)]
    left = [int(one) for one in re.findall(r"nog (\d+) dagen", table)]
    assert [*past, *left] == sorted([*past, *left])
    assert f"/adviezen/{running(desk).id}" in table
    without = re.findall(r'href="(/zaken/a:[0-9a-f]{32})"', table)
    assert len(without) > 2
    pages = [browser.get(path).text for path in without]
    assert any("Waar is gezocht" in one and "meldingen" in one for one in pages)
    assert client(Role.PERMIT, "9902").get(without[0]).status_code == 404


def test_what_happened_is_recorded_moves_the_term_and_is_told_to_whoever_reads(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """A stop without an end lets the term stand still; a hearing names nobody's record in the form; then the banner."""
    browser, other, row = client(Role.PERMIT), client(Role.REVIEWER), running(desk)
    browser.get(f"/adviezen/{row.id}")
    changed = f"/adviezen/{row.id}/veranderd"
    assert browser.get(changed).status_code == 204
    path = f"/adviezen/{row.id}/dossier"
    token = csrf(browser, "/")
    shown = browser.get(path).text
    assert not any(
        record in shown for one in decoded(row.body).zienswijze for record in one.wie if "#" in record
    )
    stop = {"csrf": token, "kind": "opschorting", "term": "beslistermijn", "grond": "aanvulling"}
    assert "Vul alle velden" in browser.post(path, data=stop).text
    assert "ligt voor" in browser.post(path, data=stop | {"van": "2022-01-10", "tot": "2022-01-01"}).text
    assert browser.post(path, data=stop | {"van": "2022-01-10"}).status_code == 303
    heard = {"csrf": token, "kind": "zienswijze", "wie": "0", "status": "gevraagd", "datum": "2022-01-11"}
    assert browser.post(path, data=heard | {"wie": "99"}).status_code == 404
    assert browser.post(path, data=heard).status_code == 303
    desk.renewal.wait()
    assert "staat stil" in browser.get(path).text
    with DossierFile.read(desk.folder) as dossier:
        stopped, asked = dossier.last(row.id, Paused), dossier.last(row.id, Heard)
    assert stopped is not None
    assert (stopped.van, stopped.tot) == ("2022-01-10", None)
    assert asked is not None
    assert asked.wie == decoded(row.body).zienswijze[0].wie[0]
    assert other.get(path).status_code == 200
    assert "<form" not in other.get(path).text.partition("<main")[2]
    told = browser.get(changed)
    assert told.status_code == 286
    assert "net veranderd" in told.text
    assert other.get(changed).status_code == 204
    browser.get(f"/adviezen/{row.id}")
    assert browser.get(changed).status_code == 204


@pytest.fixture
def signed(desk: Desk, client: Clients, csrf: Csrf) -> AdvisoryRow:
    """Give an advisory whose questions are all answered and that its author signed."""
    browser = client(Role.PERMIT)
    token = csrf(browser, "/")
    row = running(desk)
    while left := {one.vraag for _, one in open_questions(decoded(row.body))}:
        for key in left:
            data = {
                "csrf": token,
                "question": key,
                "answer": "Gewogen aan de hand van de stukken.",
                "suffices": "yes",
            }
            browser.post(f"/adviezen/{row.id}/antwoord", data=data)
        desk.renewal.wait()
        with desk.standing() as standing:
            row = standing.advisory(row.id) or row
    assert browser.post(f"/adviezen/{row.id}/ondertekenen", data={"csrf": token}).status_code == 303
    desk.renewal.wait()
    return row


def test_a_signed_version_is_sent_back_compared_and_handed_out(
    desk: Desk, client: Clients, csrf: Csrf, signed: AdvisoryRow
) -> None:
    """The author is told why, changes an answer, and the difference shows it; each recipient's file holds his part."""
    permit, reviewer = client(Role.PERMIT), client(Role.REVIEWER)
    path = f"/adviezen/{signed.id}"
    shown = permit.get(path).text
    assert "Genoeg. Gewogen aan de hand van de stukken." in shown
    theirs = csrf(reviewer, "/")
    assert reviewer.post(f"{path}/terug", data={"csrf": theirs, "sentence": "Nee."}).status_code == 400
    why = {"csrf": theirs, "sentence": "De belangen van de huurder ontbreken nog."}
    assert permit.post(f"{path}/terug", data=why | {"csrf": csrf(permit, "/")}).status_code == 403
    assert reviewer.post(f"{path}/terug", data=why).status_code == 303
    with DossierFile.read(desk.folder) as dossier:
        back, told = dossier.last(signed.id, SentBack), dossier.last(signed.id, Told)
        [version] = dossier.versions(signed.id)
    assert back is not None
    assert back.versie == version.versie
    assert told is not None
    assert told.aan == "demo.behandelaar.9901"
    assert "De belangen van de huurder" in permit.get(path).text
    words = {
        "csrf": theirs,
        "reason": "feiten_nagegaan",
        "sentence": "Ik heb elk stuk zelf gelezen en vergeleken.",
    }
    assert reviewer.post(f"{path}/toetsen", data=words).status_code == 400
    data = {"csrf": csrf(permit, "/"), "question": "belangen", "answer": "De huurder verliest zijn werk."}
    assert permit.post(f"{path}/antwoord", data=data).status_code == 303
    desk.renewal.wait()
    difference = permit.get(f"{path}/verschil?van={version.versie}").text
    assert "<ins>De huurder verliest zijn werk.</ins>" in difference
    assert permit.get(f"{path}/verschil?van=99").status_code == 404
    pdf = permit.get(f"{path}/versies/{version.versie}.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert permit.get(f"{path}/versies/{version.versie}.exe").status_code == 404
    listed = permit.get(f"{path}/zaakdossier").text
    names = re.findall(r"/zaakdossier/([a-z0-9-]+)\.zip", listed)
    assert {"betrokkene", "bezwaarcommissie", "rechter"} <= set(names)
    held = {}
    for name in names:
        body = permit.get(f"{path}/zaakdossier/{name}.zip").content
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            held[name] = set(file.namelist())
    papers = {"advies.pdf", "methode.pdf", "zienswijzen.pdf"}
    for_court = papers | {"advies.json", "methode.json", "stukkenlijst.json", "awb-8-29.json"}
    assert held["rechter"] - {"stukkenlijst.pdf"} == for_court
    assert papers < held["betrokkene"]
    assert "methode.json" not in held["betrokkene"]
    assert permit.get(f"{path}/zaakdossier/iemand.zip").status_code == 404
    lines = [msgspec.json.decode(raw) for raw in (desk.folder / AUDIT_FILE).read_bytes().splitlines()]
    kinds = {(one["command"], one["act"]) for one in lines}
    assert {("desk advisory send-back", "review"), ("desk advisory bundle", "export")} <= kinds
