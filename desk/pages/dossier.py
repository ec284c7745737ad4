"""The dossier of a case: its terms with stop-clock, the hearings, own research, the decision; each written by a form."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from starlette.responses import Response

from agents.case_entries import read_record, write_record
from desk.access import Role, may_see_advisory
from desk.asked import Asked, NotFound
from desk.cases import Case
from desk.desk import Desk
from desk.names import called_as
from desk.page import moved, page
from desk.pages.advisories import left_of, terms_of
from screening.advisory import Advisory, Status, Termijn, ZienswijzeStatus, decoded
from screening.dossier import GEVAREN
from screening.terms import SUSPENSIONS
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Entry, Form, TaskDone, TaskOpened
from streams.errors import WrongUse

__all__ = ["FORMS", "case", "record", "show"]

DAY, TEXT, CHOICE, CHECK = "day", "text", "choice", "check"

FORMS: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        "opschorting": (
            ("term", CHOICE, ("beslistermijn", "lbb")),
            ("grond", CHOICE, tuple(SUSPENSIONS)),
            ("van", DAY, ()),
            ("tot", DAY, ()),
        ),
        "verlenging": (("tot", DAY, ()),),
        "zienswijze": (
            ("wie", CHOICE, ()),
            ("status", CHOICE, tuple(ZienswijzeStatus)),
            ("datum", DAY, ()),
        ),
        "vraag_gesteld": (("vraag", CHOICE, ()), ("gevraagd", DAY, ()), ("tot", DAY, ())),
        "vraag_beantwoord": (("vraag", CHOICE, ()), ("antwoord", TEXT, ()), ("beantwoord", DAY, ())),
        "eigen_onderzoek_volledig": (("datum", DAY, ()),),
        "treffer": (("register", CHOICE, ("bibob_register", "tip")), ("datum", DAY, ())),
        "gescreend": (("datum", DAY, ()), ("misbruik", CHECK, ())),
        "lbb_gevraagd": (("datum", DAY, ()), ("verlengd", CHECK, ())),
        "bureau": (("datum", DAY, ()), ("kenmerk", TEXT, ()), ("inhoud", TEXT, ())),
        "gevaar": (("gevaar", CHOICE, GEVAREN),),
        "besluit": (("kenmerk", TEXT, ()), ("datum", DAY, ()), ("afloop", TEXT, ())),
        "taak_klaar": (("wat", CHOICE, ()), ("resultaat", TEXT, ())),
    }
)
"""By kind of entry its fields: name, how it is filled in, and the words to choose from where they are fixed."""

OPTIONAL = frozenset({("opschorting", "tot"), ("gescreend", "misbruik"), ("lbb_gevraagd", "verlengd")})
"""Fields that may be left out: a stop without an end known, a box that is not ticked."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show the dossier of a case, with an advisory or without."""
    return _shown(desk, asked, 200)


def case(desk: Desk, asked: Asked) -> Response:
    """Show an application without an advisory: what was searched, and what a human still does."""
    _, found = _subject(desk, asked)
    if found is None:
        return moved(asked, f"/adviezen/{asked.path['advisory']}")
    desk.account("advisory checklist", asked.user).note(1, [found.id])
    with DossierFile.read(desk.folder) as dossier:
        found_terms = terms_of(found, dossier)
    return page(
        desk,
        asked,
        "case.html",
        one=found,
        terms=found_terms,
        left=left_of(found_terms, desk.now().today[asked.user.gemeente]),
    )


