"""A citizen's request: found under its number, told what stands about him, or the use of his data restricted."""

import re
import secrets

import msgspec
from starlette.responses import Response

from agents.disclosure import all_about
from agents.rights import RESTRICTED, limit, remember, tokens
from agents.standing import Standing
from agents.subjects import Candidate, Subjects
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.names import called_as
from desk.page import attached, moved, page
from desk.pages.rights import ACTS
from desk.told import short
from streams import rules_file
from streams.dossier.records import RequestDecided
from streams.identifiers import is_bsn

__all__ = ["export", "find", "restrict", "show"]

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}")


def show(desk: Desk, asked: Asked) -> Response:
    """Show the form, and who was found under the request at hand."""
    return _shown(desk, asked, [], 200)


def _shown(desk: Desk, asked: Asked, errors: list[str], status: int) -> Response:
    with desk.standing() as standing:
        found = [
            (token, one, round(one.probability * 100), _called(standing, one))
            for token, one in asked.session.found.items()
        ]
    return page(
        desk,
        asked,
        "requests.html",
        status,
        found=found,
        number=asked.session.request,
        errors=errors,
        short=short,
        acts=ACTS,
    )


def find(desk: Desk, asked: Asked) -> Response:
    """Look somebody up; that it was done, by whom and under which request is written down before anything is shown."""
    number, name, bsn = asked.given("number"), asked.given("name"), asked.given("bsn")
    errors = [] if NUMBER.fullmatch(number) else ["request_bad"]
    if not name and not is_bsn(bsn):
        errors.append("need_person")
    if errors:
        return _shown(desk, asked, errors, 400)
    account = desk.account("subject find", asked.user)
    with desk.standing() as standing:
        subjects = Subjects(standing, rules_file.load_rules(), desk.configured.profile, asked.user.gemeente)
        found = (
            subjects.of_bsn(bsn, desk.keys) if bsn else subjects.of_name(name, asked.given("born") or None)
        )
    account.note(
        len(found), [f"verzoek:{number}"], [record for one in found for record in one.subject.records]
    )
    asked.session.request = number
    asked.session.found = {secrets.token_urlsafe(12): one for one in found}
    return moved(asked, "/verzoeken")


def export(desk: Desk, asked: Asked) -> Response:
    """Give all that stands about one of those who were found, without others' data."""
    subject = _candidate(asked).subject
    account = desk.account("subject export", asked.user, act="export")
    with desk.standing() as standing:
        told = all_about(desk.folder, standing, subject, desk.keys)
    account.note(len(told["facts"]), [f"verzoek:{asked.session.request}"], subject.records)
    body = msgspec.json.format(msgspec.json.encode(told), indent=2)
    name = f"inzage-{asked.session.request}.json"
    return attached(body, "application/json", name)


def restrict(desk: Desk, asked: Asked) -> Response:
    """Let no rule read the data of one of those who were found."""
    subject, reason, who = _candidate(asked).subject, asked.given("reason"), asked.user.account
    if not reason:
        return _shown(desk, asked, ["need_reason"], 400)
    desk.account("subject restrict", asked.user, act="restrict").note(
        len(subject.records), tokens(subject, desk.keys), subject.records
    )
    limit(desk.folder, subject, RESTRICTED, reason, who, desk.keys, desk.configured, _quiet)
    done = RequestDecided("beperking", RESTRICTED, reason)
    remember(desk.folder, subject, who, desk.clock(), desk.keys, desk.configured, _quiet, done)
    desk.renewal.soon()
    return moved(asked, "/verzoeken", "restricted")


def _candidate(asked: Asked) -> Candidate:
    found = asked.session.found.get(asked.given("candidate"))
    if found is None:
        raise NotFound
    return found


def _called(standing: Standing, one: Candidate) -> list[str]:
    """Give how the sources write somebody's name, each once."""
    names: dict[str, str] = {}
    for record in one.subject.records:
        key = record.partition("#")[2]
        if key:
            bodies = list(standing.bodies_holding(f'"sleutel":{msgspec.json.encode(key).decode()}'))
            names |= called_as(msgspec.json.decode(body) for body in bodies)
    return list(dict.fromkeys(names[record] for record in one.subject.records if record in names))


def _quiet(_: str) -> None:
    """Say nothing: a page has no terminal."""
