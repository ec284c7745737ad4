"""Workers as processes, and who starts them again when they end: what systemd or Kubernetes is in the field."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from streams.settings import Settings

__all__ = ["Worker"]

REPOSITORY = Path(__file__).parent.parent
COMMAND = ("-c", "from cli.main import run; run()", "worker")
RESTART_SECONDS = 1.0
LOOK_SECONDS = 0.1


class Worker:
    """One supervised worker with a folder of stores; ended by anything but `stop`, it is started again.

    Parameters
    ----------
    before
        Words before the command, to run it somewhere else (`ip netns exec …`).
    program
        Words for Python in place of the command `dwarsverband worker`.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        port: int,
        *,
        before: Sequence[str] = (),
        program: Sequence[str] = COMMAND,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.folder, self.port = folder, port
        self.log = folder.with_suffix(".log")
        self.before, self.program = tuple(before), tuple(program)
        self.environment = environment or {}
        self.once: dict[str, str] = {}
        """What its next life is told beside that, and no later one."""
        self.ends: list[tuple[float, int, str]] = []
        """When it ended by itself, its exit code, and the last line it wrote."""
        self._settings = settings
        self.wanted = False
        """Whether it is started again when it ends."""
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()
        threading.Thread(target=self._watch, daemon=True).start()

    # --- what a person does --------------------------------------------------------------------------------

    def start(self) -> None:
        """Start it, and from now on again whenever it ends."""
        with self._lock:
            self.wanted = True
            self._launch()

    def stop(self) -> int:
        """Ask it to stop and give its exit code."""
        with self._lock:
            self.wanted = False
            if self._process is None:
                return 0
            self._process.send_signal(signal.SIGTERM)
            code = self._process.wait(60)
            self._process = None
            return code

    # --- what happens to it --------------------------------------------------------------------------------

    def kill(self) -> None:
        """End it as the power would; its supervisor starts it again."""
        self._signal(signal.SIGKILL)

    def gone(self) -> None:
        """End it as the power would, for good: the machine is not coming back."""
        with self._lock:
            self.wanted = False
            if self._process is not None:
                self._process.kill()
                self._process.wait()
                self._process = None

    def freeze(self) -> None:
        """Let it sleep where it stands."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it wake up and go on, as if nothing had been."""
        self._signal(signal.SIGCONT)

    # --- what is seen of it --------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        process = self._process
        return process is not None and process.poll() is None

    def said(self) -> str:
        """Give all that it wrote, in all its lives."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    # --- the supervisor ------------------------------------------------------------------------------------

    def _signal(self, what: int) -> None:
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.send_signal(what)

    def _launch(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        words = ["--store", str(self.folder), "--metrics-port", str(self.port)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DWARSVERBAND_")}
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*self.before, sys.executable, *self.program, *words],
                cwd=REPOSITORY,
                env=kept | variables(self._settings) | self.environment | self.once,
                stdout=out,
                stderr=out,
            )
        self.once = {}

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            with self._lock:
                process = self._process
                if not self.wanted or process is None or process.poll() is None:
                    continue
                self.ends.append((time.monotonic(), process.returncode, self._last_line()))
                self._process = None
            time.sleep(RESTART_SECONDS)
            with self._lock:
                if self.wanted:
                    self._launch()

    def _last_line(self) -> str:
        lines = self.said().strip().splitlines()
        return lines[-1] if lines else ""


def variables(settings: Settings) -> dict[str, str]:
    """Give the variables that lead a process to one scenario's topics."""
    return {
        "KAFKA_BOOTSTRAP": settings.kafka_bootstrap,
        "DWARSVERBAND_TOPIC_PREFIX": settings.topic_prefix,
        "DWARSVERBAND_SESSION_TIMEOUT": str(settings.session_timeout),
        "DWARSVERBAND_BATCH": str(settings.worker_batch),
    }
