"""`dwarsverband doctor`: what is not well with this installation, and what to do about each."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from agents.doctor import Finding, examine
from cli.options import Json
from cli.terminal import print_json
from streams import settings
from streams.errors import WrongUse
from streams.store import partitions
from streams.store_check import check_store

__all__ = ["command"]


def command(
    store: Annotated[
        list[Path] | None, typer.Option("--store", metavar="DIR", help="Folder of stores; may be repeated.")
    ] = None,
    json: Json = False,
) -> None:
    """Look at configuration, clock, broker, topics, disk, stores and account; exit 1 where something is not well.

    Kafka is left out where every store was filled from files and KAFKA_BOOTSTRAP is not set.
    """
    configured = settings.load()
    folders = store or []
    for folder in folders:
        if not folder.is_dir():
            raise WrongUse(f"--store {folder}: there is no such folder")
    found = list(examine(configured, folders, dt.datetime.now(dt.UTC), broker=_on_kafka(folders)))
    well = all(one.well for one in found)
    if json:
        print_json({"well": well, "checks": [msgspec.to_builtins(one) for one in found]})
    else:
        for one in found:
            print(_line(one))
    if not well:
        raise typer.Exit(1)


def _on_kafka(folders: list[Path]) -> bool:
    files = [folder / f"store-{number}.sqlite" for folder in folders for number in partitions(folder)]
    return (
        not files or "KAFKA_BOOTSTRAP" in os.environ or not all(check_store(path).embedded for path in files)
    )


def _line(one: Finding) -> str:
    line = f"{'well' if one.well else 'NOT well':8} {one.check:13} {one.said}"
    return line if one.well else f"{line}\n{'':8} {'':13} do: {one.do}"
