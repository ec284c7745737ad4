"""One fact of an advisory: its two labels, its documents, and the event whole; a reviewer's opening is written down."""

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.responses import Response

from agents.signing import open_fact
from desk.access import Role
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.pages.advisory import row_of
from documents.sentences import texts
from documents.words import GEBEURTENIS, STRAFBAARHEID, source_name
from screening.advisory import Fact, decoded
from streams.dossier.dossier_file import DossierFile
from streams.store_rows import AdvisoryRow

__all__ = ["flat", "open_it", "show"]

HIDDEN = frozenset({"pseudoniem", "kruis", "sleutel"})
"""Names of fields that say nothing to a reader and stand for a person."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show a fact."""
    row = row_of(desk, asked)
    account = desk.account("advisory fact", asked.user)
    number, found = _fact(desk, asked, row)
    account.note(1, [row.id])
    with desk.standing() as standing:
        body = standing.body(row.gemeente, found.event.source, found.event.id)
    event: dict[str, Any] = {} if body is None else msgspec.json.decode(body)
    return page(
        desk,
        asked,
        "fact.html",
        advisory_id=row.id,
        number=number,
        fact=found,
        said_sentences=texts(found.tekst),
        happened=GEBEURTENIS[found.gebeurtenis],
        offence=STRAFBAARHEID[found.strafbaarheid],
        source=source_name(found.bron),
        papers=[] if isinstance(found.stukken, str) else found.stukken,
        fields=list(flat("", event.get("data", {}))),
    )


def open_it(desk: Desk, asked: Asked) -> Response:
    """Open a fact of the signed version as its reviewer."""
    row = row_of(desk, asked)
    number, found = _fact(desk, asked, row)
    account = desk.account("advisory open", asked.user)
    open_fact(
        desk.folder,
        row,
        found.id,
        asked.user.account,
        desk.clock(),
        account,
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    return moved(asked, f"/adviezen/{row.id}/feiten/{number}")


def _fact(desk: Desk, asked: Asked, row: AdvisoryRow) -> tuple[int, Fact]:
    """Give the fact of this number: for a reviewer that of the version that was signed."""
    facts = decoded(row.body).feiten
    if asked.user.role is Role.REVIEWER:
        with DossierFile.read(desk.folder) as dossier:
            versions = dossier.versions(row.id)
        facts = decoded(versions[-1].body).feiten if versions else facts
    number = asked.path["number"]
    if not number.isdecimal() or not 1 <= int(number) <= len(facts):
        raise NotFound
    return int(number), facts[int(number) - 1]


def flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give an event's fields line by line."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in HIDDEN:
                yield from flat(f"{path} {name}".strip(), part)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from flat(f"{path} {number}" if len(value) > 1 else path, part)
    else:
        yield path, str(value)
