"""`dwarsverband lag`: how far each step is behind, measured from outside; once, or again and again for Prometheus."""

import signal
import threading
from typing import Annotated

import typer

from cli.options import Json
from cli.terminal import print_json
from streams import lag, lag_metrics, metrics_server, settings
from streams.health import Health
from streams.supervision import tell_systemd

__all__ = ["command"]


def command(
    json: Json = False,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            "--metrics-port", min=1, max=65535, help="Go on measuring, and serve it for Prometheus here."
        ),
    ] = None,
    every: Annotated[
        float, typer.Option("--every", min=0.2, max=3600, help="Seconds between two measurements.")
    ] = 15.0,
) -> None:
    """Measure the lag of every step; a total of 0 means that all that was sent has been screened."""
    configured = settings.load()
    if metrics_port is not None:
        _serve(configured, metrics_port, every)
        return
    found = lag.lag(configured)
    if json:
        print_json(found)
        return
    for part in found.partitions:
        if part.lag:
            print(f"{part.step:<8} {part.topic:<14} {part.partition:>4} {part.lag:>10,}")
    print(f"total {found.total:,}")


def _serve(configured: settings.Settings, port: int, every: float) -> None:
    """Measure until SIGTERM or Ctrl-C."""
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    health = Health(configured.stuck_after)
    stop = metrics_server.serve(port, health)
    untell = tell_systemd(health)
    try:
        lag_metrics.watch(configured, health, every, ended.wait)
    finally:
        untell()
        stop()
