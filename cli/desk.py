"""`dwarsverband desk`: the web desk on one store; with --demo on this machine alone, without passwords."""

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from cli.keys import load_keys
from cli.options import OneStore
from cli.terminal import say
from streams import metrics_server, settings
from streams.errors import WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions

__all__ = ["HOST", "PORT", "command", "serve"]

HOST, PORT = "127.0.0.1", 8400

NEEDED = ("oidc_issuer", "oidc_client", "oidc_secret_file", "desk_address")
# Settings without which nobody can sign in.


def command(
    store: OneStore,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes one that is free.")] = PORT,
    demo: Annotated[
        bool, typer.Option("--demo", help="This machine alone, accounts without passwords, a banner.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; not with --demo.")
    ] = HOST,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="PEM; with --key. Without them behind a proxy."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="PEM, of the certificate.")
    ] = None,
    metrics_port: Annotated[
        int | None,
        typer.Option("--metrics-port", min=1, max=65535, help="Serve metrics for Prometheus here."),
    ] = None,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Empty the read model first; it is filled again from its source."),
    ] = False,
) -> None:
    """Serve the desk until SIGTERM or Ctrl-C; users sign in by OpenID Connect, with --demo without a password."""
    configured = settings.load()
    if (certificate is None) != (key is None):
        raise WrongUse("--certificate, --key: one needs the other")
    if demo:
        if configured.profile == "production":
            raise WrongUse("--demo: the production profile has no accounts without passwords")
        if host != HOST or certificate is not None:
            raise WrongUse(f"--demo: is for this machine alone: no --host, no --certificate ({HOST})")
        more = Serving(rebuild, metrics_port)
        serve(store, port, configured, load_keys(configured), more=more)
        return
    _check(configured)
    keys = load_keys(configured)
    more = Serving(rebuild, metrics_port)
    serve(store, port, configured, keys, demo=False, host=host, tls=(certificate, key), more=more)


def _check(configured: Settings) -> None:
    """Refuse what nobody could sign in with, by the names of the settings."""
    names = {attribute: name for name, attribute in settings.variables().items()}
    missing = [names[one] for one in NEEDED if getattr(configured, one) is None]
    if missing:
        raise WrongUse(
            f"desk: signing in by OpenID Connect needs {', '.join(missing)};"
            " --demo serves a store on this machine alone, without passwords"
        )
    for one in ("oidc_issuer", "desk_address"):
        if configured.profile == "production" and not getattr(configured, one).startswith("https://"):
            raise WrongUse(
                f"{names[one]}={getattr(configured, one)}: must be https in the production profile"
            )


class Serving(NamedTuple):
    """How the desk is served, beside where."""

    rebuild: bool = False
    metrics_port: int | None = None


def serve(
    store: Path,
    port: int,
    configured: Settings,
    keys: Keys,
    *,
    demo: bool = True,
    host: str = HOST,
    tls: tuple[Path | None, Path | None] = (None, None),
    more: Serving = Serving(),  # noqa: B008 - it is frozen
) -> None:
    """Serve a store, or what workers publish; ends on SIGTERM or Ctrl-C."""
    # The web server is loaded here, so that every other command starts without it.
    from desk.daily import Daily  # noqa: PLC0415
    from desk.desk import Desk  # noqa: PLC0415
    from desk.provider import of_settings  # noqa: PLC0415
    from desk.serving import serving  # noqa: PLC0415

    provider = None if demo else of_settings(configured)
    if demo and not partitions(store):
        raise WrongUse(f"--store {store}: there is no store in this folder")
    desk = Desk(
        store, configured, keys, lambda: dt.datetime.now(dt.UTC), provider, ahead=True, rebuild=more.rebuild
    )
    daily = Daily(desk)
    with ExitStack() as stack:
        stack.callback(desk.close)
        daily.check()
        if more.metrics_port is not None:
            stack.callback(metrics_server.serve(more.metrics_port, desk.projector.health))
        desk.start()
        stack.callback(daily.stop)
        daily.start()
        serving(desk, host, port, say, tls)
