"""Commands that read persons: their purpose is checked before, and every reading is written down."""

import datetime as dt
import getpass
from collections.abc import Sequence
from pathlib import Path

from streams.audit import append
from streams.errors import WrongUse
from streams.purposes import KNOWN
from streams.settings import Settings

__all__ = ["Reading"]


class Reading:
    """One command's reading of persons.

    Raises
    ------
    WrongUse
        When the purpose is unknown, or there is none in the production profile.
    """

    def __init__(self, command: str, doel: str | None, folders: Sequence[Path], settings: Settings) -> None:
        if doel is not None and doel not in KNOWN:
            raise WrongUse(f"--doel {doel}: must be one of {', '.join(sorted(KNOWN))}")
        if doel is None and settings.profile == "production":
            raise WrongUse("--doel: the production profile needs the purpose of reading persons")
        self._command = command
        self._doel = doel
        self._folders = folders

    def note(self, count: int, subjects: Sequence[str] = ()) -> None:
        """Write down what was read, beside each store that it was read from."""
        for folder in self._folders:
            append(
                folder,
                at=dt.datetime.now(dt.UTC),
                user=getpass.getuser(),
                command=self._command,
                purpose=self._doel,
                subjects=subjects,
                count=count,
            )
