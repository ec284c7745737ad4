"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Doel", "Json", "Stores"]

Stores = Annotated[
    list[Path],
    typer.Option(
        "--store", metavar="DIR", help="Folder of the store; may be repeated to read several as one."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Doel = Annotated[
    str | None,
    typer.Option(
        "--doel", metavar="CODE", help="Purpose of reading persons; required in the production profile."
    ),
]
