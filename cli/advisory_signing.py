"""The two signatures under an advisory, and what was signed; mounted under `dwarsverband advisory`."""

import datetime as dt
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from agents.standing import Standing
from cli.accounting import Account
from cli.advisory_writing import Name, standing_row
from cli.deciding import decided
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from screening.advisory import Advisory, Data, Status, decoded, encoded
from screening.advisory_change import changes
from screening.signing import ReviewReason, SigningError, check_author, check_reviewer
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Opened
from streams.dossier.version import Version
from streams.errors import Failure, WrongUse
from streams.settings import Settings
from streams.store_rows import AdvisoryRow

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
    with DossierFile.open(store) as dossier:
        version = _last_version(dossier, row.id)
        signed = decoded(version.body)
        found = next((one for one in signed.feiten if one.id == fact), None)
        if found is None:
            raise WrongUse(f"FACT {fact}: must be one of {', '.join(one.id for one in signed.feiten)}")
        account.note(1, [version.name])
        dossier.write(row.id, who, _now(), Opened(version.versie, fact))
    with Standing([store], say) as standing:
        body = standing.body(row.gemeente, found.event.source, found.event.id)
    print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    print("(the event is no longer kept)" if body is None else msgspec.json.format(body, indent=2).decode())


@app.command("sign")
def sign(advisory: Name, store: OneStore, by: By, doel: Doel = None) -> None:
    """Sign as author: every question answered. Freezes this version, its bytes and all it rests on."""
    row, configured = standing_row(advisory, store)
    who, now = account_of(by), _now()
    concept = decoded(row.body)
    try:
        status = check_author(concept)
    except SigningError as error:
        raise Failure(f"{row.id}: {error}") from None
    mens = msgspec.structs.replace(concept.mens, opsteller=who, data=Data(now.date().isoformat()))
    version = _frozen(msgspec.structs.replace(concept, status=status, mens=mens), row, store, who, now)
    Account("advisory sign", doel, [store], configured, act="sign", by=who).note(1, [version.name])
    with DossierFile.open(store) as dossier:
        if any(one.versie == version.versie for one in dossier.versions(row.id)):
            raise Failure(f"{version.name}: is signed already")
        dossier.freeze(version)
    _told_the_log(version, row.gemeente, who, "opsteller", store, configured)
    print(f"{version.name}: {status}")


@app.command("review")
def review(
    advisory: Name,
    store: OneStore,
    by: By,
    reason: Annotated[ReviewReason, typer.Option("--reason", help="Why you agree.")],
    sentence: Annotated[str, typer.Option("--sentence", metavar="TEXT", help="A sentence of your own.")],
    doel: Doel = None,
) -> None:
    """Sign as reviewer: another person than the author, who opened every fact of the signed version."""
    row, configured = standing_row(advisory, store)
    who, now = account_of(by), _now()
    with DossierFile.open(store) as dossier:
        version = _last_version(dossier, row.id)
        if decoded(row.body).versie != version.versie:
            raise Failure(
                f"{row.id}: facts changed since {version.name} was signed; the next version needs its author"
            )
        opened = {
            one.record.feit
            for one in dossier.entries(row.id)
            if isinstance(one.record, Opened) and one.record.versie == version.versie and one.by == who
        }
        try:
            status = check_reviewer(
                decoded(version.body), Status(version.status), version.author, who, opened, sentence
            )
        except SigningError as error:
            raise Failure(f"{version.name}: {error}") from None
        Account("advisory review", doel, [store], configured, act="review", by=who).note(1, [version.name])
        moment = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        dossier.settle(
            msgspec.structs.replace(
                version,
                status=str(status),
                reviewer=who,
                reviewed=moment,
                reason=str(reason),
                sentence=sentence,
            )
        )
    _told_the_log(version, row.gemeente, who, "beoordelaar", store, configured)
    print(f"{version.name}: {status}")


@app.command("versions")
def versions(advisory: Name, store: OneStore, json: Json = False) -> None:
    """List the signed versions of an advisory, each with what it rests on."""
    with DossierFile.read(store) as dossier:
        found = dossier.versions(advisory)
    rows = [
        {name: getattr(one, name) for name in one.__struct_fields__ if name not in {"body", "links"}}
        | {"name": one.name}
        for one in found
    ]
    if json:
        print_json({"versions": rows})
        return
    for one in found:
        print(
            f"{one.name}  {one.status}  {one.author} {one.authored}  {one.reviewer or '-'}  {one.sha256[:16]}"
        )


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


def _frozen(signed: Advisory, row: AdvisoryRow, store: Path, who: str, now: dt.datetime) -> Version:
    """Freeze the bytes, and with them what they rest on: facts known until when, rules, identity links, log position."""
    with Standing([store], say) as standing:
        flags = [
            msgspec.json.decode(one.body) for name in signed.flags if (one := standing.flag(name)) is not None
        ]
        position = max(one.last_event() for one in standing.stores)
    body = encoded(signed)
    return Version(
        row.id,
        signed.versie,
        str(signed.status),
        body,
        sha256(body).hexdigest(),
        signed.digest,
        signed.as_of.known,
        ",".join(sorted({flag["rules"] for flag in flags})),
        msgspec.json.encode([link for flag in flags for link in flag["identity"]]),
        str(position),
        who,
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _last_version(dossier: DossierFile, advisory: str) -> Version:
    found = dossier.versions(advisory)
    if not found:
        raise Failure(f"{advisory}: no version is signed by its author yet")
    return found[-1]


def _told_the_log(
    version: Version, gemeente: str, who: str, rol: str, store: Path, configured: Settings
) -> None:
    """Let the signature be an event, and the advisory as it stands show it."""
    data = {
        "gemeente": gemeente,
        "door": who,
        "advies": version.advisory,
        "versie": version.versie,
        "rol": rol,
    }
    with decided(store, "advies-ondertekend", [data], load_keys(configured), configured):
        pass


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
