"""Tries rules over the recorded log beside the pages, one trial at a time, and keeps what came of each."""

import gc
import hashlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from agents.rules_difference import Difference
from agents.rules_trial import compared
from agents.standing import Standing
from graph.rules import Rules
from streams.errors import DwarsverbandError
from streams.settings import Settings

__all__ = ["Trial", "Trials", "name_of"]

MOST = 20
# Results that are kept; the oldest goes.


class Trial(msgspec.Struct, frozen=True):
    """One trial: of what, and what came of it; neither difference nor failure while it runs."""

    name: str
    found: Difference | None = None
    failed: str | None = None


class Trials:
    """All trials of this process; a restart forgets them."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Standing]], folder: Path, configured: Settings
    ) -> None:
        self._reading = reading
        self._folder = folder
        self._configured = configured
        self._one = threading.Lock()
        self._lock = threading.Lock()
        self._all: dict[str, Trial] = {}
        self._threads: list[threading.Thread] = []

    def of(self, name: str) -> Trial | None:
        """Give a trial; None where there was none of this name."""
        with self._lock:
            return self._all.get(name)

    def begin(self, name: str, gemeente: str, new: Callable[[Rules], Rules]) -> None:
        """Try other rules beside those in force in a municipality; what runs or is done already is not done again."""
        with self._lock:
            if name in self._all:
                return
            self._all[name] = Trial(name)
            while len(self._all) > MOST:
                del self._all[next(iter(self._all))]
            thread = threading.Thread(target=self._run, args=(name, gemeente, new), daemon=True)
            self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def wait(self) -> None:
        """Wait until every trial has ended."""
        for thread in list(self._threads):
            thread.join()

    def _run(self, name: str, gemeente: str, new: Callable[[Rules], Rules]) -> None:
        with self._one:
            done = self._tried(name, gemeente, new)
            gc.unfreeze()  # what the trial set apart is of no more use, and this process lives on
        with self._lock:
            if name in self._all:
                self._all[name] = done

    def _tried(self, name: str, gemeente: str, new: Callable[[Rules], Rules]) -> Trial:
        try:
            with self._reading() as standing:
                found = compared(
                    standing,
                    self._folder / "backtest-desk.ndjson",
                    lambda now: now,
                    new,
                    self._configured,
                    lambda *_: None,
                    gemeenten=[gemeente],
                )
        except DwarsverbandError as error:
            return Trial(name, failed=str(error))
        except Exception as error:  # noqa: BLE001 - its message might hold a person's data; the page must say something
            return Trial(name, failed=type(error).__name__)
        return Trial(name, found)


def name_of(gemeente: str, events: int, in_force: str, what: str) -> str:
    """Give the name of a trial: another as soon as the log, the rules in force, or what is tried is another."""
    return hashlib.sha256(f"{gemeente}|{events}|{in_force}|{what}".encode()).hexdigest()[:32]
