"""Serves the desk over HTTP on one address until it is told to stop."""

import socket
from collections.abc import Callable

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
    uvicorn.Server(config).run(sockets=[listening])
