"""What the libraries of a worker log: warnings and worse, one line each on standard error, never a traceback."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

__all__ = ["one_line_logs"]


class _OneLine(logging.Formatter):
    """Leaves tracebacks out: they are for us, and may hold what was in memory."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the message on one line."""
        return " ".join(super().format(record).split())

    def formatException(  # noqa: N802 - the library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Name the exception's class alone."""
        return f"({ei[0].__name__})" if ei[0] is not None else ""


def one_line_logs() -> None:
    """Let the root logger write so, where nobody has set it up otherwise."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_OneLine("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
        root.addHandler(handler)
        root.setLevel(logging.WARNING)
    threading.excepthook = _ended


def _ended(what: threading.ExceptHookArgs) -> None:
    """Say it in one line: a client's thread that outlives the loop it worked for, say, while the process ends."""
    name = what.thread.name if what.thread is not None else "unknown"
    logging.getLogger(__name__).error("thread %s ended: %s", name, what.exc_type.__name__)
