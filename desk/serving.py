"""Serves the desk over HTTP on one address until it is told to stop."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from desk.app import application
from desk.desk import Desk
from streams.errors import Failure

__all__ = ["serving"]


def serving(
    desk: Desk,
    host: str,
    port: int,
    say: Callable[[str], None],
    tls: tuple[Path | None, Path | None] = (None, None),
) -> None:
    """Serve; says the address once it listens. Requests are not logged: an account is kept of what was read.

    Parameters
    ----------
    tls
        Files of the certificate and of its key (PEM); None: a proxy before the desk does it, or nobody.

    Raises
    ------
    Failure
        When the port is taken, or the certificate and key are none.
    """
    certificate, key = tls
    proxies = desk.configured.desk_proxy
    config = uvicorn.Config(
        application(desk),
        access_log=False,
        log_level="warning",
        server_header=False,
        lifespan="off",
        ssl_certfile=certificate,
        ssl_keyfile=key,
        proxy_headers=proxies is not None,
        forwarded_allow_ips=proxies or "",
    )
    try:
        config.load()
    except OSError as error:
        raise Failure(f"--certificate, --key: cannot be used: {error.strerror or error}") from error
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Failure(f"--host {host} --port {port}: {error.strerror}") from error
    scheme = "http" if certificate is None else "https"
    say(f"desk: {scheme}://{host}:{listening.getsockname()[1]}/ (Ctrl-C stops)")
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
