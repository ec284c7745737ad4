"""What a privacy officer does for whoever was found under a request: set right, object, release, erase, and say who read."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from starlette.responses import Response

from agents.disclosure import disclosed
from agents.embedded import Finished, embedded
from agents.rights import RELEASED, RESTRICTED, check_no_hold, erase, limit, remember, requested, tokens
from agents.subjects import Subject
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.reading_of import readings_of
from streams import rules_file
from streams.dossier.records import RequestDecided

__all__ = ["ACTS", "readings", "use"]

ACTS = ("rectify", "object", "upheld", "rejected", "release", "erase")
"""What can be done beside access and restriction; each as the command of that name does it."""


def use(desk: Desk, asked: Asked) -> Response:
    """Carry one right out for one of those who were found."""
    found = asked.session.found.get(asked.given("candidate"))
    act, reason = asked.given("act"), asked.given("reason")
    if found is None or act not in ACTS:
        raise NotFound
    if not reason:
        return moved(asked, "/verzoeken", "need_reason")
    if act == "erase":
        return _erase(desk, asked, found.subject, reason)
    return _limit(desk, asked, found.subject, act, reason)


def _limit(desk: Desk, asked: Asked, subject: Subject, act: str, reason: str) -> Response:
    who, now = asked.user.account, desk.clock()
    command = "object" if act in {"upheld", "rejected"} else act
    account = desk.account(f"subject {command}", asked.user, act=command)
    account.note(len(subject.records), tokens(subject, desk.keys), subject.records)
    kind = RELEASED if act in {"rejected", "release"} else RESTRICTED
    limit(desk.folder, subject, kind, reason, who, desk.keys, desk.configured, lambda _: None)
    right = {"rectify": "rectificatie", "release": "beperking"}.get(act, "bezwaar")
    written = (
        requested(right, reason, now)
        if act in {"rectify", "object"}
        else RequestDecided(right, kind if act == "release" else act, reason)
    )
    remember(desk.folder, subject, who, now, desk.keys, desk.configured, lambda _: None, written)
    desk.renewal.soon()
    return moved(asked, "/verzoeken", f"done_{act}")


def _erase(desk: Desk, asked: Asked, subject: Subject, reason: str) -> Response:
    """Erase at once, and say what was looked for and what is left; the number of the request is typed again to be sure."""
    if asked.given("again") != asked.session.request:
        return moved(asked, "/verzoeken", "erase_again")
    who, now = asked.user.account, desk.clock()
    check_no_hold(desk.folder, subject, desk.keys, now)
    desk.renewal.wait()
    account = desk.account("subject erase", asked.user, act="erase")
    account.note(len(subject.records), tokens(subject, desk.keys))
    run = partial(_taken_in, desk)
    told = erase(desk.folder, subject, reason, who, now, desk.keys, desk.configured, run, lambda _: None)
    asked.session.found = {}
    return page(desk, asked, "erased.html", told=told, number=asked.session.request)


@contextmanager
def _taken_in(desk: Desk) -> Iterator[Finished | None]:
    """Take the erasure into an embedded store, and then into what the desk itself keeps; a worker did before it answered."""
    if not desk.embedded:
        yield None
        return
    with embedded(
        desk.folder,
        [],
        [],
        desk.keys,
        rules_file.load_rules(),
        desk.configured,
        lambda *_: None,
        lambda _: None,
    ) as finished:
        yield finished
    desk.projector.project()
    desk.projector.derive()
    desk.database.shrink()


def readings(desk: Desk, asked: Asked) -> Response:
    """Show who read somebody who was found, when and for what; this look stands in it as well."""
    found = asked.session.found.get(asked.given("candidate"))
    if found is None:
        raise NotFound
    subject = found.subject
    desk.account("subject readings", asked.user).note(
        len(subject.records), [f"verzoek:{asked.session.request}"], subject.records
    )
    with desk.standing() as standing:
        sources = disclosed(standing, subject)["sources"]
    return page(
        desk,
        asked,
        "readings.html",
        lines=readings_of(desk.folder, subject.records, desk.keys),
        number=asked.session.request,
        sources=sources,
    )
