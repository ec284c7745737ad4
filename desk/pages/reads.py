"""Who read what, when and why: the last lines of the account."""

from collections import deque

import msgspec
from starlette.responses import Response

from desk.asked import Asked
from desk.desk import Desk
from desk.page import page
from streams.audit import AUDIT_FILE, AuditLine

__all__ = ["show"]

LINES = 200
"""Of the account on one page."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show them, the youngest first; this look stands in it as well."""
    desk.account("reads", asked.user).note(LINES)
    with (desk.folder / AUDIT_FILE).open("rb") as file:
        raws = deque(file, LINES)
    lines = [line for raw in raws if (line := _line(raw)) is not None]
    return page(desk, asked, "reads.html", lines=lines[::-1], number=LINES)


def _line(raw: bytes) -> AuditLine | None:
    try:
        return msgspec.json.decode(raw, type=AuditLine)
    except msgspec.MsgspecError:
        return None
