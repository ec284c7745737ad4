"""What commands do with data of persons: the purpose is checked before, and every act is written down."""

import datetime as dt
import getpass
from collections.abc import Sequence
from pathlib import Path

from streams.audit import append
from streams.errors import WrongUse
from streams.processing_log import write_log
from streams.pseudonyms import Keys
from streams.purposes import READING
from streams.settings import Settings

__all__ = ["Account"]


class Account:
    """One command's account of what it does.

    Parameters
    ----------
    command
        As it was called.
    doel
        The purpose, as `--doel` gives it.
    folders
        The stores' folders: the account is kept beside each.
    act
        What is done: `read`, `export`, `verdict`, `erase`, …
    by
        Who does it, where another than the account that runs the command is named.

    Raises
    ------
    WrongUse
        When the purpose is unknown, or there is none in the production profile.
    """

    def __init__(
        self,
        command: str,
        doel: str | None,
        folders: Sequence[Path],
        settings: Settings,
        *,
        act: str = "read",
        by: str | None = None,
    ) -> None:
        self._command = command
        self._doel = doel
        self._folders = folders
        self._settings = settings
        self._act = act
        self._by = by
        self._begun = _now()
        if doel is not None and doel not in READING:
            self._refuse()
            raise WrongUse(f"--doel {doel}: must be one of {', '.join(sorted(READING))}")
        if doel is None and settings.profile == "production":
            self._refuse()
            raise WrongUse("--doel: the production profile needs the purpose of reading persons")

    def _refuse(self) -> None:
        """Write down that somebody asked without a purpose that fits; what he gave as one is anybody's text."""
        for folder in self._folders:
            if folder.is_dir():
                append(
                    folder,
                    at=self._begun,
                    user=self._by or getpass.getuser(),
                    act="refused",
                    command=self._command,
                    purpose=None,
                    count=0,
                    heads=self._settings.audit_heads,
                )

    def note(self, count: int, subjects: Sequence[str] = (), persons: Sequence[str] = ()) -> None:
        """Write down what was done, beside each store that it was done to.

        Parameters
        ----------
        subjects
            Ids of flags, advisories, dead letters, or tokens of records; no id of a person's record.
        persons
            Record ids of the persons concerned, kept encrypted in the Logboek dataverwerkingen alone.
        """
        ended = _now()
        keys = Keys.load(self._settings.keys)
        register = self._settings.register_url
        activity = None if register is None else f"{register}#{self._doel or 'onbepaald'}"
        for folder in self._folders:
            operation = write_log(
                folder,
                name=self._command,
                begun=self._begun,
                ended=ended,
                activity=activity,
                subjects=persons,
                keys=keys,
            )
            append(
                folder,
                at=ended,
                user=self._by or getpass.getuser(),
                act=self._act,
                command=self._command,
                purpose=self._doel,
                subjects=subjects,
                count=count,
                operation=operation,
                heads=self._settings.audit_heads,
            )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
