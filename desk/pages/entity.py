"""One entity of a flag: its records side by side, why they are one, alarms, and the judgement, with what it would change."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from starlette.responses import Response

from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.pages.identity import HIDDEN, VERDICTS, take_in
from desk.pages.structure import row_of
from desk.texts import TEXTS, text
from desk.told import short
from graph.flag import EvidenceNode, Flag
from graph.stakes import Stake
from streams.store_rows import FlagRow
from streams.tokens import record_token

__all__ = ["judge_records", "show"]


class _Choice(NamedTuple):
    """A judgement as the form gives it."""

    a: str
    b: str
    verdict: str
    reason: str


def show(desk: Desk, asked: Asked) -> Response:
    """Show the entity."""
    row = row_of(desk, asked)
    return _shown(desk, asked, row, _node(asked, row), None, [], None, 200)


def judge_records(desk: Desk, asked: Asked) -> Response:
    """Show what a judgement on two records would change; take it in where that was shown and is sent again."""
    row = row_of(desk, asked)
    node = _node(asked, row)
    choice = _choice(desk, asked, row, node)
    errors = _missing(choice)
    if errors:
        return _shown(desk, asked, row, node, choice, errors, None, 400)
    if not asked.given("sure"):
        found = desk.projector.stakes(row.gemeente, choice.a, choice.b, choice.verdict)
        told = [stake for stake in found if (stake.route == "protection") is (_route(row) == "protection")]
        desk.account("identity impact", asked.user).note(1, [stake.flag for stake in told], _persons(node))
        return _shown(desk, asked, row, node, choice, [], told, 200)
    take_in(desk, asked, (choice.a, choice.b), choice.verdict, choice.reason)
    return moved(asked, f"/signalen/{row.id}", "saved")


def _shown(
    desk: Desk,
    asked: Asked,
    row: FlagRow,
    node: EvidenceNode,
    choice: _Choice | None,
    errors: list[str],
    stakes: list[Stake] | None,
    status: int,
) -> Response:
    desk.account("entity", asked.user).note(1, [row.id], _persons(node))
    made = desk.projector.composed(row.gemeente, node.kind, node.records)
    if made is None:
        raise NotFound
    own = [one["id"] for one in made["records"]]
    others = [one for other in _alike(row, node) for one in other.records if one not in own]
    return page(
        desk,
        asked,
        "entity.html",
        status,
        flag_id=row.id,
        entity=made,
        columns=[short(one) for one in own],
        fields=_fields(made["records"]),
        pairs=[one | {"names": (short(one["a"]), short(one["b"]))} for one in made["pairs"]],
        own=[(_token(desk, row, one), short(one)) for one in own],
        all=[(_token(desk, row, one), short(one)) for one in [*own, *others]],
        chosen=None
        if choice is None
        else {
            "a": _token(desk, row, choice.a) if choice.a else "",
            "b": _token(desk, row, choice.b) if choice.b else "",
            "verdict": choice.verdict,
            "reason": choice.reason,
            "names": (short(choice.a), short(choice.b)),
        },
        stakes=stakes,
        verdicts=VERDICTS,
        errors=errors,
        named=lambda field: text(f"f_{field}", asked.language) if f"f_{field}" in TEXTS else field,
    )


def _node(asked: Asked, row: FlagRow) -> EvidenceNode:
    nodes = msgspec.json.decode(row.body, type=Flag).evidence.nodes
    found = asked.path["number"]
    if not found.isdecimal() or not 1 <= int(found) <= len(nodes):
        raise NotFound
    return nodes[int(found) - 1]


def _alike(row: FlagRow, node: EvidenceNode) -> Iterator[EvidenceNode]:
    """Give the other entities of the flag that this one could be one with."""
    nodes = msgspec.json.decode(row.body, type=Flag).evidence.nodes
    return (one for one in nodes if one.kind == node.kind and one.id != node.id)


def _choice(desk: Desk, asked: Asked, row: FlagRow, node: EvidenceNode) -> _Choice:
    records = [*node.records, *(record for one in _alike(row, node) for record in one.records)]
    known = {_token(desk, row, one): one for one in records}
    return _Choice(
        known.get(asked.given("a"), ""),
        known.get(asked.given("b"), ""),
        asked.given("verdict"),
        asked.given("reason"),
    )


def _missing(choice: _Choice) -> list[str]:
    wrong = []
    if not choice.a or not choice.b or choice.a == choice.b:
        wrong.append("need_two_records")
    if choice.verdict not in VERDICTS or not choice.reason:
        wrong.append("need_reason")
    return wrong


def _fields(records: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Give a line a field, with what each record says."""
    names = dict.fromkeys(name for one in records for name in one["values"] if name not in HIDDEN)
    return [(name, [", ".join(one["values"].get(name, [])) for one in records]) for name in names]


def _token(desk: Desk, row: FlagRow, record: str) -> str:
    return record_token(desk.keys, row.gemeente, record)


def _persons(node: EvidenceNode) -> list[str]:
    return list(node.records) if node.kind == "person" else []


def _route(row: FlagRow) -> str:
    return msgspec.json.decode(row.body, type=Flag).route
