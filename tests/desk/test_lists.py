"""What goes out of the door: what is on the screen, text as text, each export in the account."""

import io
import zipfile
from collections.abc import Callable

from starlette.testclient import TestClient

from desk.access import Role
from desk.desk import Desk
from streams.audit import AUDIT_FILE
from streams.processing_log import read_log

Clients = Callable[..., TestClient]


def texts(book: bytes) -> str:
    """Give all texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return opened.read("xl/sharedStrings.xml").decode() + opened.read("xl/workbook.xml").decode()


def test_the_spreadsheet_of_the_queue_holds_what_the_filters_leave(desk: Desk, client: Clients) -> None:
    """And its guide says by which filters, when and by whom."""
    first, other = desk.now().order[0].flag, desk.now().order[-1].flag
    pattern = first.indicators[0].id
    answer = client(Role.ANALYST).get("/lijsten/signalen.xlsx", params={"patroon": pattern})
    found = texts(answer.content)
    assert first.id in found
    assert (other.id in found) is (pattern in {hit.id for hit in other.indicators})
    assert f"patroon={pattern}" in found
    assert "demo.analist.9901" in found
    assert '"leeswijzer"' in found


def test_the_spreadsheet_of_a_flag_has_its_four_sheets(desk: Desk, client: Clients) -> None:
    """Entities, links, events and how to read it, in the reader's language."""
    flag = desk.now().order[0].flag
    found = texts(client(Role.ANALYST).get(f"/signalen/{flag.id}/signaal.xlsx").content)
    for name in ("entiteiten", "verbanden", "gebeurtenissen", "leeswijzer"):
        assert f'name="{name}"' in found
    for node in flag.evidence.nodes:
        assert node.id in found
    for event in flag.hard:
        assert event.id in found


def test_the_weekly_list_has_each_flag_that_nobody_judged(desk: Desk, client: Clients) -> None:
    """One page each; the first page names nobody."""
    body = client(Role.ANALYST).get("/lijsten/weeklijst.docx").content
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        document = opened.read("word/document.xml").decode()
    shown = [one.flag.id for one in desk.now().order if one.flag.route != "protection"]
    current = [flag for flag in shown if flag not in desk.now().backlog]
    assert current
    assert all(flag in document for flag in current)
    assert document.count('w:type="page"') == len(current)


def test_every_export_is_in_the_account(desk: Desk, client: Clients) -> None:
    """With who, what and how many, before the file is given."""
    browser = client(Role.ANALYST)
    flag = desk.now().order[0].flag.id
    for path in ("/lijsten/signalen.xlsx", "/lijsten/weeklijst.docx", f"/signalen/{flag}/signaal.xlsx"):
        assert browser.get(path).status_code == 200
    lines = (desk.folder / AUDIT_FILE).read_text(encoding="utf-8").splitlines()[-3:]
    assert all('"export"' in line and "demo.analist.9901" in line for line in lines)
    assert {"desk export queue", "desk export flag", "desk export weekly list"} <= {
        one.name for one in read_log(desk.folder)
    }
