"""`dwarsverband follow-up`: what is done about confirmed flags, what is late, and what it came to."""

import datetime as dt
from typing import Annotated, Literal

import typer

from agents.accounting import Account
from agents.deciding import write_entries
from agents.protection import may_see
from agents.standing import Standing
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from streams import settings
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Entry, FollowUp, Found
from streams.errors import Failure, WrongUse

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)


@app.command("list")
def list_(
    store: OneStore,
    every: Annotated[bool, typer.Option("--all", help="Also those that are done.")] = False,
    json: Json = False,
) -> None:
    """List what is to be done about confirmed flags, by due date."""
    configured = settings.load()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    with DossierFile.read(store) as dossier, Standing([store], say) as standing:
        entries = dossier.entries()
        flags = {entry.key: standing.flag(entry.key) for entry in entries}
    visible = {key for key, row in flags.items() if row is None or may_see(row, configured)}
    done = {(one.key, one.record.digest): one.record for one in entries if isinstance(one.record, Found)}
    plans = [one for one in entries if isinstance(one.record, FollowUp) and one.key in visible]
    rows = [row for row in (_row(plan, done, today) for plan in plans) if every or row["state"] != "done"]
    rows.sort(key=lambda row: (row["due"] or "", row["flag"] or ""))
    if json:
        print_json({"follow_ups": rows})
        return
    for row in rows:
        print(
            f"{row['due'] or '-':10}  {row['state']:6}  {row['flag']}  {row['kind']}  {row['owner'] or '-'}"
        )


def _row(entry: Entry, done: dict[tuple[str, str], Found], today: str) -> dict[str, str | None]:
    plan = entry.record
    assert isinstance(plan, FollowUp)
    result = done.get((entry.key, plan.digest))
    due = plan.termijn
    state = "done" if result is not None or due is None else ("late" if due < today else "open")
    return {
        "flag": entry.key,
        "digest": plan.digest,
        "kind": plan.vervolg,
        "owner": plan.eigenaar,
        "due": due,
        "state": state,
        "found": None if result is None else result.uitkomst,
    }


@app.command("result")
def result(
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of the flag (f:…).")],
    store: OneStore,
    found: Annotated[
        Literal["bevestigd", "niet_bevestigd", "onbekend"], typer.Option("--found", help="What it came to.")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="In a sentence of your own.")],
    by: By,
    doel: Doel = None,
) -> None:
    """Write down what the follow-up of a flag came to; precision is told by this as well as by verdict."""
    configured = settings.load()
    who = account_of(by)
    if len(reason.split()) < 2:
        raise WrongUse("--reason: must be a sentence of your own, not one word")
    account = Account("follow-up result", doel, [store], configured, act="follow-up", by=who)
    with Standing([store], say) as standing:
        row = standing.flag(flag)
    if row is not None and not may_see(row, configured):
        raise Failure(f"{flag}: has no follow-up in this store")
    with DossierFile.read(store) as dossier:
        plan = dossier.last(flag, FollowUp)
    if row is None or plan is None:
        raise Failure(f"{flag}: has no follow-up in this store")
    account.note(1, [flag])
    now, done = dt.datetime.now(dt.UTC), [Found(plan.digest, found, reason)]
    write_entries(store, row.gemeente, flag, who, now, done, load_keys(configured), configured, say)
    print(f"{flag}: {found}")
