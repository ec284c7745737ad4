"""What a process serves on its metrics port: `/metrics` for Prometheus, `/live` and `/ready` for whoever supervises it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

from streams.errors import Failure
from streams.health import Health, watch_collections

__all__ = ["serve"]

Answer = Iterable[bytes]


class _Server(ThreadingMixIn, WSGIServer):
    """A slow reader must not keep the liveness check waiting."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request: they come every few seconds."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def serve(port: int, health: Health) -> Callable[[], None]:
    """Serve on `port` of every address; return what stops it.

    `/live` and `/ready` answer 200, or 503 with the reason in one line.

    Raises
    ------
    Failure
        The port is taken.
    """
    try:
        server = make_server("", port, _application(health), _Server, _Quiet)
    except OSError as error:
        raise Failure(f"--metrics-port {port}: {error.strerror}") from None
    unwatch = watch_collections()
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()
        unwatch()

    return stop


def _application(health: Health) -> Callable[..., Answer]:
    metrics = make_wsgi_app()
    questions: dict[str, Callable[[], str]] = {
        "/live": health.stuck,
        "/ready": lambda: health.stuck() or health.waits_for,
    }

    def answer(environ: dict[str, Any], start_response: Any) -> Answer:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            found: Answer = metrics(environ, start_response)
            return found
        asked = questions.get(path)
        why = "not here: /metrics, /live, /ready" if asked is None else asked()
        status = "404 Not Found" if asked is None else "503 Service Unavailable" if why else "200 OK"
        start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{why or 'yes'}\n".encode()]

    return answer
