"""`dwarsverband identity`: the doubts that people must decide, what contradicts itself, and the judgement of a person."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from agents.accounting import Account
from agents.judging import judge
from agents.standing import Standing
from cli.identity_shown import print_alarms, print_numbers, print_queue
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, Stores, account_of
from cli.terminal import print_json, progress_bar, say
from cli.towns import towns
from graph.doubts import weight
from graph.municipality import Municipality
from streams import rules_file, settings
from streams.decisions_file import DECISIONS_FILE
from streams.errors import WrongUse

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

Rows = list[dict[str, Any]]
Language = Annotated[Literal["nl", "en"], typer.Option("--language", help="Language of the words around.")]


class Verdict(StrEnum):
    """What a person may judge of two records (contracts.md section 2)."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@app.command("queue")
def queue(store: Stores, language: Language = "nl", json: Json = False, doel: Doel = None) -> None:
    """List the pairs that may be one and that nobody decided, those first by which a flag would stand or fall."""
    configured = settings.load()
    # As in exports: in production those flags are for one role alone (R29).
    protection = configured.profile == "development" or configured.sees_protection
    rows = _read(
        "identity queue",
        store,
        doel,
        configured,
        partial(Municipality.doubts, protection=protection),
        _of_a_doubt,
    )
    rows.sort(key=lambda row: (row["a"], row["b"]))
    rows.sort(key=weight, reverse=True)
    if json:
        print_json({"total": len(rows), "doubts": rows})
    else:
        print_queue(rows, language)


@app.command("alarms")
def alarms(store: Stores, language: Language = "nl", json: Json = False, doel: Doel = None) -> None:
    """List what contradicts itself: two register numbers or birth dates, too many records, "different" against a number."""
    rows = _read("identity alarms", store, doel, settings.load(), Municipality.alarms, _of_an_alarm)
    if json:
        print_json({"total": len(rows), "alarms": rows})
    else:
        print_alarms(rows, language)


@app.command("numbers")
def numbers(store: Stores, json: Json = False, doel: Doel = None) -> None:
    """List which KVK number, RSIN and establishments are one organisation, as the registers' events say."""
    rows = _read("identity numbers", store, doel, settings.load(), Municipality.register_numbers, _of_nobody)
    if json:
        print_json({"total": len(rows), "organisations": rows})
    else:
        print_numbers(rows)


@app.command("judge")
def judge_(
    a: Annotated[
        str, typer.Argument(metavar="A", help="Id of a record (source#sleutel, kvk:…, rsin:…, bag:…).")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Id of the other record.")],
    verdict: Annotated[Verdict, typer.Option("--verdict", help="Whether the two are one.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence that others can check.")],
    by: By,
    store: OneStore,
    gemeente: Annotated[
        str | None,
        typer.Option("--gemeente", metavar="CODE", help="Where both stand in several municipalities."),
    ] = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Write down that two records are one, are not, or that it cannot be said; the next `run` applies it.

    A later judgement on the same two takes the place of this one; nothing is erased.
    """
    configured = settings.load()
    keys = load_keys(configured)
    who = account_of(by)
    if not reason.strip():
        raise WrongUse("--reason: must say why, in a sentence that others can check")
    if a == b:
        raise WrongUse(f"identity judge: {a} is one record; a judgement is on two")
    account = Account("identity judge", doel, [store], configured, act="verdict", by=who)
    event, where = judge(
        store, (a, b), verdict.value, reason.strip(), who, gemeente, account, keys, configured, say
    )
    if json:
        print_json({"id": event, "gemeente": where, "a": a, "b": b, "oordeel": verdict.value})
    else:
        print(
            f"{store / DECISIONS_FILE}: {verdict.value}. Applied by the next: dwarsverband run --store {store}"
        )


def _read(
    command: str,
    store: list[Path],
    doel: str | None,
    configured: settings.Settings,
    rows: Callable[[Municipality], Iterable[dict[str, Any]]],
    concerned: Callable[[dict[str, Any]], list[str]],
) -> Rows:
    """Make the municipalities of the stores and take the rows of each; the reading is written down."""
    account = Account(command, doel, store, configured)
    rules = rules_file.load_rules()
    with Standing(store, say) as standing, progress_bar() as progress:
        made = towns(standing, rules, progress, evaluate=command == "identity queue")
        found = [row for town in made for row in rows(town)]
    account.note(len(found), persons=sorted({record for row in found for record in concerned(row)}))
    return found


def _of_a_doubt(row: dict[str, Any]) -> list[str]:
    return [row["a"], row["b"]] if row["kind"] == "person" else []


def _of_an_alarm(row: dict[str, Any]) -> list[str]:
    return list(row["records"])


def _of_nobody(_: dict[str, Any]) -> list[str]:
    return []
