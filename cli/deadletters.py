"""`dwarsverband deadletters`: what was refused; one that holds *** or is gone cannot be replayed, and says so."""

import base64
import datetime as dt
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from agents.accounting import Account
from agents.replay import Replay, address
from agents.screen import ACCEPTED, DUPLICATE, Screen
from agents.standing import Standing, of_worker
from agents.verdicts import LEAST_WORDS
from cli.keys import load_keys
from cli.options import By, Doel, Json, account_of
from cli.terminal import print_json, say
from graph.municipality import Municipality
from screening.docket import Docket
from streams import letters, rules_file, settings
from streams.deadletters import DeadLetter, Dropped, let_go, replayable
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.store import Store, partitions
from streams.store_rows import DeadLetterRow

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

DONE = {ACCEPTED, DUPLICATE, "sent"}
# What a replay comes to when it succeeds.

Letters = Annotated[
    list[str],
    typer.Argument(metavar="LETTER", help="TOPIC,PARTITION,OFFSET as `list` shows it, or a sha256."),
]
MaybeStores = Annotated[
    list[Path] | None,
    typer.Option("--store", metavar="DIR", help="Folder of a store; without it what stands on Kafka."),
]


@app.command("list")
def list_(store: MaybeStores = None, json: Json = False) -> None:
    """List what was refused, by topic, partition and offset."""
    rows = _rows(store, settings.load())
    if json:
        print_json({"total": len(rows), "deadletters": [_line(row) for row in rows]})
        return
    for row in rows:
        line = _line(row)
        about = f" ({line['about']})" if line["about"] else ""
        print(f"{line['letter']}  {line['reason']}{about}  {line['state']}")


@app.command("show")
def show(letter: Letters, store: MaybeStores = None, doel: Doel = None) -> None:
    """Show dead letters whole, with what may be shown of the message."""
    configured = settings.load()
    reading = Account("deadletters show", doel, store or [], configured)
    rows = _chosen(_rows(store, configured), letter)
    reading.note(len(rows), [address(row) for row in rows])
    for row in rows:
        print(msgspec.json.format(row.body, indent=2).decode())
        content = _shown(msgspec.json.decode(row.body, type=DeadLetter))
        print(_unshown(row) if content is None else content.decode("utf-8", "replace"))


@app.command("replay")
def replay(
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="Folder of a store; without it onto Kafka.")
    ] = None,
    letter: Annotated[
        list[str] | None, typer.Argument(metavar="LETTER", help="TOPIC,PARTITION,OFFSET, or a sha256.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every dead letter that was not replayed yet.")
    ] = False,
) -> None:
    """Send dead letters through gateway and screen again; exit 1 when one is still not accepted."""
    configured = settings.load()
    keys = load_keys(configured)
    if every == bool(letter):
        raise WrongUse("deadletters replay: needs a LETTER, or --all")
    if store is not None:
        words = iter(_replayed_here(store, letter, keys))
    else:
        found = letters.letters(configured)
        rows = _chosen(found, letter) if letter else [row for row in found if not _is_let_go(row)]
        words = zip(map(address, rows), letters.replay(rows, configured, keys), strict=True)
    failed = False
    for name, word in words:
        print(f"{name}  {word}")
        failed = failed or word not in DONE
    if failed:
        raise Failure("deadletters replay: not every message was accepted")


@app.command("drop")
def drop(
    letter: Letters,
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence of your own.")],
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="Folder of a store; without it on Kafka.")
    ] = None,
    json: Json = False,
) -> None:
    """Let dead letters go that nobody will replay: what they held goes, that they were refused and let go stays."""
    configured = settings.load()
    who = account_of(by)
    if len(reason.split()) < LEAST_WORDS:
        raise WrongUse("--reason: must be a sentence of your own, not one word")
    purpose = None if configured.profile == "development" else "bibob"
    account = Account(
        "deadletters drop", purpose, [] if store is None else [store], configured, act="drop", by=who
    )
    gone = Dropped(who, reason, dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if store is None:
        rows = _chosen(letters.letters(configured), letter)
        account.note(len(rows), [address(row) for row in rows])
        letters.drop(rows, configured, gone)
    else:
        rows = _let_go_here(store, letter, gone, account)
    if json:
        print_json({"dropped": [address(row) for row in rows]})
    else:
        for row in rows:
            print(f"{address(row)}  dropped")


def _let_go_here(folder: Path, names: Sequence[str], gone: Dropped, account: Account) -> list[DeadLetterRow]:
    if not partitions(folder):
        raise WrongUse(f"--store {folder}: there is no store in this folder")
    if of_worker(folder):
        raise WrongUse(f"--store {folder}: belongs to a worker: its letters stand on Kafka: without --store")
    with Store.open(folder) as opened:
        rows = _chosen(list(opened.deadletters()), names)
        account.note(len(rows), [address(row) for row in rows])
        for row in rows:
            opened.let_go(row, let_go(row.body, gone))
    return rows


def _replayed_here(folder: Path, names: Sequence[str] | None, keys: Keys) -> list[tuple[str, str]]:
    rules = rules_file.load_rules()
    if not partitions(folder):
        raise WrongUse(f"--store {folder}: there is no store in this folder")
    with Store.open(folder) as opened:
        replaying = Replay(
            opened,
            Screen(opened, lambda gemeente: Municipality(gemeente, rules), outbox=False, docket=Docket),
            keys,
        )
        found = list(opened.deadletters())
        rows = _chosen(found, names) if names else _waiting(found)
        return [(address(row), replaying.one(row, at=time.time_ns() // 1_000)) for row in rows]


def _waiting(found: Iterable[DeadLetterRow]) -> list[DeadLetterRow]:
    return [row for row in found if row.replayed is None and not _is_let_go(row)]


def _is_let_go(row: DeadLetterRow) -> bool:
    return msgspec.json.decode(row.body, type=DeadLetter).dropped is not msgspec.UNSET


def _rows(folders: list[Path] | None, configured: settings.Settings) -> list[DeadLetterRow]:
    if not folders:
        return letters.letters(configured)
    with Standing(folders, say) as standing:
        return list(standing.deadletters())


def _chosen(rows: Iterable[DeadLetterRow], names: Sequence[str]) -> list[DeadLetterRow]:
    found: dict[str, list[DeadLetterRow]] = {name: [] for name in names}
    for row in rows:
        for name in {address(row), row.sha256} & found.keys():
            found[name].append(row)
    for letter, some in found.items():
        if not some:
            raise Failure(f"{letter}: there is no such dead letter")
    return [row for some in found.values() for row in some]


def _line(row: DeadLetterRow) -> dict[str, Any]:
    letter = msgspec.json.decode(row.body, type=DeadLetter)
    return {
        "letter": address(row),
        "reason": letter.reason,
        "about": letter.about,
        "source": letter.source,
        "id": letter.id,
        "sha256": letter.sha256,
        "when": letter.when,
        "state": _state(row, letter),
    }


def _state(row: DeadLetterRow, letter: DeadLetter) -> str:
    if letter.dropped is not msgspec.UNSET:
        return f"dropped: {letter.dropped.reason}"
    if row.replayed is not None:
        return f"replayed: {row.replayed}"
    return "replayable" if row.sealed is not None or replayable(letter) is not None else "not replayable"


def _shown(letter: DeadLetter) -> bytes | None:
    return None if letter.bytes is None else base64.b64decode(letter.bytes)


def _unshown(row: DeadLetterRow) -> str:
    if row.sealed is not None:
        return "(unreadable: kept under seal for 30 days, replayable, not shown)"
    return "(unreadable: not kept)"
