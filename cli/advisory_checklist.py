"""The checklist of own research for applications with nothing near; mounted under `dwarsverband advisory`."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from agents.accounting import Account
from agents.standing import Standing
from cli.options import Doel, Json, Stores
from cli.terminal import Bar, print_json, progress_bar, say
from cli.towns import towns
from graph.flag import Flag
from screening.advise import advisory_id
from screening.checklist import Checklist, checklist
from screening.dossier import EMPTY, Dossier
from screening.policy import POLICY
from screening.sentence import Feit, Recht
from screening.unflagged import unflagged
from streams import rules_file, settings
from streams.dossier.case_record import recorded
from streams.errors import Failure

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

WIDTH = 100
# Columns of the text on a terminal.


@app.command("checklist")
def command(
    store: Stores,
    case: Annotated[
        str | None,
        typer.Argument(metavar="[CASE]", help="One case (SOURCE#ZAAKNUMMER); without it all of them."),
    ] = None,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Give the checklist of own research, and what was looked at, for applications that no flag is near."""
    account = Account("advisory checklist", doel, store, settings.load())
    with Standing(store, say) as standing, progress_bar() as progress:
        found = [one for one in _checklists(standing, progress) if case in (None, _name(one))]
    if case is not None and not found:
        raise Failure(
            f"{case}: no open application of that name that the policy screens with nothing near; "
            "one near a flag stands in `advisory list`"
        )
    account.note(len(found))
    if json:
        print_json({"total": len(found), "checklists": [msgspec.to_builtins(one) for one in found]})
        return
    for one in found:
        for line in _lines(one) if case is not None else (_head(one),):
            print(line)


def _checklists(standing: Standing, progress: Bar) -> Iterator[Checklist]:
    flags = [row for row in standing.flags() if row.status.stands]
    for town in towns(standing, rules_file.load_rules(), progress, evaluate=False):
        own = [msgspec.json.decode(row.body, type=Flag) for row in flags if row.gemeente == town.gemeente]
        for case in unflagged(town.graph, own):
            dossier = _dossier(standing.folders, advisory_id(town.gemeente, case))
            made = checklist(town.gemeente, case, POLICY, dossier)
            if made is not None:
                yield made


def _dossier(folders: tuple[Path, ...], advisory: str) -> Dossier:
    found = (recorded(folder, advisory) for folder in folders)
    return next((one for one in found if one != EMPTY), EMPTY)


def _name(one: Checklist) -> str:
    return f"{one.zaak.source}#{one.zaak.zaaknummer}"


def _head(one: Checklist) -> str:
    return f"{_name(one)}  {one.beschikking:20}  {one.beleidslijn.regel}"


def _lines(one: Checklist) -> Iterator[str]:
    yield f"Zaak {_name(one)}: {one.beschikking.replace('_', ' ')}; {one.uitkomst.replace('_', ' ')}"
    yield f"Beleidslijn {one.beleidslijn.versie}: {one.beleidslijn.tekst}"
    for sentence in one.onderzoek:
        text = sentence.nl
        if isinstance(sentence, Feit):
            text += f" Gekeken is naar: {', '.join(sentence.gezocht_in)}."
        elif isinstance(sentence, Recht):
            text += f" ({sentence.artikel}, tekst {sentence.tekst_per})"
        yield textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
