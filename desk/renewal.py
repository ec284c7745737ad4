"""Takes what was just decided into the store, in a thread of its own: whoever decided need not wait for it."""

import threading
from collections.abc import Callable

from streams.errors import DwarsverbandError

__all__ = ["Renewal"]


class Renewal:
    """At most one run at a time; what is decided meanwhile is taken in by one more."""

    def __init__(self, run: Callable[[], None]) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._wanted = False
        self._thread: threading.Thread | None = None
        self.failed: str | None = None
        """Why the last run did not come to its end; None where it did."""

    @property
    def busy(self) -> bool:
        """Tell whether something that was decided does not show yet."""
        with self._lock:
            return self._thread is not None

    def soon(self) -> None:
        """Begin a run, or let the one that goes on be followed by another."""
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="renewal", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until all that was decided is taken in."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                self._wanted = False
            self.failed = self._failure()

    def _failure(self) -> str | None:
        try:
            self._run()
        except DwarsverbandError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - its message might hold a person's data; the thread must go on
            return type(error).__name__
        return None
