"""The form of an account: an id that may stand in the account of who did what, and no name with blanks."""

import re

__all__ = ["is_account"]

_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def is_account(text: str) -> bool:
    """Tell whether a text has it: letters, digits, ``. _ - @``, at most 64, a letter or digit first."""
    return _ACCOUNT.fullmatch(text) is not None
