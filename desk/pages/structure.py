"""One flag: what to check first, why it is there, who and what, when, what would clear it, and the verdict on it."""

import datetime as dt
import re
from typing import Any

import msgspec
from starlette.responses import Response

from agents.explaining import persons
from agents.judgements import last_judged, since_judged
from agents.standing import Standing
from agents.verdicts import LEAST_WORDS, Given, Plan, give_verdict
from desk.access import may_see_flag
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.drawing import drawn
from desk.names import called_as
from desk.page import moved, page
from documents.words import source_name
from graph.clearing import Clearing
from graph.explanation import innocent_causes
from graph.flag import EventName, Flag
from screening.verdicts import FollowUpKind, Verdict
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.event_words import called
from streams.events import event_from_body
from streams.store_rows import FlagRow

__all__ = ["clearing", "judge", "show"]

ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def show(desk: Desk, asked: Asked) -> Response:
    """Show a flag."""
    return _shown(desk, asked, _row(desk, asked), [], 200)


def _shown(desk: Desk, asked: Asked, row: FlagRow, errors: list[str], status: int) -> Response:
    account = desk.account("structure", asked.user)
    flag = msgspec.json.decode(row.body, type=Flag)
    account.note(1, [row.id], persons(row))
    with desk.standing() as standing:
        events = _events(standing, flag)
    names = called_as(msgspec.json.decode(body) for _, body in events if body is not None)
    nodes = [_node(node.id, node.kind, node.records, names) for node in flag.evidence.nodes]
    label = {node["id"]: node["name"] or node["short"] for node in nodes}
    hard = set(flag.hard)
    told = {name: _told(name, body, name in hard, asked.language) for name, body in events}
    edges = [
        {
            "frm": label.get(edge.frm, edge.frm),
            "to": label.get(edge.to) or _event_label(edge.to, told),
            "relation": edge.relation.replace("_", " "),
            "begin": edge.valid[0],
            "end": edge.valid[1],
        }
        for edge in flag.evidence.edges
    ]
    with DossierFile.read(desk.folder) as dossier:
        history = [one for one in dossier.entries(row.id) if isinstance(one.record, Judged)]
    since = since_judged(flag, last_judged([desk.folder]))
    return page(
        desk,
        asked,
        "structure.html",
        status,
        flag=flag,
        innocent=innocent_causes(flag),
        hits=[(hit, [told[name] for name in _by_day(hit.events, told)]) for hit in flag.indicators],
        nodes=nodes,
        edges=edges,
        drawing=drawn(nodes, flag.evidence.edges),
        timeline=list(told.values()),
        links=[(one.probability, _short(one.a), _short(one.b)) for one in flag.identity],
        history=history,
        since=since,
        verdicts=list(Verdict),
        follow_ups=list(FollowUpKind),
        errors=errors,
    )


def clearing(desk: Desk, asked: Asked) -> Response:
    """Show what would clear a flag, as part of the page, or as a page of its own where no script runs.

    Where it is not computed yet the page says so, and its part asks again by itself.
    """
    row = _row(desk, asked)
    account = desk.account("what would clear", asked.user)
    told = desk.towns.explained(row.id, desk.now())
    account.note(1, [row.id], persons(row))
    steps = []
    if told is not None:
        with desk.standing() as standing:
            steps = _steps(standing, row.gemeente, told.clearing, asked.language)
    template = "clearing_part.html" if asked.part else "clearing.html"
    return page(desk, asked, template, flag_id=row.id, told=told, steps=steps)


def judge(desk: Desk, asked: Asked) -> Response:
    """Take a verdict in, or show what is missing."""
    row = _row(desk, asked)
    errors = _missing(asked)
    if errors:
        return _shown(desk, asked, row, errors, 400)
    verdict, reason = Verdict(asked.given("verdict")), asked.given("reason")
    plan = None
    if kind := asked.given("follow_up"):
        plan = Plan(FollowUpKind(kind), reason, asked.given("owner") or None, asked.given("due") or None)
    account = desk.account("verdict", asked.user, act="verdict")
    given = Given(verdict, reason, plan)
    give_verdict(
        desk.folder, row, given, asked.user.account, account, desk.keys, desk.configured, lambda _: None
    )
    desk.renewal.soon()
    return moved(asked, f"/signalen/{row.id}", "saved")


