"""One flag: what to check first, why it is there, who and what, when, what would clear it, and the verdict on it."""

import datetime as dt
from typing import Any

import msgspec
from starlette.responses import Response

from agents.explaining import persons
from agents.judgements import confirmed_of, last_judged, since_judged
from agents.standing import Standing
from agents.verdicts import LEAST_WORDS, Given, Plan, give_verdict
from desk.access import may_see_flag
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.drawing import drawn
from desk.outlines import map_of
from desk.page import moved, page
from desk.strip import strip
from desk.told import bodies, event_rows, events_of, members_of, node_row, short, tie_rows
from desk.workload import assignment, mark_seen
from graph.clearing import Clearing
from graph.declaration import Need
from graph.explanation import innocent_causes
from graph.flag import EventName, Flag
from graph.indicators import DECLARATIONS
from screening.verdicts import ENOUGH, FollowUpKind, Verdict
from streams.account_names import is_account
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.store_rows import FlagRow

__all__ = ["CODES", "LAYOUTS", "clearing", "judge", "row_of", "show"]

LAYOUTS = ("free", "owners", "lanes")
"""How a canvas may be laid out; the first is how it begins."""

CODES = ("own", "case", "ask")
"""Handling codes of a print: for the reader alone, for who works on the case, for others once the author was asked."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show a flag."""
    return _shown(desk, asked, row_of(desk, asked), [], 200)


def _shown(desk: Desk, asked: Asked, row: FlagRow, errors: list[str], status: int) -> Response:
    account = desk.account("structure", asked.user)
    flag = msgspec.json.decode(row.body, type=Flag)
    account.note(1, [row.id], persons(row))
    with desk.standing() as standing:
        events = bodies(standing, row.gemeente, events_of(flag))
    told = event_rows(events, flag.hard, asked.language)
    members = members_of(flag, events)
    nodes = [node_row(one, evidence=True) for one in members]
    label = {node["id"]: node["name"] or node["short"] for node in nodes}
    edges = [
        edge | {"from_name": label[edge["from"]], "to_name": label[edge["to"]]}
        for edge in tie_rows(flag.evidence.edges, told, evidence=True)
    ]
    with DossierFile.read(desk.folder) as dossier:
        history = [one for one in dossier.entries(row.id) if isinstance(one.record, Judged)]
    judged = last_judged([desk.folder])
    since, confirmed = since_judged(flag, judged), confirmed_of(judged)
    mark_seen(desk.database, asked.user, row.id, row.digest, desk.clock())
    return page(
        desk,
        asked,
        "structure.html",
        status,
        flag=flag,
        innocent=innocent_causes(flag),
        hits=[(hit, [told[name] for name in _by_day(hit.events, told)]) for hit in flag.indicators],
        nodes=nodes,
        assignment=assignment(desk.database, asked.user, row.id),
        edges=edges,
        drawing=drawn(nodes, edges),
        map=map_of(row.gemeente, desk.configured.outlines),
        places=[node for node in nodes if node["kind"] == "place"],
        today=desk.now().today[row.gemeente],
        layouts=LAYOUTS,
        codes=CODES,
        timeline=list(told.values()),
        strip=strip(list(told.values())),
        blind=_blind(flag),
        links=[(one.probability, short(one.a), short(one.b)) for one in flag.identity],
        history=history,
        since=since,
        confirmed=[(one, confirmed.get(one)) for one in sorted({hit.id for hit in flag.indicators})],
        enough=ENOUGH,
        verdicts=list(Verdict),
        follow_ups=list(FollowUpKind),
        errors=errors,
    )


def clearing(desk: Desk, asked: Asked) -> Response:
    """Show what would clear a flag, as part of the page, or as a page of its own where no script runs.

    Where it is not computed yet the page says so, and its part asks again by itself.
    """
    row = row_of(desk, asked)
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
    row = row_of(desk, asked)
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


def row_of(desk: Desk, asked: Asked) -> FlagRow:
    """Give the flag that is asked for, if it is for this user."""
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
    if owner and not is_account(owner):
        wrong.append("bad_owner")
    if due and not _is_day(due):
        wrong.append("bad_day")
    return wrong


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _blind(flag: Flag) -> list[tuple[str, Need]]:
    """Give by indicator of the flag what it cannot tell where a fact is not delivered."""
    found = {one.id for one in flag.indicators}
    return [(one.id, need) for one in DECLARATIONS if one.id in found for need in one.needs]


def _by_day(events: list[EventName], told: dict[EventName, dict[str, Any]]) -> list[EventName]:
    return sorted(events, key=lambda name: (told[name]["day"] or 0, name))


def _steps(standing: Standing, gemeente: str, told: Clearing | None, language: str) -> list[dict[str, Any]]:
    if told is None:
        return []
    found = []
    for step in (step for some in told.sets for step in some):
        event = None
        if step.event is not None:
            body = standing.body(gemeente, step.event.source, step.event.id)
            event = event_rows([(step.event, body)], (), language)[step.event]
        pair = None if step.a is None or step.b is None else (short(step.a), short(step.b))
        found.append({"what": step.what, "event": event, "pair": pair})
    return found
