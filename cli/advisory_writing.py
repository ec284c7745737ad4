"""What a human writes in an advisory and its dossier; mounted under `dwarsverband advisory`."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from agents.accounting import Account
from agents.case_entries import HUMAN, read_record, write_record
from agents.standing import Standing
from cli.deciding import take_in
from cli.keys import load_keys
from cli.options import By, Doel, Json, OneStore, account_of
from cli.terminal import print_json, say
from screening.advisory import Advisory, Status, decoded, sentences
from screening.sentence import Afweging
from streams import settings
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import (
    Answer,
    AnyRecord,
    TaskDone,
    TaskOpened,
    Told,
)
from streams.errors import Failure, WrongUse
from streams.settings import Settings
from streams.store_rows import AdvisoryRow

__all__ = ["Name", "app", "standing_row"]

app = typer.Typer(rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="ADVISORY", help="Id of the advisory (a:…).")]


@app.command("answer")
def answer(
    advisory: Name,
    store: OneStore,
    question: Annotated[
        str, typer.Option("--question", metavar="KEY", help="Key of the question, as `show` gives it.")
    ],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="Your weighing, in your own words.")],
    by: By,
    doel: Doel = None,
) -> None:
    """Answer a question that only a human can: it stands in the advisory with your account."""
    row, configured = standing_row(advisory, store)
    known = {one.vraag for one in _weighings(decoded(row.body))}
    if question not in known:
        raise WrongUse(f"--question {question}: must be one of {', '.join(sorted(known))}")
    _record(row, store, by, doel, configured, Answer(question, text))


@app.command("record")
def record(
    advisory: Name,
    store: OneStore,
    kind: Annotated[str, typer.Option("--kind", help=f"One of {', '.join(HUMAN)}.")],
    by: By,
    field: Annotated[
        list[str] | None, typer.Option("--field", metavar="NAME=VALUE", help="May be repeated.")
    ] = None,
    doel: Doel = None,
) -> None:
    """Record what belongs to the dossier: degree of danger, answers, hearings, own research, forms, the decision."""
    row, configured = standing_row(advisory, store)
    if kind not in HUMAN:
        raise WrongUse(f"--kind {kind}: must be one of {', '.join(HUMAN)}")
    _record(row, store, by, doel, configured, _read(kind, field or []))


def _read(kind: str, fields: list[str]) -> AnyRecord:
    given: dict[str, Any] = {}
    for text in fields:
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongUse(f"--field {text}: must be NAME=VALUE")
        outer, dot, inner = name.partition(".")
        if dot:
            given.setdefault(outer, {})[inner] = value
        else:
            given[name] = value
    return read_record(kind, given)


def _record(
    row: AdvisoryRow, store: Path, by: str, doel: str | None, configured: Settings, written: AnyRecord
) -> None:
    who = account_of(by)
    account = Account("advisory record", doel, [store], configured, act="record", by=who)
    keys = load_keys(configured)
    write_record(store, row.gemeente, row.id, written, who, _now(), account, keys, configured, say)
    take_in(store, keys, configured)
    print(f"{row.id}: written")


@app.command("tasks")
def tasks(store: OneStore, json: Json = False) -> None:
    """List what is to be done about advisories, and the messages to whoever signed one."""
    rows: list[dict[str, str]] = []
    with DossierFile.read(store) as dossier:
        for entry in dossier.entries():
            one = entry.record
            if isinstance(one, TaskOpened):
                rows.append(
                    {
                        "advisory": entry.key,
                        "what": one.wat,
                        "due": one.termijn,
                        "for": entry.by,
                        "text": one.toelichting,
                    }
                )
            elif isinstance(one, TaskDone):
                rows = [row for row in rows if (row["advisory"], row["what"]) != (entry.key, one.wat)]
            elif isinstance(one, Told):
                rows.append(
                    {"advisory": entry.key, "what": "bericht", "due": "", "for": one.aan, "text": one.tekst}
                )
    if json:
        print_json({"tasks": rows})
        return
    for row in rows:
        print(f"{row['advisory']}  {row['what']}  {row['due']}  {row['for']}  {row['text']}")


def standing_row(advisory: str, store: Path) -> tuple[AdvisoryRow, Settings]:
    """Give an advisory that stands, and the settings.

    Raises
    ------
    Failure
        When there is none, or it has lapsed.
    """
    with Standing([store], say) as standing:
        row = standing.advisory(advisory)
    if row is None or row.status is Status.VERVALLEN:
        raise Failure(f"{advisory}: there is no such advisory standing in this store")
    return row, settings.load()


def _weighings(advisory: Advisory) -> list[Afweging]:
    return [one for _, one in sentences(advisory) if isinstance(one, Afweging)]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
