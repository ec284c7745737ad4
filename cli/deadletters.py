"""`dwarsverband deadletters`: what was refused; one that holds *** or is gone cannot be replayed, and says so."""

import base64
import time
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec
import typer

from agents.replay import Replay, address
from agents.screen import ACCEPTED, DUPLICATE, Screen
from agents.standing import Standing
from cli.accounting import Reading
from cli.keys import load_keys
from cli.options import Doel, Json, OneStore, Stores
from cli.terminal import print_json, say
from graph.municipality import Municipality
from streams import rules_file, settings
from streams.deadletters import DeadLetter, replayable
from streams.errors import Failure, WrongUse
from streams.store import Store, partitions
from streams.store_rows import DeadLetterRow

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

Letters = Annotated[
    list[str],
    typer.Argument(metavar="LETTER", help="TOPIC,PARTITION,OFFSET as `list` shows it, or a sha256."),
]


@app.command("list")
def list_(store: Stores, json: Json = False) -> None:
    """List what was refused, by topic, partition and offset."""
    settings.load()
    with Standing(store, say) as standing:
        rows = list(standing.deadletters())
    if json:
        print_json({"total": len(rows), "deadletters": [_line(row) for row in rows]})
        return
    for row in rows:
        line = _line(row)
        about = f" ({line['about']})" if line["about"] else ""
        print(f"{line['letter']}  {line['reason']}{about}  {line['state']}")


@app.command("show")
def show(letter: Letters, store: Stores, doel: Doel = None) -> None:
    """Show dead letters whole, with what may be shown of the message."""
    reading = Reading("deadletters show", doel, store, settings.load())
    with Standing(store, say) as standing:
        rows = _chosen(standing.deadletters(), letter)
    reading.note(len(rows), [address(row) for row in rows])
    for row in rows:
        print(msgspec.json.format(row.body, indent=2).decode())
        found = msgspec.json.decode(row.body, type=DeadLetter)
        content = replayable(found) or _shown(found)
        print(content.decode("utf-8", "replace") if content is not None else _unshown(row))


@app.command("replay")
def replay(
    store: OneStore,
    letter: Annotated[
        list[str] | None, typer.Argument(metavar="LETTER", help="TOPIC,PARTITION,OFFSET, or a sha256.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every dead letter that was not replayed yet.")
    ] = False,
) -> None:
    """Send dead letters through gateway and screen again; exit 1 when one is still not accepted."""
    keys = load_keys(settings.load())
    rules = rules_file.load_rules()
    if every == bool(letter):
        raise WrongUse("deadletters replay: needs a LETTER, or --all")
    if not partitions(store):
        raise WrongUse(f"--store {store}: there is no store in this folder")
    with Store.open(store) as opened:
        screen = Screen(opened, lambda gemeente: Municipality(gemeente, rules), outbox=False)
        rows = list(opened.deadletters())
        rows = [row for row in rows if row.replayed is None] if every else _chosen(rows, letter or [])
        replaying = Replay(opened, screen, keys)
        words = [replaying.one(row, at=time.time_ns() // 1_000) for row in rows]
    for row, word in zip(rows, words, strict=True):
        print(f"{address(row)}  {word}")
    if any(word not in {ACCEPTED, DUPLICATE} for word in words):
        raise Failure("deadletters replay: not every message was accepted")


def _chosen(
    rows: Iterator[DeadLetterRow] | Sequence[DeadLetterRow], letters: Sequence[str]
) -> list[DeadLetterRow]:
    found: dict[str, list[DeadLetterRow]] = {letter: [] for letter in letters}
    for row in rows:
        for name in {address(row), row.sha256} & found.keys():
            found[name].append(row)
    for letter, some in found.items():
        if not some:
            raise Failure(f"{letter}: there is no such dead letter in this store")
    return [row for letter in found for row in found[letter]]


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
    if row.replayed is not None:
        return f"replayed: {row.replayed}"
    return "replayable" if row.sealed is not None or replayable(letter) is not None else "not replayable"


def _shown(letter: DeadLetter) -> bytes | None:
    return None if letter.bytes is None else base64.b64decode(letter.bytes)


def _unshown(row: DeadLetterRow) -> str:
    if row.sealed is not None:
        return "(unreadable: kept under seal for 30 days, replayable, not shown)"
    return "(unreadable: not kept)"
