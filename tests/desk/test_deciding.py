"""What people decide at the desk goes the way of the command line: same checks, same files, four eyes."""

import re
from collections.abc import Callable

import msgspec
from starlette.testclient import TestClient

from desk.access import Role
from desk.desk import Desk
from screening.advisory import Status, decoded, open_questions
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Answer, Judged, RequestDecided
from streams.store_rows import AdvisoryRow

Look = Callable[[TestClient, str], None]
Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]


def running(desk: Desk) -> AdvisoryRow:
    """Give an advisory that stands."""
    with desk.standing() as standing:
        return next(row for row in standing.advisories() if row.status is not Status.VERVALLEN)


def test_a_verdict_needs_its_reason_and_then_shows_on_the_page(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """What is missing is said in words and nothing is written; a whole one stands with its account."""
    browser, flag = client(Role.ANALYST), desk.now().order[0].flag.id
    path = f"/signalen/{flag}"
    token = csrf(browser, "/")
    wrong = browser.post(f"{path}/oordeel", data={"csrf": token, "verdict": "confirmed", "reason": "Ja"})
    assert wrong.status_code == 400
    assert "in een zin van uzelf" in wrong.text
    assert "Kies wat er gebeurt" in wrong.text
    assert not (desk.folder / "decisions.ndjson").exists()
    given = {"csrf": token, "verdict": "lawful", "reason": "De <b>nieuwe</b> huurder kent de vorige niet."}
    assert browser.post(f"{path}/oordeel", data=given).headers["location"] == path
    shown = browser.get(path).text
    assert "demo.analist.9901: Rechtmatig" in shown
    assert "Vastgelegd." in shown
    with DossierFile.read(desk.folder) as dossier:
        assert dossier.last(flag, Judged) is not None
    desk.renewal.wait()
    assert desk.renewal.failed is None
    assert "beoordeeld</td>" in browser.get("/signalen?stand=judged").text
    assert "0 van 1; aandeel nog onbekend" in browser.get(path).text


def test_a_doubt_that_somebody_decides_leaves_the_queue(desk: Desk, client: Clients, csrf: Csrf) -> None:
    """And the page names the pair by a token, not by its records."""
    browser = client(Role.ANALYST)
    shown = browser.get("/identiteit").text
    pair = re.search(r'name="pair" value="([0-9a-f]{32})"', shown)
    assert pair is not None
    data = {
        "csrf": csrf(browser, "/"),
        "pair": pair[1],
        "verdict": "different",
        "reason": "Twee winkels naast elkaar.",
    }
    assert browser.post("/identiteit/oordeel", data=data).status_code == 303
    desk.renewal.wait()
    assert desk.renewal.failed is None
    desk.projector.derive()
    assert pair[1] not in browser.get("/identiteit").text


def test_an_advisory_is_answered_signed_and_reviewed_by_two_people(
    desk: Desk, client: Clients, csrf: Csrf, look: Look
) -> None:
    """The reviewer opens every fact first, and neither can do the other's part."""
    row = running(desk)
    permit, reviewer = client(Role.PERMIT), client(Role.REVIEWER)
    mine, theirs = csrf(permit, "/"), csrf(reviewer, "/")
    path = f"/adviezen/{row.id}"
    assert permit.post(f"{path}/ondertekenen", data={"csrf": mine}).status_code == 400
    for key in sorted({one.vraag for _, one in open_questions(decoded(row.body))}):
        data = {
            "csrf": mine,
            "question": key,
            "answer": "Gewogen aan de hand van de stukken.",
            "suffices": "yes",
        }
        assert permit.post(f"{path}/antwoord", data=data).status_code == 303
    desk.renewal.wait()
    row = _again(desk, row)
    while left := {one.vraag for _, one in open_questions(decoded(row.body))}:
        for key in left:
            permit.post(
                f"{path}/antwoord",
                data={
                    "csrf": mine,
                    "question": key,
                    "answer": "Gewogen aan de hand van de stukken.",
                    "suffices": "yes",
                },
            )
        desk.renewal.wait()
        row = _again(desk, row)
    assert permit.post(f"{path}/ondertekenen", data={"csrf": mine}).status_code == 303
    desk.renewal.wait()
    words = {
        "csrf": theirs,
        "reason": "feiten_nagegaan",
        "sentence": "Ik heb elk stuk zelf gelezen en vergeleken.",
    }
    assert reviewer.post(f"{path}/toetsen", data=words).status_code == 400
    assert permit.post(f"{path}/toetsen", data=words | {"csrf": mine}).status_code == 403
    look(reviewer, path)
    for number in range(1, len(decoded(_again(desk, row).body).feiten) + 1):
        assert reviewer.post(f"{path}/feiten/{number}", data={"csrf": theirs}).status_code == 303
    assert reviewer.post(f"{path}/toetsen", data=words).status_code == 303
    desk.renewal.wait()
    assert _again(desk, row).status is Status.VASTGESTELD
    look(reviewer, path)
    look(permit, path)
    with DossierFile.read(desk.folder) as dossier:
        assert dossier.last(row.id, Answer) is not None
        [version] = dossier.versions(row.id)
    assert (version.author, version.reviewer) == ("demo.behandelaar.9901", "demo.toetser.9901")


def _again(desk: Desk, row: AdvisoryRow) -> AdvisoryRow:
    with desk.standing() as standing:
        found = standing.advisory(row.id)
    assert found is not None
    return found


def test_files_of_an_advisory_are_what_they_say(desk: Desk, client: Clients) -> None:
    """PDF and docx, named by the advisory's id alone."""
    browser, row = client(Role.PERMIT), running(desk)
    pdf = browser.get(f"/adviezen/{row.id}/stukken/advies.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert re.search(r'filename="advies-[0-9a-f]{8}\.pdf"', pdf.headers["content-disposition"])
    assert browser.get(f"/adviezen/{row.id}/stukken/advies.docx").content.startswith(b"PK")
    assert browser.get(f"/adviezen/{row.id}/stukken/iets.exe").status_code == 404


def test_somebody_is_found_under_a_request_only_and_then_told_or_restricted(
    desk: Desk, client: Clients, csrf: Csrf, look: Look
) -> None:
    """Without a request number nobody is looked for; his name is in no address."""
    browser = client(Role.PRIVACY)
    token = csrf(browser, "/")
    assert browser.post("/verzoeken/zoeken", data={"csrf": token, "name": "Inktmans"}).status_code == 400
    name = _a_name(desk)
    answer = browser.post("/verzoeken/zoeken", data={"csrf": token, "name": name, "number": "V-2026-7"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/verzoeken")
    shown = browser.get("/verzoeken").text
    candidate = re.search(r'name="candidate" value="([^"]+)"', shown)
    assert candidate is not None
    look(browser, "/verzoeken")
    told = browser.post("/verzoeken/inzage", data={"csrf": token, "candidate": candidate[1]})
    assert msgspec.json.decode(told.content)["facts"]
    other = client(Role.PRIVACY)
    stolen = {"csrf": csrf(other, "/"), "candidate": candidate[1]}
    assert other.post("/verzoeken/inzage", data=stolen).status_code == 404
    data = {"csrf": token, "candidate": candidate[1], "reason": "Betwist de gegevens."}
    assert browser.post("/verzoeken/beperking", data=data).status_code == 303
    with DossierFile.read(desk.folder) as dossier:
        assert any(isinstance(one.record, RequestDecided) for one in dossier.entries())
    desk.renewal.wait()
    assert desk.renewal.failed is None


def _a_name(desk: Desk) -> str:
    """Give the whole name of somebody in the town."""
    with desk.standing() as standing:
        for body in standing.bodies_holding('"voornamen"'):
            found = re.search(rb'"geslachtsnaam":"([^"]+)","voornamen":"([^"]+)"', body)
            if found is not None:
                return f"{found[2].decode()} {found[1].decode()}"
    raise AssertionError("the town has nobody with a name")
