"""The signed versions of an advisory: as files, what two of them say differently, sent back, and the case file of each recipient."""

import io
import zipfile

from starlette.responses import Response

from agents.case_bundle import Bundle, bundled, last_signed
from agents.signing import send_back
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import attached, moved, page
from desk.pages.advisory import FORMS, row_of
from documents.advisory_text import advisory_document
from screening.advisory import decoded
from screening.advisory_change import changes
from streams.dossier.dossier_file import DossierFile
from streams.dossier.version import Version
from streams.errors import Failure

__all__ = ["case_file", "case_files", "diff", "return_it", "version_file"]


def diff(desk: Desk, asked: Asked) -> Response:
    """Show what a signed version says differently from another, or from what stands now."""
    row = row_of(desk, asked)
    signed = _signed(desk, row.id)
    old = _number(asked.query.get("van", ""), signed)
    new = _number(asked.query["tot"], signed) if asked.query.get("tot") else None
    desk.account("advisory diff", asked.user).note(1, [row.id])
    lines = changes(decoded(signed[old].body), decoded(row.body if new is None else signed[new].body))
    return page(
        desk,
        asked,
        "diff.html",
        advisory_id=row.id,
        old=old,
        new=new,
        numbers=list(signed),
        rows=_rows(lines),
    )


def version_file(desk: Desk, asked: Asked) -> Response:
    """Give a signed version as a file, as it was signed."""
    row = row_of(desk, asked)
    number, _, ending = asked.path["name"].partition(".")
    signed = _signed(desk, row.id)
    if ending not in FORMS:
        raise NotFound
    version = signed[_number(number, signed)]
    form, media = FORMS[ending]
    desk.account("advisory document", asked.user, act="export").note(1, [version.name])
    body = form(advisory_document(version.published(), desk.now().today[row.gemeente]))
    return attached(body, media, f"advies-{row.id.removeprefix('a:')[:8]}-versie-{number}.{ending}")


def return_it(desk: Desk, asked: Asked) -> Response:
    """Send the signed version back to its author."""
    row = row_of(desk, asked)
    account = desk.account("advisory send-back", asked.user, act="review")
    send_back(
        desk.folder,
        row,
        asked.user.account,
        desk.clock(),
        asked.given("sentence"),
        account,
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    desk.renewal.soon()
    return moved(asked, f"/adviezen/{row.id}", "sent_back_said")


def case_files(desk: Desk, asked: Asked) -> Response:
    """Show who gets a version of the case file."""
    row = row_of(desk, asked)
    version, made = _bundle(desk, row.id)
    desk.account("advisory bundle", asked.user).note(len(made.recipients), [version.name], made.persons)
    return page(
        desk,
        asked,
        "case_files.html",
        advisory_id=row.id,
        number=version.versie,
        recipients=[(one, made.names(one)) for one in made.recipients],
    )


def case_file(desk: Desk, asked: Asked) -> Response:
    """Give the case file of one recipient as a ZIP file."""
    row = row_of(desk, asked)
    version, made = _bundle(desk, row.id)
    who = asked.path["name"].removesuffix(".zip")
    if who not in made.recipients:
        raise NotFound
    desk.account("advisory bundle", asked.user, act="export").note(1, [version.name], made.persons)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in made.names(who):
            file.writestr(zipfile.ZipInfo(name), made.file(who, name))
    name = f"zaakdossier-{row.id.removeprefix('a:')[:8]}-{who}.zip"
    return attached(packed.getvalue(), "application/zip", name)


def _bundle(desk: Desk, advisory: str) -> tuple[Version, Bundle]:
    try:
        version = last_signed(desk.folder, advisory)
    except Failure:
        raise NotFound from None
    with desk.standing() as standing:
        return version, bundled(standing, version)


def _signed(desk: Desk, advisory: str) -> dict[int, Version]:
    with DossierFile.read(desk.folder) as dossier:
        return {one.versie: one for one in dossier.versions(advisory)}


def _number(text: str, signed: dict[int, Version]) -> int:
    if not text.isdecimal() or int(text) not in signed:
        raise NotFound
    return int(text)


def _rows(lines: list[str]) -> list[tuple[str, str, str]]:
    """Give by field what it was and what it is."""
    rows: dict[str, list[str]] = {}
    for line in lines:
        path, _, value = line[2:].partition(": ")
        rows.setdefault(path, ["", ""])[line[0] == "+"] = value
    return [(path, was, now) for path, (was, now) in rows.items()]
