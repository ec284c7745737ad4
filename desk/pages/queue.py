"""The queue: standing flags in the order of `flags list`, each with why, since when, doubt, hard facts, area and state."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from agents.judgements import last_judged, since_judged
from desk.access import Role, may_see_flag
from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from desk.snapshot import Snapshot
from desk.workload import Workload, views, workload
from graph.ranking import Ranked
from graph.withdrawal_reasons import in_words
from streams.dossier.records import Judged
from streams.store_rows import FlagStatus

__all__ = ["asked_query", "chosen", "in_queue", "show"]

ROWS = 100
"""Flags on one page."""

STATES = ("new", "judged", "changed")

FRESH = ("unseen", "moved")
"""What a flag is to somebody who looks again: never opened by him, or not the same since he did."""

FILTERS = ("lijst", "patroon", "stand", "buurt", "van", "nieuws", "volgorde")
"""Words of the address that say what is shown, and in which order."""

SORTS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "order": lambda _: 0,
    "since": lambda row: tuple(-ord(one) for one in row["since"]),
    "doubt": lambda row: row["low"],
    "due": lambda row: row["due"] or dt.date.max,
}
"""By name, the key that rows are sorted by; rows that are equal stay in the order of the queue."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show those flags that the user may see, filtered and sorted as asked."""
    account = desk.account("queue", asked.user)
    now = desk.now()
    held = workload(desk.database, asked.user, desk.clock())
    rows = in_queue(desk, asked, now, held)
    shown = chosen(rows, asked)
    gone = _withdrawn(desk, asked, held)
    first = min(_first(asked.query.get("vanaf", "")), max(0, len(shown) - 1)) // ROWS * ROWS
    on_page = shown[first : first + ROWS]
    account.note(len(on_page) + len(gone), [one["id"] for one in [*on_page, *gone]])
    mine = [one for one in now.order if may_see_flag(asked.user, now.rows[one.flag.id])]
    return page(
        desk,
        asked,
        "queue.html",
        rows=on_page,
        first=first,
        pages=_pages(asked, len(shown)),
        total=len(rows),
        old=sum(one.flag.id in now.backlog for one in mine),
        backlog=asked.query.get("lijst") == "achterstand",
        care=asked.user.role is Role.CARE,
        patterns=sorted({indicator for row in rows for indicator in row["indicators"]}),
        pattern=asked.query.get("patroon", ""),
        states=STATES,
        state=asked.query.get("stand", ""),
        areas=sorted({area for row in rows for area in row["areas"]}),
        area=asked.query.get("buurt", ""),
        whose=asked.query.get("van", ""),
        news=asked.query.get("nieuws", ""),
        fresh=FRESH,
        sorts=list(SORTS),
        sort=asked.query.get("volgorde", "order"),
        views=views(desk.database, asked.user, "queue"),
        query=asked_query(asked.query),
        gone=gone,
    )


def _first(given: str) -> int:
    """Give the number of the first row that is asked for, from 0; 0 where none is."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 0


def _pages(asked: Asked, count: int) -> list[tuple[int, str]]:
    """Give the first row and the address of each page, filters and order kept; none where all fits on one."""
    kept = {name: value for name, value in asked.query.items() if name != "vanaf"}
    starts = range(0, count, ROWS) if count > ROWS else ()
    return [(start, f"/signalen?{urlencode(kept | {'vanaf': str(start)})}") for start in starts]


def asked_query(query: Mapping[str, str]) -> str:
    """Write the filters and order of an address, and nothing else that stood in it."""
    return urlencode({name: query[name] for name in FILTERS if query.get(name)})


def in_queue(desk: Desk, asked: Asked, now: Snapshot, held: Workload) -> list[dict[str, Any]]:
    """Give the rows of the list that was asked for, current or backlog, whole and in the queue's order."""
    backlog = asked.query.get("lijst") == "achterstand"
    judged = last_judged([desk.folder])
    return [
        _row(one, judged, asked, now, held)
        for one in now.order
        if may_see_flag(asked.user, now.rows[one.flag.id]) and (one.flag.id in now.backlog) is backlog
    ]


def chosen(rows: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    """Give those rows that fit what was asked, sorted."""
    query = asked.query.get
    pattern, state, area, news = query("patroon"), query("stand"), query("buurt"), query("nieuws")
    shown = [
        row
        for row in rows
        if (not pattern or pattern in row["indicators"])
        and (not state or state == row["state"])
        and (not area or area in row["areas"])
        and (not news or news == row["fresh"])
        and (query("van") != "mij" or row["assignee"] == asked.user.account)
    ]
    shown.sort(key=SORTS.get(query("volgorde", "order"), SORTS["order"]))
    return shown


def _row(
    one: Ranked, judged: Mapping[str, tuple[str, Judged]], asked: Asked, now: Snapshot, held: Workload
) -> dict[str, Any]:
    flag = one.flag
    changed = since_judged(flag, judged)
    first = flag.indicators[0]
    given, lock = held.assigned.get(flag.id), held.in_hand.get(flag.id)
    seen = held.seen.get(flag.id)
    return {
        "id": flag.id,
        "indicators": sorted({hit.id for hit in flag.indicators}),
        "sentence": first.nl if asked.language == "nl" else first.en,
        "more": one.nl if asked.language == "nl" else one.en,
        "since": flag.raised.known,
        "hard": one.hard,
        "youngest": one.youngest,
        "areas": now.areas.get(flag.id, ()),
        "low": flag.band[0] if flag.identity else 1.0,
        "percent": int(flag.band[0] * 100),
        "sure": not flag.identity,
        "state": "new" if changed is None else "changed" if changed.asks_review else "judged",
        "fresh": "unseen" if seen is None else "" if seen == now.rows[flag.id].digest else "moved",
        "assignee": None if given is None else given.assignee,
        "due": None if given is None else given.due,
        "in_hand": None if lock is None or lock.account == asked.user.account else lock.account,
    }


def _withdrawn(desk: Desk, asked: Asked, held: Workload) -> list[dict[str, Any]]:
    """Give the flags that this user once opened and that no longer stand, with the reason."""
    found = []
    with desk.standing() as standing:
        for flag_id in sorted(held.seen):
            row = standing.flag(flag_id)
            if row is not None and row.status is FlagStatus.WITHDRAWN and may_see_flag(asked.user, row):
                raised = msgspec.json.decode(row.body)["raised"]["known"]
                found.append(
                    {"id": row.id, "reason": in_words(row.reason or "", asked.language), "since": raised}
                )
    return found
