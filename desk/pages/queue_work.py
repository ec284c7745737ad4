"""What people do in the queue: take the next flag, give one to somebody, keep a view, lay a withdrawn flag aside."""

import datetime as dt
import re
from urllib.parse import parse_qsl

from starlette.responses import Response

from desk.access import may_see_flag
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved
from desk.pages.queue import asked_query, in_queue
from desk.workload import assign, forget, keep_view, take_next, workload
from streams.account_names import is_account

__all__ = ["give", "keep", "lay_aside", "take"]


NAME = re.compile(r"[^\x00-\x1f]{1,80}")


def take(desk: Desk, asked: Asked) -> Response:
    """Open the first flag that nobody judged and nobody has in hand."""
    now, held = desk.now(), workload(desk.database, asked.user, desk.clock())
    open_ = [row["id"] for row in in_queue(desk, asked, now, held) if row["state"] != "judged"]
    flag = take_next(desk.database, asked.user, open_, held, desk.clock())
    if flag is None:
        return moved(asked, "/signalen", "next_none")
    return moved(asked, f"/signalen/{flag}", "next_taken")


def give(desk: Desk, asked: Asked) -> Response:
    """Give a flag to somebody, with a day."""
    flag = asked.path["flag"]
    row = desk.now().rows.get(flag)
    if row is None or not may_see_flag(asked.user, row):
        raise NotFound
    who = asked.user.account if "mine" in asked.form else asked.given("assignee")
    if who and not is_account(who):
        return moved(asked, f"/signalen/{flag}", "bad_owner")
    try:
        due = dt.date.fromisoformat(asked.given("due")) if asked.given("due") else None
    except ValueError:
        return moved(asked, f"/signalen/{flag}", "bad_day")
    desk.account("assign", asked.user, act="record").note(1, [flag])
    assign(desk.database, asked.user, flag, who, due, desk.clock())
    return moved(asked, f"/signalen/{flag}", "saved")


def keep(desk: Desk, asked: Asked) -> Response:
    """Keep the filters and order at hand under a name; without any the view of that name goes."""
    name = asked.given("name")
    if NAME.fullmatch(name) is None:
        return moved(asked, "/signalen", "need_name")
    query = asked_query(dict(parse_qsl(asked.given("query"))))
    keep_view(desk.database, asked.user, "queue", name, query, desk.clock())
    return moved(asked, f"/signalen?{query}" if query else "/signalen", "saved")


def lay_aside(desk: Desk, asked: Asked) -> Response:
    """Show a withdrawn flag no more to this user."""
    with desk.standing() as standing:
        row = standing.flag(asked.path["flag"])
    if row is None or not may_see_flag(asked.user, row):
        raise NotFound
    forget(desk.database, asked.user, row.id)
    return moved(asked, "/signalen")
