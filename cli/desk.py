"""`dwarsverband desk`: the web desk on one store; with --demo on this machine alone, without passwords."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from cli.keys import load_keys
from cli.options import OneStore
from cli.terminal import say
from streams import settings
from streams.errors import WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["HOST", "PORT", "command", "serve"]

HOST, PORT = "127.0.0.1", 8400

SIGN_IN = (
    "desk: signing in needs OpenID Connect, whose settings this release does not have yet, so the desk does not start;"
    " --demo serves a store on this machine alone, without passwords"
)


def command(
    store: OneStore,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes one that is free.")] = PORT,
    demo: Annotated[
        bool, typer.Option("--demo", help="This machine alone, accounts without passwords, a banner.")
    ] = False,
) -> None:
    """Serve the desk until SIGTERM or Ctrl-C."""
    configured = settings.load()
    if not demo:
        raise WrongUse(SIGN_IN)
    if configured.profile == "production":
        raise WrongUse("--demo: the production profile has no accounts without passwords")
    serve(store, port, configured, load_keys(configured))


def serve(store: Path, port: int, configured: Settings, keys: Keys) -> None:
    """Serve a store; ends on SIGTERM or Ctrl-C."""
    # The web server is loaded here, so that every other command starts without it.
    from desk.desk import Desk  # noqa: PLC0415
    from desk.serving import serving  # noqa: PLC0415

    desk = Desk(store, configured, keys, lambda: dt.datetime.now(dt.UTC))
    desk.now()  # a folder without a store is told before anything listens
    serving(desk, HOST, port, say)
