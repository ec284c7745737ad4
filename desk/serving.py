"""Serves the desk over HTTP on one address until it is told to stop."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from desk.app import application
from desk.desk import Desk
from streams.errors import Failure

__all__ = ["serving"]


def serving(desk: Desk, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve; says the address once it listens. Requests are not logged: an account is kept of what was read.

    Raises
    ------
    Failure
        When the port is taken.
    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Failure(f"--port {port}: {error.strerror}") from error
    say(f"desk: http://{host}:{listening.getsockname()[1]}/ (Ctrl-C stops)")
    config = uvicorn.Config(
        application(desk), access_log=False, log_level="warning", server_header=False, lifespan="off"
    )
    with _ending_cleanly():
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Let a signal end the server and nothing more: it stops by itself, and then raises the signal once again."""
    both = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(one, lambda *_: None) for one in both]
    try:
        yield
    finally:
        for one, handler in zip(both, before, strict=True):
            signal.signal(one, handler)
