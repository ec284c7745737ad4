"""`dwarsverband retention`: what is due, its destruction with a report that proves it, and legal holds."""

import datetime as dt
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from agents.accounting import Account
from agents.deciding import write_entries
from agents.judgements import given_on
from agents.retention import destroy
from agents.retention import due as due_items
from agents.standing import Standing, of_worker
from cli.deciding import decided
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import By, Json, OneStore, account_of
from cli.terminal import print_json, say
from cli.verdict import day_of
from screening.retention import POLICY, POLICY_VERSION, Item, Kept
from streams import rules_file, settings
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Hold, Released
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

REPORTS = "vernietiging"
# Folder, inside the store's, of the statements of destruction (Archiefbesluit).

Now = Annotated[
    str | None, typer.Option("--now", metavar="DATE", help="The day to look at; without it the clock's.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence of your own.")]
Gemeente = Annotated[
    str | None,
    typer.Option("--gemeente", metavar="CODE", help="Of the token of a record, where a store has several."),
]
Key = Annotated[
    str,
    typer.Argument(metavar="KEY", help="Id of a flag or advisory, token of a record, or GEMEENTE SOURCE ID."),
]


@app.command("due")
def due(store: OneStore, now: Now = None, json: Json = False) -> None:
    """List what is due for destruction, and what a legal hold keeps."""
    today = _today(now)
    free, kept = due_items(store, load_keys(settings.load()), today, say)
    if json:
        print_json(
            {"policy": POLICY_VERSION, "today": today.isoformat(), "due": _rows(free), "held": _rows(kept)}
        )
        return
    for item in free:
        print(f"{item.kept:18} {item.since}  {item.key}")
    for item in kept:
        print(f"{item.kept:18} {item.since}  {item.key}  (legal hold)")


@app.command("apply")
def apply(store: OneStore, by: By, now: Now = None, json: Json = False) -> None:
    """Destroy what is due: flags nobody worked on expire, the rest goes, free pages included; writes a report."""
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    today = _today(now)
    free, kept = due_items(store, keys, today, say)
    account = Account(
        "retention apply",
        None if configured.profile == "development" else "bibob",
        [store],
        configured,
        act="destroy",
        by=who,
    )
    account.note(len(free), [_hashed(item) for item in free])
    expired = _expire(
        [item for item in free if item.kept is Kept.VLAG_ONBEWERKT], store, who, keys, configured
    )
    gone = [item for item in free if item.kept is not Kept.VLAG_ONBEWERKT]
    if gone and of_worker(store):
        kinds = ", ".join(sorted({str(item.kept) for item in gone}))
        raise Failure(
            f"retention apply: {expired} flags expired; {len(gone)} more are due ({kinds}), which a worker's store and"
            " journal do not give up yet"
        )
    if gone:
        rules = rules_file.load_rules()
        with embedded(store, [], [], keys, rules, configured) as finished, DossierFile.open(store) as dossier:
            destroy(finished.local.store, dossier, gone, keys)
        with embedded(store, [], [], keys, rules, configured):
            pass  # what rested on it is found anew without it
    left = {item.key for item in due_items(store, keys, today, say)[0]} & {item.key for item in gone}
    report = _report(today, who, free, kept, expired, sorted(left))
    path = _kept_report(store, report)
    if json:
        print_json(report | {"report": str(path)})
    else:
        print(f"destroyed {len(gone)}, expired {expired}, held {len(kept)}: {path}")
    if left:
        raise Failure(f"retention apply: {len(left)} are still there")


@app.command("hold")
def hold(
    key: Key,
    store: OneStore,
    reason: Reason,
    by: By,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Without it until released.")
    ] = None,
    gemeente: Gemeente = None,
) -> None:
    """Put something under a legal hold: objection, appeal, advice of the Bureau running."""
    held = Hold(reason, None if until is None else day_of("--until", until))
    _write(key, store, by, "hold", held, gemeente)


@app.command("release")
def release(key: Key, store: OneStore, reason: Reason, by: By, gemeente: Gemeente = None) -> None:
    """End a legal hold."""
    _write(key, store, by, "release", Released(reason), gemeente)


def _write(key: str, store: Path, by: str, act: str, record: Hold | Released, gemeente: str | None) -> None:
    configured = settings.load()
    who = account_of(by)
    purpose = None if configured.profile == "development" else "bibob"
    account = Account(f"retention {act}", purpose, [store], configured, act=act, by=who)
    where = gemeente or _municipality(key, store)
    account.note(1, [key])
    keys = load_keys(configured)
    write_entries(store, where, key, who, dt.datetime.now(dt.UTC), [record], keys, configured, say)
    print(f"{key}: {act}")


def _municipality(key: str, store: Path) -> str:
    """Give the municipality of what a key names: its own, or the only one of the store."""
    with Standing([store], say) as standing:
        row = standing.flag(key) or standing.advisory(key)
        known = list(standing.municipalities())
    first = key.partition(" ")[0]
    found = [row.gemeente] if row is not None else [first] if first in known else known
    if len(found) != 1:
        raise WrongUse(f"{key}: may be of {', '.join(found) or 'no municipality'}: give --gemeente")
    return found[0]


def _today(now: str | None) -> dt.date:
    return dt.datetime.now(dt.UTC).date() if now is None else dt.date.fromisoformat(day_of("--now", now))


def _expire(found: list[Item], store: Path, who: str, keys: Keys, configured: Settings) -> int:
    """Let flags expire that nobody worked on: a decision each, taken in at once."""
    with Standing([store], say) as standing:
        rows = [row for item in found if (row := standing.flag(item.key)) is not None]
    if rows:
        every = [{"gemeente": row.gemeente, "door": who, "flag": row.id, **given_on(row)} for row in rows]
        with decided(store, "vlag-verlopen", every, keys, configured):
            pass
    return len(rows)


def _rows(found: list[Item]) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(item) | {"ground": POLICY[item.kept].ground} for item in found]


def _hashed(item: Item) -> str:
    return f"{item.kept}:{sha256(item.key.encode()).hexdigest()[:32]}"


def _report(
    today: dt.date, who: str, free: list[Item], kept: list[Item], expired: int, left: list[str]
) -> dict[str, Any]:
    """Make the statement of destruction: what kinds, how many, on which ground, and that none is left."""
    return {
        "verklaring": "verklaring van vernietiging",
        "policy": POLICY_VERSION,
        "today": today.isoformat(),
        "door": who,
        "counts": dict(Counter(str(item.kept) for item in free)),
        "grounds": {str(item.kept): POLICY[item.kept].ground for item in free},
        "items": [_hashed(item) for item in free],
        "expired_flags": expired,
        "held": len(kept),
        "still_there": left,
    }


def _kept_report(store: Path, report: dict[str, Any]) -> Path:
    folder = store / REPORTS
    folder.mkdir(exist_ok=True)
    body = msgspec.json.format(msgspec.json.encode(report), indent=2)
    path = folder / f"{report['today']}-{sha256(body).hexdigest()[:12]}.json"
    path.write_bytes(body + b"\n")
    return path
