"""One event behind a flag, whole: what the source delivered, with its documents. Every line of a structure leads here."""

from typing import Any

import msgspec
from starlette.responses import Response

from agents.explaining import persons
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import page
from desk.pages.fact import flat
from desk.pages.structure import row_of
from desk.told import event_rows, events_of, token
from graph.flag import Flag

__all__ = ["show"]


def show(desk: Desk, asked: Asked) -> Response:
    """Show an event that the flag rests on, or that this account opened around it."""
    row = row_of(desk, asked)
    flag = msgspec.json.decode(row.body, type=Flag)
    wanted = asked.path["token"]
    opened = desk.opened.sheet(asked.user.account, row.id).events
    name = next((one for one in events_of(flag) if token(one) == wanted), opened.get(wanted))
    if name is None:
        raise NotFound
    account = desk.account("structure source", asked.user)
    account.note(1, [row.id], persons(row))
    with desk.standing() as standing:
        body = standing.body(row.gemeente, name.source, name.id)
    told = event_rows([(name, body)], flag.hard, asked.language)[name]
    event: dict[str, Any] = {} if body is None else msgspec.json.decode(body)
    data = event.get("data", {})
    return page(
        desk,
        asked,
        "source.html",
        flag_id=row.id,
        event=told,
        papers=data.get("stukken", []),
        fields=[pair for pair in flat("", data) if not pair[0].startswith("stukken")],
    )
