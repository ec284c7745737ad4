"""Prometheus and Alertmanager as Debian packages them, on the repository's rules, and the pager at the end of the line."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from chaos import paced_rules
from tests.operations import monitoring as programs

__all__ = ["Firing", "Monitoring"]

WATCHDOG = "DwarsverbandWatchdog"
START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Firing:
    """One alert that fired: its name with its cause, and from when to when, in seconds since 1970."""

    name: str
    cause: str
    first: float
    last: float


class Monitoring:
    """Watches the processes of one scenario.

    Parameters
    ----------
    jobs
        Addresses of metrics by job.
    factor
        All waits of the rules are divided by it; `long` divides what is an hour and more once more.
    """

    def __init__(
        self, folder: Path, jobs: Mapping[str, Sequence[str]], factor: float, long: float = 1.0
    ) -> None:
        self._folder, self._jobs, self.factor, self._long = folder, jobs, factor, long
        self._stack = ExitStack()
        self._port, self._alerts = programs.free_port(), programs.free_port()
        self.notified: list[tuple[float, str, str, str]] = []
        """What reached somebody: moment, receiver, `firing` or `resolved`, alert."""
        self._begun = time.time()

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        pager = self._stack.enter_context(_Pager(self.notified))
        alerts = f"127.0.0.1:{self._alerts}"
        manager = paced_rules.alertmanager(self._folder, pager.address, self.factor)
        self._run(
            "prometheus-alertmanager",
            f"--config.file={manager}",
            f"--storage.path={self._folder / 'alerts'}",
            f"--web.listen-address={alerts}",
            "--cluster.listen-address=",
        )
        settings = paced_rules.prometheus(self._folder, self._jobs, alerts, self.factor, self._long)
        self._run(
            "prometheus",
            f"--config.file={settings}",
            f"--storage.tsdb.path={self._folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{self._port}",
        )
        end = time.monotonic() + START_SECONDS
        while not self.firing():
            if time.monotonic() > end:
                raise TimeoutError(f"Prometheus tells nothing after {START_SECONDS:.0f} s: {self._folder}")
            time.sleep(0.2)

    def _run(self, *words: str) -> None:
        self._stack.enter_context(programs.run(self._folder / f"{words[0]}.log", *words))

    def firing(self) -> set[str]:
        """Give the names of the alerts that fire now, the watchdog among them."""
        answer = programs.get(self._port, "/api/v1/alerts")
        every = [] if answer is None else answer["data"]["alerts"]
        return {one["labels"]["alertname"] for one in every if one["state"] == "firing"}

    def asked(self, expr: str) -> list[Any]:
        """Ask Prometheus; give what it found."""
        answer = programs.get(self._port, "/api/v1/query", query=expr)
        return [] if answer is None else list(answer["data"]["result"])

    def fired(self) -> list[Firing]:
        """Give each alert that fired since the start, the watchdog aside, in the order of their beginning."""
        answer = programs.get(
            self._port,
            "/api/v1/query_range",
            query='ALERTS{alertstate="firing"}',
            start=f"{self._begun:.0f}",
            end=f"{time.time():.0f}",
            step="1s",
        )
        spans: dict[tuple[str, str], list[float]] = {}
        for one in answer["data"]["result"]:
            labels = one["metric"]
            if labels["alertname"] != WATCHDOG:
                moments = spans.setdefault((labels["alertname"], labels.get("cause", "")), [])
                moments += [float(moment) for moment, _ in one["values"]]
        found = [Firing(*key, min(moments), max(moments)) for key, moments in spans.items()]
        return sorted(found, key=lambda one: one.first)

    def told(self) -> set[str]:
        """Give the alerts that reached somebody, the watchdog aside."""
        return {alert for _, _, status, alert in self.notified if status == "firing" and alert != WATCHDOG}


class _Pager:
    """Takes what the Alertmanager sends, and writes it down."""

    def __init__(self, notified: list[tuple[float, str, str, str]]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length", "0"))
                sent = json.loads(self.rfile.read(size))
                now, receiver = time.time(), sent["receiver"]
                notified.extend(
                    (now, receiver, one["status"], one["labels"]["alertname"]) for one in sent["alerts"]
                )
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *_: Any) -> None:  # noqa: A002 - the library's name
                """Say nothing of each message."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