def record(desk: Desk, asked: Asked) -> Response:
    """Write one entry."""
    advisory, _ = _subject(desk, asked)
    kind, key = asked.given("kind"), asked.path["advisory"]
    if kind not in FORMS:
        raise NotFound
    choices = {name: keys for name, keys, _ in _choices(desk, advisory, key)}
    fields = _filled_in(asked, kind, choices)
    if isinstance(fields, str):
        return _shown(desk, asked, 400, fields)
    try:
        written = read_record(kind, fields)
    except WrongUse:
        raise NotFound from None
    account = desk.account("advisory record", asked.user, act="record")
    write_record(
        desk.folder,
        asked.user.gemeente,
        key,
        written,
        asked.user.account,
        desk.clock(),
        account,
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    desk.renewal.soon()
    return moved(asked, f"/adviezen/{key}/dossier", "saved")


def _filled_in(
    asked: Asked, kind: str, choices: Mapping[tuple[str, str], Mapping[str, str]]
) -> dict[str, Any] | str:
    """Give the fields of a form; or the key of the text that says what is missing or wrong."""
    fields: dict[str, Any] = {}
    for name, how, words in FORMS[kind]:
        value = asked.given(name)
        if how == CHECK:
            fields[name] = bool(value)
        elif value:
            if how == DAY and not _is_day(value):
                return "bad_day"
            fields[name] = value if how != CHOICE or words else choices[kind, name].get(value)
            if fields[name] is None:
                raise NotFound
        elif (kind, name) not in OPTIONAL:
            return "need_fields"
    return "bad_period" if kind == "opschorting" and fields.get("tot", "9999") < fields["van"] else fields


def _shown(desk: Desk, asked: Asked, status: int, error: str | None = None) -> Response:
    advisory, found = _subject(desk, asked)
    key = asked.path["advisory"]
    desk.account("advisory dossier", asked.user).note(1, [key])
    today = desk.now().today[asked.user.gemeente]
    with DossierFile.read(desk.folder) as dossier:
        entries = dossier.entries(key)
        if advisory is not None:
            found_terms: list[Termijn] = advisory.termijnen
        else:
            found_terms = [] if found is None else terms_of(found, dossier)
    choices = {name: rows for name, _, rows in _choices(desk, advisory, key)}
    lapsed = advisory is not None and advisory.status is Status.VERVALLEN
    return page(
        desk,
        asked,
        "dossier.html",
        status,
        key=key,
        number=advisory.zaak.zaaknummer if advisory is not None else "" if found is None else found.number,
        back=f"/adviezen/{key}" if advisory is not None else f"/zaken/{key}",
        terms=found_terms,
        left=left_of(found_terms, today),
        entries=[(one, _said(one)) for one in entries],
        forms=_forms(choices) if asked.user.role is Role.PERMIT and not lapsed else [],
        sent=asked.given("kind"),
        today=today.isoformat(),
        errors=[] if error is None else [error],
    )


def _forms(
    choices: Mapping[tuple[str, str], Sequence[tuple[str, str]]],
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give each form that can be filled in: one without anything to choose from is left out."""
    found = []
    for kind, fields in FORMS.items():
        rows = [
            {
                "name": name,
                "how": how,
                "words": words,
                "given": choices.get((kind, name), ()),
                "optional": (kind, name) in OPTIONAL,
            }
            for name, how, words in fields
        ]
        if all(row["how"] != CHOICE or row["words"] or row["given"] for row in rows):
            found.append((kind, rows))
    return found


def _choices(
    desk: Desk, advisory: Advisory | None, key: str
) -> list[tuple[tuple[str, str], dict[str, str], list[tuple[str, str]]]]:
    """Give by field the values by number, and what the numbers stand for: no record id stands in a form."""
    with DossierFile.read(desk.folder) as dossier:
        entries = dossier.entries(key)
    tasks = {one.record.wat: one.record.toelichting for one in entries if isinstance(one.record, TaskOpened)}
    for one in entries:
        if isinstance(one.record, TaskDone):
            tasks.pop(one.record.wat, None)
    found = [(("taak_klaar", "wat"), list(tasks.items()))]
    if advisory is not None:
        called = _called(desk, advisory)
        heard = [
            (one.wie[0], next((called[name] for name in one.wie if name in called), one.wie[0]))
            for one in advisory.zienswijze
        ]
        asked = [] if isinstance(advisory.vragen, str) else [(one.id, one.tekst) for one in advisory.vragen]
        found += [
            (("zienswijze", "wie"), heard),
            (("vraag_gesteld", "vraag"), asked),
            (("vraag_beantwoord", "vraag"), asked),
        ]
    return [
        (
            name,
            {str(number): value for number, (value, _) in enumerate(rows)},
            [(str(number), said) for number, (_, said) in enumerate(rows)],
        )
        for name, rows in found
    ]


def _called(desk: Desk, advisory: Advisory) -> dict[str, str]:
    """Give the names of whoever the advisory hears, out of the events that it cites."""
    with desk.standing() as standing:
        bodies = [
            standing.body(advisory.gemeente, fact.event.source, fact.event.id) for fact in advisory.feiten
        ]
        bodies += list(standing.bodies_holding(msgspec.json.encode(advisory.zaak.zaaknummer).decode()))
    return called_as(msgspec.json.decode(body) for body in bodies if body is not None)


def _subject(desk: Desk, asked: Asked) -> tuple[Advisory | None, Case | None]:
    """Give the advisory of this id, or the application without one; neither is not found."""
    key = asked.path["advisory"]
    with desk.standing() as standing:
        row = standing.advisory(key)
    if row is not None:
        if not may_see_advisory(asked.user, row):
            raise NotFound
        return decoded(row.body), None
    cases = desk.towns.cases(asked.user.gemeente) or []
    found = next((one for one in cases if one.id == key), None)
    if found is None:
        raise NotFound
    return None, found


def _said(one: Entry) -> list[tuple[str, str]]:
    """Give the fields of an entry; of a form only that it is there (domain.md, R10)."""
    if isinstance(one.record, Form):
        return [("ontvangen", one.record.ontvangen)]
    plain: dict[str, Any] = msgspec.to_builtins(one.record)
    return [(name, str(value)) for name, value in plain.items() if name not in {"soort", "wie"}]


def _is_day(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
