"""`dwarsverband resolve`: which records of a file are one person or organisation, without a store or a broker."""

import time
from pathlib import Path
from typing import Annotated

import typer

from agents.accounting import Account
from agents.resolve import Resolution, resolve
from cli.options import Doel, Json
from cli.resolve_explained import explained, print_explained
from cli.terminal import print_json, progress_bar, say
from streams import settings
from streams.errors import WrongUse
from streams.records import RecordTable
from streams.records.output import write_resolved

__all__ = ["command"]


def command(
    records: Annotated[
        Path,
        typer.Argument(metavar="RECORDS.csv", help="A CSV file with any of the columns in docs/cli.md."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT.csv", help="Written here; - is standard output."),
    ] = None,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain",
            metavar="A B",
            help="Why two records are or are not one: their record_id, or source#record_id.",
        ),
    ] = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Add entity_id, probability and reason to each record; all columns of the input stay as they are.

    Records with one entity_id are one person or organisation. The probability is that of the weakest link on the way to the
    entity's first record, the reason says what that link rests on.
    """
    Account("resolve", doel, (), settings.load())
    if output is None and explain is None:
        raise WrongUse("resolve: needs -o OUT.csv, or --explain A B")
    if output is not None and json and str(output) == "-":
        raise WrongUse("resolve: -o - and --json both want standard output; give -o a file")
    if output is not None and output.exists() and records.exists() and output.samefile(records):
        raise WrongUse(f"-o {output}: is the file that is read; give another")
    if output is not None and str(output) != "-" and not output.absolute().parent.is_dir():
        raise WrongUse(f"-o {output}: there is no folder {output.absolute().parent}")
    begun = time.monotonic()
    with progress_bar() as progress:
        table = RecordTable(records)
        resolution = resolve(table, progress)
        if output is not None:
            write_resolved(table, resolution.findings(), output, progress)
    for warning in resolution.warnings:
        say(warning)
    if explain is not None:
        pair = explained(resolution, *explain)
        if json:
            print_json(pair)
        else:
            print_explained(pair)
    elif json:
        print_json(_summary(resolution, time.monotonic() - begun))
    else:
        say(_sentence(_summary(resolution, time.monotonic() - begun)))


def _summary(resolution: Resolution, seconds: float) -> dict[str, int | float]:
    return {
        "records": len(resolution.ids),
        "entities": resolution.entities,
        "pairs": resolution.pairs,
        "seconds": round(seconds, 3),
    }


def _sentence(summary: dict[str, int | float]) -> str:
    return (
        f"{summary['records']:,} records are {summary['entities']:,} persons and organisations"
        f" ({summary['pairs']:,} pairs looked at, {summary['seconds']:.1f} s)"
    )
