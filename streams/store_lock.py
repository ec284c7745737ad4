"""The lock file that lets one process at a time write a store."""

import fcntl
import os
from pathlib import Path
from typing import Self

from streams.errors import Stop

__all__ = ["StoreLock"]


class StoreLock:
    """Holds a store for this process until released; the kernel releases it when the process dies.

    Raises
    ------
    Stop
        When another process holds the store; the message names its process id.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._file, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise Stop(f"{path}: the store is held by another process (pid {holder})") from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give the store free. The file stays: removing it would let two processes lock two files."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
