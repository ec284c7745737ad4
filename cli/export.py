"""`dwarsverband export`: what a store holds, as a file, now or as of a past day."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from agents.accounting import Account
from agents.standing import Standing
from cli.as_of import AsOf
from cli.contents import content
from cli.options import Doel, Stores
from cli.terminal import progress_bar, say
from streams import rules_file, settings
from streams.errors import Failure, WrongUse
from streams.exports.content import Content, Row
from streams.exports.formats import FORMATS, writer

__all__ = ["command"]


class Kind(StrEnum):
    """What can be exported."""

    FLAGS = "flags"
    ADVISORIES = "advisories"
    ENTITIES = "entities"
    RELATIONS = "relations"
    LINKS = "links"
    DEADLETTERS = "deadletters"


def command(
    kind: Annotated[Kind, typer.Argument(help="What to write.")],
    store: Stores,
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "jsonl",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="- is standard output.")
    ] = "-",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="VALID[,KNOWN]", help="As it was on a day, as far as known on another."
        ),
    ] = None,
    doel: Doel = None,
) -> None:
    """Write objects sorted by id, one a line in the default format; withdrawn flags are in it."""
    configured = settings.load()
    write = writer(format_, kind)
    moment = None if as_of is None else AsOf.parse(as_of)
    if moment is not None and kind is Kind.DEADLETTERS:
        raise WrongUse("--as-of: dead letters have no past, they are kept as they came")
    if moment is not None and kind is Kind.ADVISORIES:
        raise WrongUse("--as-of: of an advisory the signed versions are kept, not every day's")
    rules = rules_file.load_rules()
    # In development the contract's whole export, for tests and exchange; in production by the one role alone (R29).
    protection = configured.profile == "development" or configured.sees_protection
    reading = Account(f"export {kind}", doel, store, configured, act="export")
    with Standing(store, say) as standing, progress_bar() as progress:
        found = _Counted(content(kind, standing, rules, moment, progress, protection=protection))
        try:
            with _output(output) as out:
                write(found.content, out)
        finally:
            reading.note(found.count, persons=sorted(found.persons))


class _Counted:
    """Counts the objects that an export takes, and notes the persons among them, for the account of what was read."""

    def __init__(self, whole: Content) -> None:
        self.count = 0
        self.persons: set[str] = set()
        """One record of each person."""
        nodes, edges = whole.nodes, whole.edges
        self.content = Content(
            whole.kind,
            lambda: self._counting(whole.rows()),
            None if nodes is None else lambda: self._counting(nodes()),
            None if edges is None else lambda: self._counting(edges()),
        )

    def _counting(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self.count += 1
            self.persons.update(_persons(row))
            yield row


def _persons(row: Row) -> Iterator[str]:
    """Give a record of each person that an entity, a flag or its evidence is about; relations and links name no kind."""
    for node in (row, *row.get("evidence", {}).get("nodes", ())):
        if node.get("kind") == "person":
            yield min(node["records"])


@contextmanager
def _output(name: str) -> Iterator[BinaryIO]:
    """Open what to write to; a file appears under its name only when it is whole, for its owner alone to read."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise Failure(f"-o {name}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(part).replace(path)
    except OSError as error:
        raise Failure(f"-o {name}: {error.strerror}") from error
    finally:
        Path(part).unlink(missing_ok=True)
