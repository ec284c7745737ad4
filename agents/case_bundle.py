"""The files of a case file: for each recipient his version, the documents, the method, and what to ask of the court."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from agents.case_file import LEFT_OUT, Recipient, documents, marks_by_record, recipients, version_for
from agents.standing import Standing
from streams.dossier.dossier_file import DossierFile
from streams.dossier.version import Version
from streams.errors import Failure

__all__ = ["Bundle", "bundled", "last_signed"]


class Bundle(msgspec.Struct, frozen=True):
    """A case file: who gets a version, the persons of its relations, and each file by its path."""

    recipients: list[str]
    persons: list[str]
    files: dict[str, bytes]


def last_signed(folder: Path, advisory: str) -> Version:
    """Give the last signed version of an advisory.

    Raises
    ------
    Failure
        When none is signed.
    """
    with DossierFile.read(folder) as dossier:
        signed = dossier.versions(advisory)
    if not signed:
        raise Failure(f"{advisory}: no version is signed yet")
    return signed[-1]


def bundled(standing: Standing, version: Version) -> Bundle:
    """Make the case file of a signed version; O(events of its municipality)."""
    made = version.published()
    applicants, everybody = marks_by_record(standing, made)
    who = recipients(made, applicants)
    files: dict[str, Any] = {f"{one.name}/advies.json": version_for(made, one, everybody) for one in who}
    files |= {
        "rechter/awb-8-29.json": {"verzoek": "beperkte kennisneming (Awb 8:29)", "delen": [*_secret(who)]}
    }
    frozen = {
        "naam": version.name,
        "sha256": version.sha256,
        "digest": version.digest,
        "regels": version.rules,
        "feiten_tot": version.known,
        "logpositie": version.position,
        "indicatoren": msgspec.to_builtins(made.indicatoren),
    }
    for name in ("bezwaarcommissie", "rechter"):
        files[f"{name}/stukkenlijst.json"] = documents(made)
        files[f"{name}/methode.json"] = frozen
    persons = sorted({record for one in made.relaties for record in one.wie})
    return Bundle([one.name for one in who], persons, {path: _json(value) for path, value in files.items()})


def _secret(who: Sequence[Recipient]) -> Iterator[str]:
    thirds = [one.name for one in who if one.name.startswith("derde-")]
    return (f"wat over {name} gaat, in de versie van betrokkene vervangen door {LEFT_OUT}" for name in thirds)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
