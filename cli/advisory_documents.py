"""An advisory on paper, and the letter with its questions; mounted under `dwarsverband advisory`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from agents.accounting import Account
from agents.standing import Standing
from cli.advisory_writing import Name
from cli.options import Doel, Stores
from cli.terminal import say
from cli.verdict import day_of
from documents.advisory_text import advisory_document
from documents.blocks import Document
from documents.docx import word
from documents.html import html
from documents.letter import questions_letter
from documents.pdf import pdf
from screening.advisory import Advisory, decoded
from streams import settings
from streams.errors import Failure, WrongUse
from streams.private_file import write_private

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

FORMS: dict[str, Callable[[Document], bytes]] = {".html": html, ".pdf": pdf, ".docx": word}
Output = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help="File to write; .pdf, .docx or .html by its name."),
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now", metavar="DATE", help="The day for which days left are counted; without it the clock's."
    ),
]


@app.command("document")
def document(advisory: Name, store: Stores, output: Output, now: Now = None, doel: Doel = None) -> None:
    """Write an advisory as accessible PDF, as docx to edit, or as web page."""
    _write("advisory document", advisory_document, advisory, store, output, now, doel)


@app.command("letter")
def letter(advisory: Name, store: Stores, output: Output, now: Now = None, doel: Doel = None) -> None:
    """Write the letter that asks the applicant what the advisory still asks, for a human to sign and send."""
    _write("advisory letter", questions_letter, advisory, store, output, now, doel)


def _write(
    name: str,
    laid_out: Callable[[Advisory, dt.date], Document],
    advisory: str,
    store: list[Path],
    output: Path,
    now: str | None,
    doel: str | None,
) -> None:
    form = FORMS.get(output.suffix.lower())
    if form is None:
        raise WrongUse(f"-o {output}: the name must end in one of {', '.join(FORMS)}")
    today = dt.datetime.now(dt.UTC).date() if now is None else dt.date.fromisoformat(day_of("--now", now))
    account = Account(name, doel, store, settings.load(), act="export")
    with Standing(store, say) as standing:
        row = standing.advisory(advisory)
    if row is None:
        raise Failure(f"{advisory}: there is no such advisory in this store")
    try:
        body = form(laid_out(decoded(row.body), today))
    except ValueError as error:
        raise Failure(str(error)) from None
    account.note(1, [row.id])
    write_private(output, body)
    print(output)
