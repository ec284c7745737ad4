"""The doubts of identity: two records side by side, what speaks for and against, what hangs on it, and the judgement."""

import hashlib
from typing import Any

from starlette.responses import Response

from agents.judging import judge
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.texts import TEXTS, text
from desk.told import short
from streams.errors import WrongUse

__all__ = ["HIDDEN", "VERDICTS", "judge_pair", "show", "take_in"]

MOST = 25
"""Doubts on one page: more are not looked at in one sitting."""

HIDDEN = frozenset({"pseudoniem", "kruis"})
"""Fields whose value stands for a number that is shown nowhere; that they agree is told."""

VERDICTS = ("same", "different", "unsure")


def show(desk: Desk, asked: Asked) -> Response:
    """Show the doubts of the user's municipality."""
    return _shown(desk, asked, None, 200)


def _shown(desk: Desk, asked: Asked, wrong: str | None, status: int) -> Response:
    account = desk.account("identity", asked.user)
    rows = desk.towns.doubts(asked.user.gemeente)
    shown = [_side_by_side(desk, row) for row in rows[:MOST]]
    account.note(
        len(shown),
        persons=sorted({row[end] for row in rows[:MOST] if row["kind"] == "person" for end in "ab"}),
    )
    return page(
        desk,
        asked,
        "identity.html",
        status,
        rows=shown,
        total=len(rows),
        verdicts=VERDICTS,
        wrong=wrong,
        named=lambda field: text(f"f_{field}", asked.language) if f"f_{field}" in TEXTS else field,
    )


def judge_pair(desk: Desk, asked: Asked) -> Response:
    """Take a judgement in."""
    token, verdict, reason = asked.given("pair"), asked.given("verdict"), asked.given("reason")
    rows = desk.towns.doubts(asked.user.gemeente)
    row = next((one for one in rows if _token(desk, one) == token), None)
    if row is None:
        raise NotFound
    if verdict not in VERDICTS or not reason:
        return _shown(desk, asked, token, 400)
    take_in(desk, asked, (row["a"], row["b"]), verdict, reason)
    return moved(asked, "/identiteit", "saved")


def take_in(desk: Desk, asked: Asked, pair: tuple[str, str], verdict: str, reason: str) -> None:
    """Write a judgement on two records down, and let it be screened."""
    user = asked.user
    account = desk.account("identity judge", user, act="verdict")
    try:
        judge(
            desk.folder,
            pair,
            verdict,
            reason,
            user.account,
            user.gemeente,
            account,
            desk.keys,
            desk.configured,
            lambda _: None,
        )
    except WrongUse as error:
        raise WrongUse(str(error).partition(": ")[2] or str(error)) from None
    desk.renewal.soon()


def _token(desk: Desk, row: dict[str, Any]) -> str:
    """Name a pair without its records, whose ids may be a source's keys of persons."""
    return hashlib.blake2b(
        f"{row['gemeente']}|{row['a']}|{row['b']}".encode(), key=desk.keys.secret[:64], digest_size=16
    ).hexdigest()


def _side_by_side(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    """Give a line a field: what either record says."""
    one, other = row["records"]
    fields = [name for name in dict.fromkeys([*one["values"], *other["values"]]) if name not in HIDDEN]
    return row | {
        "token": _token(desk, row),
        "percent": round(row["probability"] * 100),
        "names": [short(one["id"]), short(other["id"])],
        "fields": [
            (name, ", ".join(one["values"].get(name, [])), ", ".join(other["values"].get(name, [])))
            for name in fields
        ],
    }
