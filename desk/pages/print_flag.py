"""What is on the canvas of a flag, laid out for A3: drawing, legend, purpose, date and handling code, sentences, tables."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from agents.explaining import persons
from desk.access import PURPOSE
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.drawing import drawn
from desk.page import page
from desk.pages.structure import CODES, row_of
from desk.told import bodies, event_rows, events_of, members_of, node_row, stands_at, tie_rows
from graph.flag import Flag

__all__ = ["MOST", "show"]

MOST = 400
"""Nodes that an A3 holds with names to be read."""

SIZE = (1500, 860)
# Of the drawing, in user units: as wide and high as an A3 on its side leaves room for.

PLACE = re.compile(r"(e:[0-9a-f]{32}):(-?\d{1,6}):(-?\d{1,6})")


def show(desk: Desk, asked: Asked) -> Response:
    """Give the page to print, and write down that this was taken out of the desk."""
    row = row_of(desk, asked)
    code = asked.given("code")
    if code not in CODES:
        raise NotFound
    flag = msgspec.json.decode(row.body, type=Flag)
    evidence = {node.id for node in flag.evidence.nodes}
    sheet = desk.opened.sheet(asked.user.account, row.id, evidence)
    places = {one: (int(x), int(y)) for one, x, y in PLACE.findall(asked.given("places"))}
    if not sheet.entities.issuperset(places):
        raise NotFound
    people = {*persons(row), *(record for one in places for record in sheet.people.get(one, []))}
    desk.account("structure print", asked.user, act="export").note(len(places), [row.id], sorted(people))
    if len(places) > MOST:
        return page(desk, asked, "error.html", 400, title="error", what="print_too_many", detail=None)
    with desk.standing() as standing:
        found = bodies(standing, row.gemeente, events_of(flag))
    told = event_rows(found, flag.hard, asked.language)
    nodes = [node_row(one, evidence=True) for one in members_of(flag, found)]
    ties = tie_rows(flag.evidence.edges, told, evidence=True)
    if not evidence.issuperset(places):
        more, beyond = _opened(
            desk, row.gemeente, [one for one in places if one not in evidence], places, asked
        )
        nodes, ties = nodes + more, ties + beyond
    valid, known = asked.given("valid"), asked.given("known")
    if places:
        nodes = [one for one in nodes if one["id"] in places]
    here = {one["id"]: one["name"] or one["short"] for one in nodes}
    ties = [
        one | {"from_name": here[one["from"]], "to_name": here[one["to"]]}
        for one in ties
        if one["from"] in here and one["to"] in here and (not valid or stands_at(one, valid, known))
    ]
    return page(
        desk,
        asked,
        "print_flag.html",
        flag=flag,
        code=code,
        purpose=PURPOSE[asked.user.role],
        at=desk.clock().date(),
        today=desk.now().today[row.gemeente],
        valid=valid,
        known=known,
        drawing=drawn(nodes, ties, places or None, SIZE),
        nodes=nodes,
        ties=ties,
        hits=[(hit, [told[name] for name in hit.events]) for hit in flag.indicators],
    )


def _opened(
    desk: Desk, gemeente: str, some: Sequence[str], places: dict[str, tuple[int, int]], asked: Asked
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give who was opened beyond the evidence, and how they are related to what is on the canvas."""
    with desk.surroundings(gemeente) as graph:
        members, ties = graph.members(some), graph.ties(some, places.keys())
    with desk.standing() as standing:
        found = bodies(standing, gemeente, (name for tie in ties for name in tie.events))
    told = event_rows(found, (), asked.language)
    return [node_row(one, evidence=False) for one in members], tie_rows(ties, told, evidence=False)
