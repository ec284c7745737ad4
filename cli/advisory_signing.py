"""The two signatures under an advisory, and what was signed; mounted under `dwarsverband advisory`."""

import datetime as dt
from typing import Annotated

import msgspec
import typer

from agents.accounting import Account
from agents.signing import open_fact, review, send_back, sign
from agents.standing import Standing
from cli.advisory_writing import Name, standing_row
from cli.deciding import take_in
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from screening.advisory import Status, decoded
from screening.advisory_change import changes
from screening.signing import ReviewReason, stand
from streams.dossier.dossier_file import DossierFile
from streams.errors import WrongUse

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)


@app.command("open")
def open_(
    advisory: Name,
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of a fact of the signed version.")],
    store: OneStore,
    by: By,
    doel: Doel = None,
) -> None:
    """Open one fact of the signed version: its event whole, its two labels, its documents. A reviewer opens each."""
    row, configured = standing_row(advisory, store)
    who = account_of(by)
    account = Account("advisory open", doel, [store], configured, by=who)
    keys = load_keys(configured)
    found, body = open_fact(store, row, fact, who, _now(), account, keys, configured, say)
    print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    print("(the event is no longer kept)" if body is None else msgspec.json.format(body, indent=2).decode())


@app.command("sign")
def sign_(advisory: Name, store: OneStore, by: By, doel: Doel = None) -> None:
    """Sign as author: every question answered. Freezes this version, its bytes and all it rests on."""
    row, configured = standing_row(advisory, store)
    who = account_of(by)
    account = Account("advisory sign", doel, [store], configured, act="sign", by=who)
    keys = load_keys(configured)
    version = sign(store, row, who, _now(), account, keys, configured, say)
    take_in(store, keys, configured)
    print(f"{version.name}: {version.status}")


@app.command("review")
def review_(
    advisory: Name,
    store: OneStore,
    by: By,
    reason: Annotated[ReviewReason, typer.Option("--reason", help="Why you agree.")],
    sentence: Annotated[str, typer.Option("--sentence", metavar="TEXT", help="A sentence of your own.")],
    doel: Doel = None,
) -> None:
    """Sign as reviewer: another person than the author, who opened every fact of the signed version."""
    row, configured = standing_row(advisory, store)
    who = account_of(by)
    account = Account("advisory review", doel, [store], configured, act="review", by=who)
    keys = load_keys(configured)
    version = review(store, row, who, _now(), reason, sentence, account, keys, configured, say)
    take_in(store, keys, configured)
    print(f"{version.name}: {version.status}")


@app.command("send-back")
def send_back_(
    advisory: Name,
    store: OneStore,
    by: By,
    sentence: Annotated[
        str, typer.Option("--sentence", metavar="TEXT", help="Why, in a sentence of your own.")
    ],
    doel: Doel = None,
) -> None:
    """Send a signed version back to its author instead of reviewing it; the author is told why."""
    row, configured = standing_row(advisory, store)
    who = account_of(by)
    account = Account("advisory send-back", doel, [store], configured, act="review", by=who)
    keys = load_keys(configured)
    version = send_back(store, row, who, _now(), sentence, account, keys, configured, say)
    print(f"{version.name}: sent back to {version.author}")


@app.command("versions")
def versions(advisory: Name, store: OneStore, json: Json = False) -> None:
    """List the signed versions of an advisory, each with how it stands now and what it rests on."""
    with DossierFile.read(store) as dossier:
        found = dossier.versions(advisory)
    with Standing([store], say) as standing:
        row = standing.advisory(advisory)
    now = None if row is None else decoded(row.body)
    stands = [stand(Status(one.status), one.versie, now) for one in found]
    rows = [
        {name: getattr(one, name) for name in one.__struct_fields__ if name not in {"body", "links"}}
        | {"name": one.name, "stand": stands[number]}
        for number, one in enumerate(found)
    ]
    if json:
        print_json({"versions": rows})
        return
    for one, status in zip(found, stands, strict=True):
        print(f"{one.name}  {status}  {one.author} {one.authored}  {one.reviewer or '-'}  {one.sha256[:16]}")


@app.command("diff")
def diff(
    advisory: Name,
    store: OneStore,
    old: Annotated[int, typer.Option("--from", help="Number of a signed version.")],
    new: Annotated[int | None, typer.Option("--to", help="Another one; without it what stands now.")] = None,
    doel: Doel = None,
) -> None:
    """Show what two versions of an advisory say differently, field by field."""
    row, configured = standing_row(advisory, store)
    Account("advisory diff", doel, [store], configured).note(1, [row.id])
    with DossierFile.read(store) as dossier:
        signed = {one.versie: decoded(one.body) for one in dossier.versions(advisory)}
    for number in (old, new):
        if number is not None and number not in signed:
            raise WrongUse(f"version {number} of {advisory} was never signed")
    for line in changes(signed[old], decoded(row.body) if new is None else signed[new]):
        print(line)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
