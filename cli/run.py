"""`dwarsverband run`: files into a store, without a broker."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import Json
from cli.summary import print_summary
from cli.terminal import print_json
from streams import rules_file, settings
from streams.decisions_file import DECISIONS_FILE
from streams.errors import WrongUse
from streams.lines import inputs
from streams.sources import READERS

__all__ = ["command"]


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
    configured = settings.load()
    keys = load_keys(configured)
    rules = rules_file.load_rules()
    named = [_source(text) for text in source or []]
    decided = store is not None and (store / DECISIONS_FILE).exists()
    if not paths and not named and not decided:
        raise WrongUse("run: needs a PATH or a --source NAME=PATH, or a --store with decisions in")
    with _folder(store) as folder:
        files = inputs(paths or [], apart=folder / DECISIONS_FILE)
        with embedded(folder, files, named, keys, rules, configured) as finished:
            if json:
                print_json(finished.summary)
            else:
                print_summary(finished.summary, finished.local, finished.screen)


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
