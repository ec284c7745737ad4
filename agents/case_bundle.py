"""The files of a case file: for each recipient his version, the documents, the method, and what to ask of the court."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from agents.case_file import LEFT_OUT, Recipient, documents, marks_by_record, recipients, version_for
from agents.standing import Standing
from documents.blocks import Document
from documents.case_papers import case_papers
from documents.pdf import pdf
from streams.dossier.dossier_file import DossierFile
from streams.dossier.version import Version
from streams.errors import Failure

__all__ = ["Bundle", "bundled", "last_signed"]


class Bundle(msgspec.Struct, frozen=True):
    """A case file: who gets a version, the persons of its relations, each file by its path, and the papers to lay out."""

    recipients: list[str]
    persons: list[str]
    data: dict[str, bytes]
    papers: dict[str, Document]

    def names(self, recipient: str) -> list[str]:
        """Name the files of one recipient."""
        paths = (*self.data, *self.papers)
        return [path.partition("/")[2] for path in paths if path.startswith(f"{recipient}/")]

    def file(self, recipient: str, name: str) -> bytes:
        """Give one file; a PDF is laid out only when it is asked for."""
        path = f"{recipient}/{name}"
        return self.data[path] if path in self.data else pdf(self.papers[path])


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
    frozen = {
        "naam": version.name,
        "sha256": version.sha256,
        "digest": version.digest,
        "regels": version.rules,
        "feiten_tot": version.known,
        "logpositie": version.position,
    }
    files: dict[str, Any] = {
        "rechter/awb-8-29.json": {"verzoek": "beperkte kennisneming (Awb 8:29)", "delen": [*_secret(who)]}
    }
    papers: dict[str, Document] = {}
    day = date.fromisoformat((version.reviewed or version.authored)[:10])
    for one in who:
        theirs = version_for(made, one, everybody)
        listed = documents(theirs)
        files[f"{one.name}/advies.json"] = theirs
        if one.own is None:
            files[f"{one.name}/stukkenlijst.json"] = listed
            files[f"{one.name}/methode.json"] = frozen | {
                "indicatoren": msgspec.to_builtins(made.indicatoren)
            }
        laid_out = case_papers(theirs, listed, frozen if one.own is None else None, day)
        papers |= {f"{one.name}/{name}.pdf": paper for name, paper in laid_out.items()}
    persons = sorted({record for one in made.relaties for record in one.wie})
    data = {path: _json(value) for path, value in files.items()}
    return Bundle([one.name for one in who], persons, data, papers)


def _secret(who: Sequence[Recipient]) -> Iterator[str]:
    thirds = [one.name for one in who if one.name.startswith("derde-")]
    return (f"wat over {name} gaat, in de versie van betrokkene vervangen door {LEFT_OUT}" for name in thirds)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
