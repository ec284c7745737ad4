"""`dwarsverband verdict`: an analyst's verdict on a flag, and what is done about one that is confirmed."""

import datetime as dt
from typing import Annotated, Any

import typer

from agents.accounting import Account
from agents.protection import may_see
from agents.standing import Standing
from agents.verdicts import LEAST_WORDS, Given, Plan, give_verdict
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from screening.verdicts import FollowUpKind, Verdict
from streams import settings
from streams.errors import Failure, WrongUse

__all__ = ["command", "day_of"]


def command(
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of the flag (f:…).")],
    store: OneStore,
    verdict: Annotated[Verdict, typer.Option("--verdict", help="What you make of it.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence of your own.")],
    by: By,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DATE", help="Day after which it must be judged again.")
    ] = None,
    follow_up: Annotated[
        FollowUpKind | None, typer.Option("--follow-up", help="What is done; a confirmed flag needs it.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", help="Who does it.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="More, for the file.")] = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Judge a flag. It changes nothing about the flag; the next run takes the verdict in with the other events."""
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    if len(reason.split()) < LEAST_WORDS:
        raise WrongUse("--reason: must be a sentence of your own, not one word")
    planned = _follow_up(verdict, follow_up, owner, due, reason)
    until = None if expires is None else day_of("--expires", expires)
    account = Account("verdict", doel, [store], configured, act="verdict", by=who)
    with Standing([store], say) as standing:
        row = standing.flag(flag)
        if row is None or not may_see(row, configured) or not row.status.stands:
            raise Failure(f"{flag}: there is no such flag standing in this store")
    given = Given(verdict, reason, planned, until, note)
    event = give_verdict(store, row, given, who, account, keys, configured, say)
    shown: dict[str, Any] = {"flag": row.id, "verdict": str(verdict), "event": event}
    if json:
        print_json(shown | {"follow_up": None if planned is None else planned.kind})
    else:
        print(f"{row.id}: {verdict} by {who}" + ("" if planned is None else f", follow-up {planned.kind}"))


def _follow_up(
    verdict: Verdict, kind: FollowUpKind | None, owner: str | None, due: str | None, reason: str
) -> Plan | None:
    """Check that a confirmed flag has a follow-up, and only that; give kind, reason, owner and due date."""
    if verdict is not Verdict.CONFIRMED:
        if kind is not None or owner is not None or due is not None:
            raise WrongUse("--follow-up, --owner, --due: only with --verdict confirmed")
        return None
    if kind is None:
        raise WrongUse(f"--follow-up: a confirmed flag needs one of {', '.join(FollowUpKind)}")
    if kind is FollowUpKind.GEEN:
        return Plan(kind, reason)
    if owner is None or due is None:
        raise WrongUse(f"--follow-up {kind}: needs --owner and --due")
    return Plan(kind, reason, account_of(owner), day_of("--due", due))


def day_of(option: str, text: str) -> str:
    """Check a date (YYYY-MM-DD) of an option."""
    try:
        return (
            dt.date.fromisoformat(text).isoformat()
            if len(text) == len("YYYY-MM-DD")
            else _no_day(option, text)
        )
    except ValueError:
        return _no_day(option, text)


def _no_day(option: str, text: str) -> str:
    raise WrongUse(f"{option} {text}: must be a date (YYYY-MM-DD)")
