"""`dwarsverband advisory bundle`: the case file of a signed advisory, one version a recipient."""

from pathlib import Path
from typing import Annotated

import typer

from agents.accounting import Account
from agents.case_bundle import bundled, last_signed
from agents.standing import Standing
from cli.advisory_writing import Name
from cli.options import Doel, OneStore
from cli.terminal import say
from streams import settings
from streams.errors import WrongUse
from streams.private_file import write_private

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)


@app.command("bundle")
def bundle(
    advisory: Name,
    store: OneStore,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="A new folder.")],
    doel: Doel = None,
) -> None:
    """Write the case file: documents, method, the signed version for each recipient, what to ask of the court (Awb 8:29)."""
    account = Account("advisory bundle", doel, [store], settings.load(), act="export")
    if output.exists() and any(output.iterdir()):
        raise WrongUse(f"-o {output}: must be a new or an empty folder")
    version = last_signed(store, advisory)
    with Standing([store], say) as standing:
        made = bundled(standing, version)
    account.note(len(made.recipients), [version.name], made.persons)
    for who in made.recipients:
        (output / who).mkdir(parents=True, exist_ok=True)
        for name in made.names(who):
            write_private(output / who / name, made.file(who, name))
    print(f"{output}: {version.name} for {', '.join(made.recipients)}")
