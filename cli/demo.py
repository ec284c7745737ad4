"""`dwarsverband demo`: a made-up town, end to end, and how much of what was planted is found."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import typer

from agents.standing import Standing
from agents.weeks import flags_by_week
from cli.desk import serve
from cli.embedded import embedded
from cli.keys import load_keys
from cli.options import Json
from cli.summary import identity_counts
from cli.terminal import print_json, progress_bar, say
from demo.match import by_group, match
from demo.profiles import Profile, lines_of
from demo.report import report, wide_enough
from demo.town import EVENTS, FEWEST, Town, generate, write
from graph.weekly import Week
from streams import rules_file, settings
from streams.errors import WrongUse
from streams.lines import inputs
from streams.pseudonyms import Keys

__all__ = ["command"]

SEED, PEOPLE = 1, 10_000
# The town of the README; another seed gives another town of the same kind.


def command(
    no_desk: Annotated[bool, typer.Option("--no-desk", help="End when the table is printed.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another town.")] = SEED,
    people: Annotated[int, typer.Option("--people", min=FEWEST, help="How many live there.")] = PEOPLE,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store", metavar="DIR", help="Kept here, and the town's log in DIR-town, to look further."
        ),
    ] = None,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--language", help="Language of the report.")
    ] = "nl",
    profile: Annotated[
        Literal["dag-een", "volledig"] | None,
        typer.Option(
            "--profile",
            help="With what a municipality has on day one, or with every register; without it, both are compared.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Generate a made-up harbour town, run it through the embedded pipeline, and show what was found.

    Then the desk is served, on this machine alone, where there is a terminal. All names are invented. The same seed gives the same town.
    """
    shown = Profile(profile or "volledig")
    whole = generate(seed, people)
    town = Town(tuple(lines_of(shown, whole.lines())), whole.truth)
    with _folder(store) as folder:
        summary, flags = _screened(folder, town)
        weeks = _weeks(folder)
        day_one = None
        if profile is None:
            with _folder(None) as other:
                less = Town(tuple(lines_of(Profile.DAY_ONE, whole.lines())), whole.truth)
                day_one = _screened(other, less)[1]
        if json:
            compared = {} if day_one is None else {"day_one": _found(day_one, town)}
            print_json(summary | _found(flags, town) | compared | {"weeks": weeks})
        else:
            report(
                wide_enough(),
                summary,
                flags,
                town.truth,
                town.lines(),
                language,
                day_one=day_one,
                weeks=weeks,
            )
        if not (no_desk or json) and sys.stdin.isatty() and sys.stdout.isatty():
            configured = settings.load()
            serve(folder, 0, configured, Keys.load(configured.keys))
    if store is not None:
        say(f"kept: dwarsverband export flags --store {store}; the log and the truth are in {_log_of(store)}")


def _screened(folder: Path, town: Town) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Run a town's log into a folder; return what `run --json` says, and the flags."""
    configured = settings.load()
    log = _log_of(folder)
    write(town, log)
    sources = inputs([str(log / EVENTS)])
    with embedded(
        folder, sources, [], load_keys(configured), rules_file.load_rules(), configured
    ) as finished:
        flags = [msgspec.json.decode(row.message()) for row in finished.local.store.flags()]
        summary: dict[str, Any] = msgspec.to_builtins(finished.summary)
        return summary | identity_counts(finished.screen), flags


def _weeks(folder: Path) -> list[Week]:
    """Follow the town from day to day: new and reopened flags by week."""
    with Standing([folder], say) as standing, progress_bar() as progress:
        return flags_by_week(standing, rules_file.load_rules(), progress, settings.load().profile)


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
        "groups": {
            group: {"planted": score.planted, "found": score.found}
            for group, score in by_group(flags, town.truth).items()
        },
    }


def _log_of(store: Path) -> Path:
    """Give where the town's log goes: beside the store, as other people's files lie, since an erasure is of the store."""
    return store.absolute().with_name(f"{store.absolute().name}-town")


@contextmanager
def _folder(store: Path | None) -> Iterator[Path]:
    """Give the folder to keep, which must be new, or one that goes afterwards."""
    if store is None:
        with tempfile.TemporaryDirectory(prefix="dwarsverband-demo-") as folder:
            yield Path(folder) / "store"
        return
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise WrongUse(f"--store {store}: the demo needs a new or empty folder")
    if _log_of(store).exists():
        raise WrongUse(f"--store {store}: the log of an earlier demo lies in {_log_of(store)}")
    yield store
