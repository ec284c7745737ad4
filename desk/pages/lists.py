"""What goes out of the door: the queue as it is on the screen and one flag, as spreadsheet; the weekly list to edit."""

import msgspec
from starlette.responses import Response

from agents.explaining import persons
from desk.asked import Asked
from desk.desk import Desk
from desk.flag_workbook import guide, of_flag, of_queue
from desk.page import DOCX, attached
from desk.pages.queue import asked_query, chosen, in_queue
from desk.pages.structure import row_of
from desk.texts import text
from desk.weekly_list import weekly_list
from desk.workload import workload
from documents.docx import word
from documents.workbook import workbook
from graph.flag import Flag

__all__ = ["flag_book", "queue_book", "weekly"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def queue_book(desk: Desk, asked: Asked) -> Response:
    """Give the flags that the filters leave, with the filters."""
    account = desk.account("export queue", asked.user, act="export")
    moment = desk.clock()
    rows = chosen(in_queue(desk, asked, desk.now(), workload(desk.database, asked.user, moment)), asked)
    account.note(len(rows), [row["id"] for row in rows])
    lines = _made(desk, asked, asked_query(asked.query))
    book = workbook(
        text("queue", asked.language),
        moment,
        [of_queue(rows, asked.language), guide(lines, asked.language)],
    )
    return attached(book, XLSX, "signalen.xlsx")


def flag_book(desk: Desk, asked: Asked) -> Response:
    """Give one flag: its entities, links and events."""
    row = row_of(desk, asked)
    account = desk.account("export flag", asked.user, act="export")
    account.note(1, [row.id], persons(row))
    flag = msgspec.json.decode(row.body, type=Flag)
    with desk.standing() as standing:
        sheets = of_flag(standing, flag, asked.language)
    lines = [(text("col_flag", asked.language), row.id), *_made(desk, asked, "")]
    lines.append((text("guide_digest", asked.language), row.digest))
    book = workbook(row.id, desk.clock(), [*sheets, guide(lines, asked.language)])
    return attached(book, XLSX, "signaal.xlsx")


def weekly(desk: Desk, asked: Asked) -> Response:
    """Give the list for the meeting: the flags that the filters leave and that nobody judged, one a page."""
    account = desk.account("export weekly list", asked.user, act="export")
    now = desk.now()
    rows = chosen(in_queue(desk, asked, now, workload(desk.database, asked.user, desk.clock())), asked)
    flags = [now.rows[row["id"]] for row in rows if row["state"] != "judged"]
    account.note(
        len(flags),
        [row.id for row in flags],
        sorted({person for row in flags for person in persons(row)}),
    )
    today = now.today[asked.user.gemeente]
    with desk.standing() as standing:
        document = weekly_list(standing, flags, today, asked.user.gemeente, asked.language)
    return attached(word(document), DOCX, "weeklijst.docx")


def _made(desk: Desk, asked: Asked, query: str) -> list[tuple[str, str]]:
    """Say of a workbook when, by whom and out of what it was made."""
    t = asked.language
    return [
        (text("municipality", t), asked.user.gemeente),
        (text("guide_made", t), desk.clock().isoformat(timespec="seconds")),
        (text("col_user", t), asked.user.account),
        (text("filter", t), query or text("filter_all", t)),
    ]
