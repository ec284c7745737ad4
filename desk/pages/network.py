"""The network around a flag, step by step: the evidence, counts before an expansion, who to pick, a path, what is copied.

Answers are JSON for the canvas. Ids of entities travel in forms, never in an address; each answer is in the account.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from agents.accounting import Account
from agents.explaining import persons
from desk.asked import Asked, NotFound
from desk.canvas_words import canvas_words
from desk.desk import Desk
from desk.opened import MOST, Sheet
from desk.pages.structure import row_of
from desk.surroundings import HUB, Member, Surroundings
from desk.told import bodies, event_rows, events_of, members_of, node_row, tie_rows
from graph.flag import EventName, Flag
from streams.store_rows import FlagRow

__all__ = ["common", "copied", "expand", "neighbours", "path", "show"]

LISTED = 200
"""Neighbours in one answer; the rest is asked for by its number, or found by its name."""

ADDED = 500
"""Entities that one step may add."""


def show(desk: Desk, asked: Asked) -> Response:
    """Give the evidence and the words of the canvas."""
    row = row_of(desk, asked)
    account = desk.account("network", asked.user)
    flag, sheet = _opened(desk, asked, row)
    account.note(1, [row.id], persons(row))
    with desk.standing() as standing:
        found = bodies(standing, row.gemeente, events_of(flag))
    told = event_rows(found, flag.hard, asked.language)
    _let_read(sheet, told)
    nodes = [node_row(one, evidence=True) for one in members_of(flag, found)]
    ties = tie_rows(flag.evidence.edges, told, evidence=True)
    today = desk.now().today[row.gemeente].isoformat()
    return _json(
        flag=flag.id,
        today=today,
        most=MOST,
        hub=HUB,
        nodes=nodes,
        ties=ties,
        events=_by_token(told),
        hits=[_shown_by(hit.records, hit.events, flag, told) for hit in flag.indicators],
        words=canvas_words(asked.language),
    )


def neighbours(desk: Desk, asked: Asked) -> Response:
    """Count the neighbours of an open entity by relation; with a relation, list them to pick from."""
    row, _, sheet = _walking(desk, asked)
    entity = asked.given("entity")
    if entity not in sheet.entities:
        raise NotFound
    account = desk.account("network neighbours", asked.user)
    relation, outgoing = asked.given("relation"), asked.given("outgoing") == "true"
    with desk.surroundings(row.gemeente) as graph:
        if relation:
            some = graph.in_bundle(entity, relation, outgoing=outgoing)
            return _list(asked, row, graph.members(some), account)
        here = graph.members([entity])
        account.note(1, [row.id], _people(here))
        return _json(bundles=graph.bundles(entity), known=bool(here), ready=graph.ready)


def common(desk: Desk, asked: Asked) -> Response:
    """List the common neighbours of some open entities."""
    row, _, sheet = _walking(desk, asked)
    some = _ids(asked)
    if len(some) < 2 or not sheet.entities.issuperset(some):
        raise NotFound
    account = desk.account("network common", asked.user)
    with desk.surroundings(row.gemeente) as graph:
        return _list(asked, row, graph.members(graph.common(some)), account)


def expand(desk: Desk, asked: Asked) -> Response:
    """Open entities that are neighbours of open ones; give them, and their relations with all that is open."""
    row, flag, sheet = _walking(desk, asked)
    some = _ids(asked)
    if not 0 < len(some) <= ADDED:
        raise NotFound
    account = desk.account("network expand", asked.user)
    with desk.surroundings(row.gemeente) as graph:
        joined = {end for tie in graph.ties(some, sheet.entities) for end in (tie.frm, tie.to)}
        if not joined.issuperset(some):
            raise NotFound
        return _Step(desk, asked, row, flag, sheet, graph, account).add(some)


def path(desk: Desk, asked: Asked) -> Response:
    """Open the entities of a shortest path between two open ones."""
    row, flag, sheet = _walking(desk, asked)
    frm, to = asked.given("from"), asked.given("to")
    if frm == to or not sheet.entities.issuperset({frm, to}):
        raise NotFound
    account = desk.account("network path", asked.user)
    with desk.surroundings(row.gemeente) as graph:
        found = graph.path(frm, to)
        if found is None:
            account.note(1, [row.id], _people(graph.members([frm, to])))
            return _json(path=None)
        return _Step(desk, asked, row, flag, sheet, graph, account).add(found, path=found)


def copied(desk: Desk, asked: Asked) -> Response:
    """Write down that rows were copied for use elsewhere; the browser copies once this is answered."""
    row, _, sheet = _walking(desk, asked)
    account = desk.account("network copy", asked.user, act="export")
    some = sheet.entities & set(_ids(asked))
    account.note(len(some), [row.id], sorted(one for entity in some for one in sheet.people.get(entity, [])))
    return _json(copied=len(some))


def _walking(desk: Desk, asked: Asked) -> tuple[FlagRow, Flag, Sheet]:
    row = row_of(desk, asked)
    return row, *_opened(desk, asked, row)


def _opened(desk: Desk, asked: Asked, row: FlagRow) -> tuple[Flag, Sheet]:
    flag = msgspec.json.decode(row.body, type=Flag)
    sheet = desk.opened.sheet(asked.user.account, row.id, (node.id for node in flag.evidence.nodes))
    sheet.people.update((node.id, node.records) for node in flag.evidence.nodes if node.kind == "person")
    return flag, sheet


def _ids(asked: Asked) -> list[str]:
    return list(dict.fromkeys(asked.given("ids").split()))


def _list(asked: Asked, row: FlagRow, some: Iterable[Member], account: Account) -> Response:
    """Give a page of entities by name, those alone whose name or record holds a text where one is given."""
    text = asked.given("text").lower()
    rows = [(node_row(one, evidence=False), one) for one in some]
    rows = [pair for pair in rows if text in "{name} {short} {area}".format(**pair[0]).lower()]
    rows.sort(key=lambda pair: (not pair[0]["name"], pair[0]["name"].lower(), pair[1].id))
    first = asked.given("first")
    begin = int(first) if first.isdecimal() else 0
    shown = rows[begin : begin + LISTED]
    account.note(len(shown), [row.id], _people(one for _, one in shown))
    return _json(total=len(rows), first=begin, rows=[one for one, _ in shown])


class _Step(msgspec.Struct, frozen=True):
    """One step that puts more on a canvas."""

    desk: Desk
    asked: Asked
    row: FlagRow
    flag: Flag
    sheet: Sheet
    graph: Surroundings
    account: Account

    def add(self, some: Sequence[str], **more: Any) -> Response:
        """Open entities; give those that are new with their relations to all that is open, or say that it is full."""
        sheet = self.sheet
        if len(sheet.entities.union(some)) > MOST:
            return _json(full=MOST)
        members = self.graph.members(some)
        ties = self.graph.ties(some, sheet.entities.union(some))
        sheet.entities.update(one.id for one in members)
        sheet.people.update((one.id, one.records) for one in members if one.kind == "person")
        self.account.note(len(members), [self.row.id], _people(members))
        with self.desk.standing() as standing:
            found = bodies(standing, self.row.gemeente, (name for tie in ties for name in tie.events))
        told = event_rows(found, self.flag.hard, self.asked.language)
        _let_read(sheet, told)
        evidence = {node.id for node in self.flag.evidence.nodes}
        return _json(
            nodes=[node_row(one, evidence=one.id in evidence) for one in members],
            ties=tie_rows(ties, told, evidence=False),
            events=_by_token(told),
            **more,
        )


def _shown_by(
    records: Iterable[str], events: Iterable[EventName], flag: Flag, told: dict[EventName, dict[str, Any]]
) -> dict[str, Any]:
    """Give who and what one sentence speaks of, to be found on the canvas."""
    wanted, by = set(records), set(events)
    nodes = {node.id for node in flag.evidence.nodes if not wanted.isdisjoint(node.records)}
    nodes.update(
        end for edge in flag.evidence.edges if not by.isdisjoint(edge.events) for end in (edge.frm, edge.to)
    )
    return {"nodes": sorted(nodes), "events": [told[name]["token"] for name in sorted(by) if name in told]}


def _let_read(sheet: Sheet, told: dict[EventName, dict[str, Any]]) -> None:
    sheet.events.update((row["token"], name) for name, row in told.items())


def _by_token(told: dict[EventName, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["token"]: row for row in told.values()}


def _people(some: Iterable[Member]) -> list[str]:
    """Give the record ids of the persons among some entities, for the account."""
    return sorted(record for one in some if one.kind == "person" for record in one.records)


def _json(**values: Any) -> Response:
    return Response(_ENCODE(values), media_type="application/json")


_ENCODE: Callable[[Any], bytes] = msgspec.json.encode