def _row(desk: Desk, asked: Asked) -> FlagRow:
    row = desk.now().rows.get(asked.path["flag"])
    if row is None or not may_see_flag(asked.user, row):
        raise NotFound
    return row


def _missing(asked: Asked) -> list[str]:
    """Give the keys of what is wrong in a verdict's form."""
    verdict, kind = asked.given("verdict"), asked.given("follow_up")
    owner, due = asked.given("owner"), asked.given("due")
    wrong = []
    if verdict not in set(Verdict):
        wrong.append("need_verdict")
    if len(asked.given("reason").split()) < LEAST_WORDS:
        wrong.append("need_reason")
    if verdict == Verdict.CONFIRMED and kind not in set(FollowUpKind):
        wrong.append("need_follow_up")
    if verdict != Verdict.CONFIRMED and (kind or owner or due):
        wrong.append("no_follow_up")
    if kind and kind != FollowUpKind.GEEN and not (owner and due):
        wrong.append("need_owner")
    if owner and ACCOUNT.fullmatch(owner) is None:
        wrong.append("bad_owner")
    if due and not _is_day(due):
        wrong.append("bad_day")
    return wrong


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _events(standing: Standing, flag: Flag) -> list[tuple[EventName, bytes | None]]:
    """Give all events that a flag rests on, oldest first; None for one that is no longer kept."""
    wanted = {*flag.hard, flag.raised.event}
    wanted.update(event for hit in flag.indicators for event in hit.events)
    wanted.update(event for edge in flag.evidence.edges for event in edge.events)
    found = [(name, standing.body(flag.gemeente, name.source, name.id)) for name in sorted(wanted)]
    return sorted(found, key=lambda pair: 0 if pair[1] is None else event_from_body(pair[1]).day)


def _told(name: EventName, body: bytes | None, hard: bool, language: str) -> dict[str, Any]:
    """Give one event for a reader."""
    head = {"id": name.id, "source": source_name(name.source), "hard": hard}
    if body is None:
        return head | {"day": None, "what": None, "papers": []}
    event = event_from_body(body)
    papers = [{"name": one.kenmerk or one.titel, "title": one.titel} for one in event.data.stukken]
    return head | {"day": event.day, "what": called(event, language), "papers": papers}


def _by_day(events: list[EventName], told: dict[EventName, dict[str, Any]]) -> list[EventName]:
    return sorted(events, key=lambda name: (told[name]["day"] or 0, name))


def _event_label(node: str | None, told: dict[EventName, dict[str, Any]]) -> str:
    """Name an end of a relation that is an event, or open."""
    if node is None:
        return "…"
    source, _, event_id = node.removeprefix("event:").partition("#")
    found = told.get(EventName(source, event_id))
    return node if found is None or found["what"] is None else str(found["what"])


def _node(node: str, kind: str, records: list[str], names: dict[str, str]) -> dict[str, Any]:
    spellings = list(dict.fromkeys(names[record] for record in records if record in names))
    return {
        "id": node,
        "kind": kind,
        "records": [_short(record) for record in records],
        "name": spellings[0] if spellings else "",
        "spellings": spellings[1:],
        "short": _short(min(records, key=lambda one: (not one.startswith(("kvk:", "bag:")), one))),
    }


def _short(record: str) -> str:
    """Write a record's id with the name of its source alone."""
    source, cut, key = record.partition("#")
    return f"{source_name(source)} {key}" if cut else record


def _steps(standing: Standing, gemeente: str, told: Clearing | None, language: str) -> list[dict[str, Any]]:
    if told is None:
        return []
    found = []
    for step in (step for some in told.sets for step in some):
        event = None
        if step.event is not None:
            body = standing.body(gemeente, step.event.source, step.event.id)
            event = _told(step.event, body, hard=False, language=language)
        pair = None if step.a is None or step.b is None else (_short(step.a), _short(step.b))
        found.append({"what": step.what, "event": event, "pair": pair})
    return found
