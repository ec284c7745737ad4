"""`dwarsverband demo`: a made-up town, end to end, and how much of what was planted is found."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import typer

from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import Json
from cli.summary import identity_counts
from cli.terminal import print_json, say
from demo.match import match
from demo.report import report, wide_enough
from demo.town import EVENTS, FEWEST, Town, generate, write
from streams import rules_file, settings
from streams.errors import WrongUse
from streams.lines import inputs

__all__ = ["command"]

SEED, PEOPLE = 1, 10_000
# The town of the README; another seed gives another town of the same kind.


def command(
    no_desk: Annotated[bool, typer.Option("--no-desk", help="End when the table is printed.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another town.")] = SEED,
    people: Annotated[int, typer.Option("--people", min=FEWEST, help="How many live there.")] = PEOPLE,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="Kept here, with the town's log, to look further."),
    ] = None,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--language", help="Language of the report.")
    ] = "nl",
    json: Json = False,
) -> None:
    """Generate a made-up harbour town, run it through the embedded pipeline, and show what was found.

    All names are invented. The same seed gives the same town.
    """
    del no_desk  # the command ends with the table as long as there is no desk
    configured = settings.load()
    keys = load_keys(configured)
    rules = rules_file.load_rules()
    with _folder(store) as folder:
        town = generate(seed, people)
        log = folder / "town"
        write(town, log)
        with embedded(folder, inputs([str(log / EVENTS)]), [], keys, rules, configured) as finished:
            summary: dict[str, Any] = msgspec.to_builtins(finished.summary)
            summary |= identity_counts(finished.screen)
            flags = [msgspec.json.decode(row.message()) for row in finished.local.store.flags()]
        if json:
            print_json(summary | _found(flags, town))
        else:
            report(wide_enough(), summary, flags, town.truth, town.lines(), language)
    if store is not None:
        say(f"kept: dwarsverband export flags --store {store}; the log and the truth are in {store / 'town'}")


def _found(flags: list[dict[str, Any]], town: Town) -> dict[str, Any]:
    """Say what `--json` says of the truth besides the run's own figures."""
    result = match(flags, town.truth)
    return {
        "planted": result.planted,
        "found": len(result.found),
        "missed": [structure.id for structure in result.missed],
        "false": list(result.false),
        "lookalikes": result.lookalikes,
        "tricked": [structure.id for structure in result.tricked],
    }


@contextmanager
def _folder(store: Path | None) -> Iterator[Path]:
    """Give the folder to keep, which must be new, or one that goes afterwards."""
    if store is None:
        with tempfile.TemporaryDirectory(prefix="dwarsverband-demo-") as folder:
            yield Path(folder)
        return
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise WrongUse(f"--store {store}: the demo needs a new or empty folder")
    yield store
