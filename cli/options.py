"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from streams.account_names import is_account
from streams.errors import WrongUse

__all__ = ["By", "Doel", "Json", "OneStore", "Stores", "account_of"]

Stores = Annotated[
    list[Path],
    typer.Option(
        "--store", metavar="DIR", help="Folder of the store; may be repeated to read several as one."
    ),
]
OneStore = Annotated[Path, typer.Option("--store", metavar="DIR", help="Folder of the store.")]
By = Annotated[
    str, typer.Option("--by", metavar="WHO", help="Account of whoever decides: letters, digits, . _ - @.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Doel = Annotated[
    str | None,
    typer.Option(
        "--doel", metavar="CODE", help="Purpose of reading persons; required in the production profile."
    ),
]


def account_of(by: str) -> str:
    """Check an account: it stands in the account of who did what, so it is an id and no name with blanks.

    Raises
    ------
    WrongUse
        When it has another form.
    """
    if not is_account(by):
        raise WrongUse(f"--by {by}: must be an account: letters, digits, . _ - @, no blanks")
    return by
