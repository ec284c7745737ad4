"""`dwarsverband pause` and `resume`: workers stop taking in a municipality, or all, while they run."""

import datetime as dt
from typing import Annotated

import typer

from cli.options import By, Json, account_of
from cli.terminal import print_json
from streams import settings
from streams.errors import WrongUse

__all__ = ["command", "resume"]

Gemeente = Annotated[
    str | None, typer.Option("--gemeente", metavar="CODE", help="This municipality: stored, not screened.")
]
All = Annotated[bool, typer.Option("--all", help="Everything: workers take nothing in.")]


def command(
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; `doctor` shows it.")],
    gemeente: Gemeente = None,
    every: All = False,
    json: Json = False,
) -> None:
    """Let workers take in a municipality no longer, or nothing, until `resume`; they follow within two seconds.

    Events of a paused municipality are stored and screened at `resume`; with --all they wait on their topics, which keep them
    for seven days.
    """
    configured = settings.load()
    what, who = _what(gemeente, every=every), account_of(by)
    from streams import pauses  # noqa: PLC0415 - loads the Kafka client

    since = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    pauses.pause(configured, what, pauses.Pause(who, reason, since))
    if json:
        print_json({"paused": sorted(pauses.pauses(configured))})
    else:
        print(f"{what}: paused")


def resume(by: By, gemeente: Gemeente = None, every: All = False, json: Json = False) -> None:
    """End a pause: what was stored meanwhile is screened, what waited is taken in."""
    configured = settings.load()
    what = _what(gemeente, every=every)
    account_of(by)
    from streams import pauses  # noqa: PLC0415 - loads the Kafka client

    pauses.resume(configured, what)
    if json:
        print_json({"paused": sorted(pauses.pauses(configured))})
    else:
        print(f"{what}: resumed")


def _what(gemeente: str | None, *, every: bool) -> str:
    if (gemeente is None) is not every:
        raise WrongUse("pause, resume: --gemeente CODE, or --all")
    if gemeente is None:
        return "all"
    if len(gemeente) != len("0505") or not (gemeente.isascii() and gemeente.isdigit()):
        raise WrongUse(f"--gemeente {gemeente}: must be the code of a municipality, four digits")
    return gemeente
