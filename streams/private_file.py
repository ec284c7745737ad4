"""Files that name persons: nobody else on the machine may read them."""

import os
from pathlib import Path

from streams.errors import Failure

__all__ = ["write_private"]

_FOR_ITS_OWNER = 0o600


def write_private(path: Path, body: bytes) -> None:
    """Write a file that its owner alone may read, also where one stood there that others might.

    Raises
    ------
    Failure
        When it cannot be written.
    """
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FOR_ITS_OWNER), "wb") as file:
            os.fchmod(file.fileno(), _FOR_ITS_OWNER)
            file.write(body)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
