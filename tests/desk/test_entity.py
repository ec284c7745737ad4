"""The page of one entity: its records side by side, and a judgement whose consequence is shown before it is made."""

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from desk.access import Role
from desk.desk import Desk
from graph.flag import Flag

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]


def joined(desk: Desk) -> tuple[Flag, int]:
    """Give a flag that rests on a doubtful link, and the number of an entity of several records in it."""
    for one in desk.now().order:
        linked = {record for link in one.flag.identity for record in (link.a, link.b)}
        for number, node in enumerate(one.flag.evidence.nodes, 1):
            if len(linked & set(node.records)) > 1 and one.flag.route != "protection":
                return one.flag, number
    raise AssertionError("the town has no flag on a doubtful link")


def test_every_record_stands_beside_the_others_and_each_pair_says_why(desk: Desk, client: Clients) -> None:
    """With its probability and the fields that agree."""
    flag, number = joined(desk)
    shown = client(Role.ANALYST).get(f"/signalen/{flag.id}/entiteiten/{number}").text
    records = len(flag.evidence.nodes[number - 1].records)
    assert shown.count('<option value="t') >= records * 2
    assert "Komt overeen" in shown
    assert "achternaam" in shown or "naam" in shown


def test_the_consequence_is_shown_first_and_the_judgement_made_on_the_second_word(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """Apart, the flag that rests on the link falls: the page says so before anything is written, and then it does."""
    flag, number = joined(desk)
    browser = client(Role.ANALYST)
    path = f"/signalen/{flag.id}/entiteiten/{number}"
    tokens = re.findall(r'<option value="(t[^"]+)"', browser.get(path).text)
    form = {
        "csrf": csrf(browser, "/"),
        "a": tokens[0],
        "b": tokens[1],
        "verdict": "different",
        "reason": "Twee neven met dezelfde voorletters.",
    }
    shown = browser.post(path, data=form)
    assert shown.status_code == 200
    assert "Wat er verandert als u dit vastlegt" in shown.text
    assert not (desk.folder / "decisions.ndjson").exists()
    assert browser.post(path, data=form | {"sure": "1"}).headers["location"] == f"/signalen/{flag.id}"
    assert (desk.folder / "decisions.ndjson").exists()
    desk.renewal.wait()
    assert desk.renewal.failed is None
    stands = flag.id in desk.now().rows and desk.now().rows[flag.id].digest == flag.digest
    assert stands is ("Geen signaal verandert." in shown.text)


def test_two_records_and_a_reason_are_needed(desk: Desk, client: Clients, csrf: Csrf) -> None:
    """One record is not two, and a record that is not in the flag is none."""
    flag, number = joined(desk)
    browser = client(Role.ANALYST)
    path = f"/signalen/{flag.id}/entiteiten/{number}"
    token = re.findall(r'<option value="(t[^"]+)"', browser.get(path).text)[0]
    for a, b in ((token, token), (token, "t1:00")):
        form = {"csrf": csrf(browser, "/"), "a": a, "b": b, "verdict": "same", "reason": "x"}
        wrong = browser.post(path, data=form)
        assert wrong.status_code == 400
        assert "Kies twee verschillende records." in wrong.text


def test_a_number_that_is_no_entity_is_not_found(desk: Desk, client: Clients) -> None:
    """Nor is one of a flag that is not there."""
    flag = desk.now().order[0].flag
    browser = client(Role.ANALYST)
    for number in ("0", "x", str(len(flag.evidence.nodes) + 1)):
        assert browser.get(f"/signalen/{flag.id}/entiteiten/{number}").status_code == 404
