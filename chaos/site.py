"""One scenario's installation: a broker, topics, a supplier, workers, the process that measures, and who watches them."""

from __future__ import annotations

import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from chaos.broker import Broker
from chaos.event_log import Message
from chaos.feeder import Feeder
from chaos.machine import BROKER_HOST, Homes
from chaos.monitoring import Monitoring
from chaos.workers import COMMAND, Worker, variables
from streams import topics
from streams.errors import DwarsverbandError
from streams.lag import lag
from streams.partitions import COUNT
from streams.settings import Settings
from tests.operations import monitoring as programs

__all__ = ["Site", "until"]

SESSION_SECONDS = 6
# The least that a broker takes: so long a worker that was killed is missed.

BATCH = 50
# Small, so that there are many places between two batches to be hit in.

LOOPBACK = "127.0.0.1"
WORKERS = ("a", "b", "c")
WAIT_SECONDS = 180.0


def until(condition: Callable[[], Any], what: str, seconds: float = WAIT_SECONDS) -> Any:
    """Wait until something holds.

    Raises
    ------
    TimeoutError
        It did not, in time.
    """
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.2)
    return found


class Site:
    """What a scenario is given to disturb.

    Parameters
    ----------
    factor
        Waits of the alert rules are divided by it; None: nobody watches.
    homes
        Where each worker lives, when it is not on loopback; the broker is then in a network of its own too.
    long
        Waits of an hour and more are divided by this once more.
    stores
        The folder of the stores' folders.
    """

    def __init__(
        self,
        folder: Path,
        log: Sequence[Message],
        *,
        factor: float | None,
        seed: int = 1,
        long: float = 1.0,
        homes: Homes | None = None,
        stores: Path | None = None,
    ) -> None:
        self.folder, self.log, self.seed = folder, list(log), seed
        self.workers: dict[str, Worker] = {}
        self.healed_at = 0.0
        self.notes: list[str] = []
        self.monitoring: Monitoring | None = None
        self._factor, self._long = factor, long
        self._host = BROKER_HOST if homes else LOOPBACK
        self._homes: Homes = homes or dict.fromkeys(WORKERS, (LOOPBACK, ()))
        self._stores = stores or folder
        self._stack = ExitStack()

    # --- coming and going ----------------------------------------------------------------------------------

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
        self.folder.mkdir(parents=True, exist_ok=True)
        self.broker = Broker(self.folder / "kafka", self._host)
        self._stack.callback(self.broker.kill)
        self.broker.start()
        self.settings = Settings(
            kafka_bootstrap=self.broker.bootstrap,
            topic_prefix="chaos.",
            session_timeout=SESSION_SECONDS,
            batch=BATCH,
        )
        topics.apply(topics.plan(self.settings))
        self._make_workers()
        if self._factor is not None:
            self._watch(self._factor)
        self.feeder = Feeder(self.settings)
        self._stack.callback(self.feeder.close)

    def _make_workers(self) -> None:
        for name in WORKERS:
            before = self._homes[name][1]
            one = Worker(self.settings, self._stores / name, programs.free_port(), before=before)
            one.log = self.folder / f"{name}.log"
            self.workers[name] = one
            self._stack.callback(one.gone)

    def _watch(self, factor: float) -> None:
        port = programs.free_port()
        words = [sys.executable, *COMMAND[:2], "lag", "--metrics-port", str(port), "--every", "1"]
        self._stack.enter_context(programs.run(self.folder / "lag.log", *words, **variables(self.settings)))
        workers = [f"{self._homes[name][0]}:{one.port}" for name, one in self.workers.items()]
        jobs = {"dwarsverband": workers, "dwarsverband-lag": [f"127.0.0.1:{port}"]}
        self.monitoring = self._stack.enter_context(
            Monitoring(self.folder / "watch", jobs, factor, self._long)
        )

    # --- what scenarios do ---------------------------------------------------------------------------------

    def __getitem__(self, name: str) -> Worker:
        return self.workers[name]

    def note(self, words: str) -> None:
        """Write down what was seen on the way, for the report."""
        self.notes.append(words)

    def healed(self) -> None:
        """Say that from now on nothing is wrong any more: the time to recover begins."""
        self.healed_at = time.monotonic()

    def settled(self, *names: str, seconds: float = WAIT_SECONDS) -> None:
        """Wait until these workers share all partitions and each is live."""
        until(lambda: self._all_live(names), f"{', '.join(names)} share all partitions", seconds)

    def _all_live(self, names: Sequence[str]) -> bool:
        owned = [owned_at(*self._address(name)) for name in names]
        return sum(owned) == COUNT and all(owned)

    def _address(self, name: str) -> tuple[str, int]:
        return self._homes[name][0], self[name].port

    def behind(self) -> int | None:
        """Give how many messages wait, None where the broker does not answer."""
        try:
            return lag(self.settings).total
        except DwarsverbandError:
            return None

    def screened(self, what: str, seconds: float = WAIT_SECONDS) -> None:
        """Wait until all that was asked to be sent was taken and screened."""
        until(lambda: self.feeder.done and self.behind() == 0, what, seconds)

    def alert(self, name: str, seconds: float = 90.0) -> float:
        """Wait until an alert fires; give how many seconds that took. Without anybody who watches, at once."""
        begun = time.monotonic()
        watching = self.monitoring
        if watching is not None:
            until(lambda: name in watching.firing(), f"{name} fires", seconds)
        return time.monotonic() - begun


def owned_at(host: str, port: int) -> int:
    """Ask a worker's metrics how many partitions are live in it; 0 where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/metrics", timeout=2) as answer:
            text = answer.read().decode()
    except OSError:
        return 0
    owned = (line for line in text.splitlines() if line.startswith("dwarsverband_owned{"))
    return sum(int(float(line.split()[-1])) for line in owned)
