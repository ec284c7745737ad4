"""`dwarsverband run`: files into a store, without a broker."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from agents.local import DECISIONS_FILE, Local, Summary
from agents.screen import Screen
from cli.keys import load_keys
from cli.options import Json
from cli.summary import print_summary
from cli.terminal import print_json, progress_bar, say
from graph.municipality import Municipality
from graph.rules import Rules
from streams import rules_file, settings
from streams.errors import WrongUse
from streams.lines import Input, inputs
from streams.pseudonyms import Keys
from streams.sources import READERS
from streams.store import Store

__all__ = ["command"]

MICROSECOND = 1_000
# Nanoseconds in one.


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="A file, a folder of *.ndjson, or - for standard input."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="NAME=PATH", help=f"A real format: {', '.join(READERS)}. May be repeated."
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="Kept here; without it in a temporary folder."),
    ] = None,
    json: Json = False,
) -> None:
    """Read CloudEvents (JSON lines) in the order given, screen them, and say what was found.

    The same command again, also after a kill, ends in the same state.
    """
    keys = load_keys(settings.load())
    rules = rules_file.load_rules()
    named = [_source(text) for text in source or []]
    if not paths and not named:
        raise WrongUse("run: needs a PATH or a --source NAME=PATH")
    with _folder(store) as folder:
        decisions = folder / DECISIONS_FILE
        files = inputs(paths or [], apart=decisions)
        _run(folder, files, named, decisions, keys, rules, json=json)


def _run(
    folder: Path,
    files: Sequence[Input],
    named: Sequence[tuple[str, Path]],
    decisions: Path,
    keys: Keys,
    rules: Rules,
    *,
    json: bool,
) -> None:
    begun = time.monotonic()
    with Store.open(folder) as store:
        screen = Screen(store, lambda gemeente: Municipality(gemeente, rules), outbox=False)
        with progress_bar() as progress:
            local = Local(store, screen, keys, clock=_now, progress=progress)
            summary = local.run(files, named, decisions)
        summary.seconds = round(time.monotonic() - begun, 3)
        _show(summary, local, screen, json=json)


def _show(summary: Summary, local: Local, screen: Screen, *, json: bool) -> None:
    for gemeente in screen.held:
        say(f"municipality {gemeente} is on hold after three crashes: its events are stored, not screened")
    if json:
        print_json(summary)
    else:
        print_summary(summary, local, screen)


def _now() -> int:
    return time.time_ns() // MICROSECOND


def _source(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise WrongUse(f"--source {text}: must be NAME=PATH")
    if name not in READERS:
        raise WrongUse(f"--source {name}: must be one of {', '.join(READERS)}")
    if not Path(path).exists():
        raise WrongUse(f"--source {name}: {path}: there is no such file or folder")
    return name, Path(path)


@contextmanager
def _folder(store: Path | None) -> Iterator[Path]:
    if store is not None:
        if store.exists() and not store.is_dir():
            raise WrongUse(f"--store {store}: is no folder")
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="dwarsverband-") as folder:
        yield Path(folder)
