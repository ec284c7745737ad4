"""`dwarsverband backtest`: what a changed rules file would flag otherwise, over the recorded log."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from agents.accounting import Account
from agents.rules_difference import Difference
from agents.rules_trial import compared as compared_by
from agents.standing import Standing
from cli.differences import print_difference
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, progress_bar, say
from graph.rules import Rules
from streams import rules_file, settings
from streams.errors import Failure
from streams.settings import Settings

__all__ = ["command", "compared"]


def command(
    store: Stores,
    rules: Annotated[Path, typer.Option("--rules", metavar="FILE", help="The changed rules file.")],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="FILE", help="Compare with this file; without it with the rules in force."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the whole difference as JSON."),
    ] = None,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--language", help="Language of the sentences.")
    ] = "nl",
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Show flags gained, lost and moved, by indicator, against reviewers' verdicts; killed, it goes on where it was.

    Nothing in the store changes, and nobody is shown a flag but you.
    """
    configured = settings.load()
    tried = rules_file.load_rules(rules)
    base = None if against is None else rules_file.load_rules(against)
    account = Account("backtest", doel, store, configured)
    found = compared(store, lambda in_force: base or in_force, lambda _: tried, configured)
    account.note(sum(one.old + one.new for one in found.municipalities))
    if output is not None:
        _write(output, found)
    if json:
        print_json(found)
    else:
        print_difference(found, language)


def compared(
    store: list[Path],
    old: Callable[[Rules], Rules],
    new: Callable[[Rules], Rules],
    configured: Settings,
    *,
    gemeenten: list[str] | None = None,
    today: int | None = None,
) -> Difference:
    """Compare two sets of rules over stores, with a progress bar; what this process may not see is left out."""
    with Standing(store, say) as standing, progress_bar() as progress:
        return compared_by(
            standing,
            store[0] / "backtest.ndjson",
            old,
            new,
            configured,
            progress,
            gemeenten=gemeenten,
            today=today,
        )


def _write(path: Path, found: Difference) -> None:
    """Write the difference; the file appears under its name only when it is whole."""
    content = msgspec.json.format(msgspec.json.encode(found)) + b"\n"
    part = path.with_name(f".{path.name}.{hashlib.sha256(content).hexdigest()[:8]}")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise Failure(f"-o {path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
