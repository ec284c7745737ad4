"""`dwarsverband advisory bundle`: the case file of a signed advisory, one version a recipient."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from agents.accounting import Account
from agents.case_file import LEFT_OUT, documents, marks_by_record, recipients, version_for
from agents.standing import Standing
from cli.advisory_writing import Name
from cli.options import Doel, OneStore
from cli.terminal import say
from streams import settings
from streams.dossier.dossier_file import DossierFile
from streams.errors import Failure, WrongUse
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
    with DossierFile.read(store) as dossier:
        signed = dossier.versions(advisory)
    if not signed:
        raise Failure(f"{advisory}: no version is signed yet")
    version = signed[-1]
    made = version.published()
    with Standing([store], say) as standing:
        applicants, everybody = marks_by_record(standing, made)
    who = recipients(made, applicants)
    account.note(len(who), [version.name], sorted({record for one in made.relaties for record in one.wie}))
    for one in who:
        _write(output / one.name / "advies.json", version_for(made, one, everybody))
    _write(
        output / "rechter" / "awb-8-29.json",
        {"verzoek": "beperkte kennisneming (Awb 8:29)", "delen": _secret(who)},
    )
    for name in ("bezwaarcommissie", "rechter"):
        _write(output / name / "stukkenlijst.json", documents(made))
        frozen = {
            "naam": version.name,
            "sha256": version.sha256,
            "digest": version.digest,
            "regels": version.rules,
        }
        frozen |= {"feiten_tot": version.known, "logpositie": version.position}
        _write(
            output / name / "methode.json", frozen | {"indicatoren": msgspec.to_builtins(made.indicatoren)}
        )
    print(f"{output}: {version.name} for {', '.join(one.name for one in who)}")


def _secret(who: list[Any]) -> list[str]:
    thirds = [one.name for one in who if one.name.startswith("derde-")]
    return [f"wat over {name} gaat, in de versie van betrokkene vervangen door {LEFT_OUT}" for name in thirds]


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
