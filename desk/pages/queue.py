"""The queue: standing flags in the order of `flags list`, each with why, since when, doubt, hard facts and state."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from agents.judgements import last_judged, since_judged
from desk.access import Role, may_see_flag
from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from graph.ranking import Ranked
from streams.dossier.records import Judged

__all__ = ["show"]

ROWS = 100
"""Flags on one page."""

STATES = ("new", "judged", "changed")

SORTS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "order": lambda _: 0,
    "since": lambda row: tuple(-ord(one) for one in row["since"]),
    "doubt": lambda row: row["low"],
}
"""By name, the key that rows are sorted by; rows that are equal stay in the order of the queue."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show those flags that the user may see, filtered and sorted as asked."""
    account = desk.account("queue", asked.user)
    now = desk.now()
    mine = [one for one in now.order if may_see_flag(asked.user, now.rows[one.flag.id])]
    backlog = asked.query.get("lijst") == "achterstand"
    here = [one for one in mine if (one.flag.id in now.backlog) is backlog]
    judged = last_judged([desk.folder])
    rows = [_row(one, judged, asked.language) for one in here]
    patterns = sorted({indicator for row in rows for indicator in row["indicators"]})
    pattern, state = asked.query.get("patroon", ""), asked.query.get("stand", "")
    sort = asked.query.get("volgorde", "order")
    shown = [row for row in rows if pattern in {"", *row["indicators"]} and state in {"", row["state"]}]
    shown.sort(key=SORTS.get(sort, SORTS["order"]))
    first = min(_first(asked.query.get("vanaf", "")), max(0, len(shown) - 1)) // ROWS * ROWS
    here_now = shown[first : first + ROWS]
    account.note(len(here_now), [row["id"] for row in here_now])
    return page(
        desk,
        asked,
        "queue.html",
        rows=here_now,
        first=first,
        pages=_pages(asked, len(shown)),
        total=len(rows),
        old=sum(one.flag.id in now.backlog for one in mine),
        backlog=backlog,
        care=asked.user.role is Role.CARE,
        patterns=patterns,
        pattern=pattern,
        states=STATES,
        state=state,
        sorts=list(SORTS),
        sort=sort,
    )


def _first(given: str) -> int:
    """Give the number of the first row that is asked for, from 0; 0 where none is."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 0


def _pages(asked: Asked, count: int) -> list[tuple[int, str]]:
    """Give the first row and the address of each page, filters and order kept; none where all fits on one."""
    kept = {name: value for name, value in asked.query.items() if name != "vanaf"}
    starts = range(0, count, ROWS) if count > ROWS else ()
    return [(start, f"/signalen?{urlencode(kept | {'vanaf': str(start)})}") for start in starts]


def _row(one: Ranked, judged: Mapping[str, tuple[str, Judged]], language: str) -> dict[str, Any]:
    flag = one.flag
    changed = since_judged(flag, judged)
    first = flag.indicators[0]
    return {
        "id": flag.id,
        "indicators": sorted({hit.id for hit in flag.indicators}),
        "sentence": first.nl if language == "nl" else first.en,
        "more": one.nl if language == "nl" else one.en,
        "since": flag.raised.known,
        "hard": one.hard,
        "youngest": one.youngest,
        "low": flag.band[0] if flag.identity else 1.0,
        "percent": int(flag.band[0] * 100),
        "sure": not flag.identity,
        "state": "new" if changed is None else "changed" if changed.asks_review else "judged",
    }
