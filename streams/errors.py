"""The one tree of errors: what the caller must do about each is its class."""

__all__ = ["DwarsverbandError", "Failure", "Stop", "WrongUse"]


class DwarsverbandError(Exception):
    """Anything that is told to the user in one line, never as a traceback."""

    exit_code = 1


class WrongUse(DwarsverbandError):
    """The command or a setting was wrong: nothing was read, nothing was written (exit 2)."""

    exit_code = 2


class Failure(DwarsverbandError):
    """The work could not be done (exit 1); the message names what and where."""


class Stop(Failure):
    """The worker must stop and a person must look: a gap in the journal, a store of another topic."""
