"""What each operation of the API reads; every reading is in the account before it is answered."""

import datetime as dt
from math import isinf
from typing import Any, TypeVar

import msgspec

from agents.explaining import persons
from agents.protection import is_protected
from agents.standing import Standing
from desk.access import may_see_advisory, may_see_flag
from desk.api.records import (
    Advised,
    AdvisoryList,
    AdvisoryQuery,
    Cause,
    Computing,
    Doubt,
    DoubtList,
    DoubtRecord,
    EventTold,
    Explanation,
    FlagDetail,
    FlagList,
    FlagQuery,
    FlagRowTold,
    Operations,
    Page,
    Why,
)
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.pages.advisories import NEVER, days_left
from desk.pages.advisory import row_of
from desk.pages.identity import HIDDEN
from graph.explanation import innocent_causes
from graph.flag import EventName, Flag
from graph.ranking import Ranked
from screening.advisory import Advisory, Status, decoded, open_questions
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.event_words import called
from streams.events import event_from_body
from streams.store_rows import FlagRow

__all__ = ["advisories", "advisory", "clearing", "doubts", "flag", "flags", "operations"]

Item = TypeVar("Item")


def flags(desk: Desk, asked: Asked, query: FlagQuery) -> FlagList:
    """Give the standing flags that the user may see."""
    account = desk.account("api flags", asked.user)
    now = desk.now()
    backlog = query.list == "backlog"
    found = [
        one
        for one in now.order
        if may_see_flag(asked.user, now.rows[one.flag.id])
        and (one.flag.id in now.backlog) is backlog
        and query.indicator in {None, *(hit.id for hit in one.flag.indicators)}
    ]
    with DossierFile.read(desk.folder) as dossier:
        judged = {one.key: one.record.digest for one in dossier.entries() if isinstance(one.record, Judged)}
    shown = [_row(one, judged.get(one.flag.id)) for one in _page(found, query)]
    account.note(len(shown), [one.id for one in shown])
    return FlagList(len(found), shown)


def _row(one: Ranked, judged: str | None) -> FlagRowTold:
    flag, first = one.flag, one.flag.indicators[0]
    return FlagRowTold(
        flag.id,
        sorted({hit.id for hit in flag.indicators}),
        first.nl,
        first.en,
        one.nl,
        one.en,
        flag.raised.known,
        one.hard,
        flag.band,
        judged not in {None, flag.digest},
        judged is not None,
    )


def flag(desk: Desk, asked: Asked, _: None) -> FlagDetail:
    """Give one flag."""
    row = _flag_row(desk, asked)
    account = desk.account("api flag", asked.user)
    content = msgspec.json.decode(row.body, type=Flag)
    account.note(1, [row.id], persons(row))
    with desk.standing() as standing:
        events = [_told(standing, content.gemeente, name) for name in _cited(content)]
    causes = [Cause(indicator, said.nl, said.en) for indicator, said in innocent_causes(content)]
    return FlagDetail(content, "open" if row.status == "open" else "changed", causes, events)


def clearing(desk: Desk, asked: Asked, _: None) -> Explanation | Computing:
    """Give what a flag rests on at least and what would clear it."""
    row = _flag_row(desk, asked)
    account = desk.account("api clearing", asked.user)
    found = desk.towns.explained(row.id, desk.now())
    account.note(1, [row.id], persons(row))
    return Computing() if found is None else found


def doubts(desk: Desk, asked: Asked, query: Page) -> DoubtList:
    """Give the doubts of identity."""
    account = desk.account("api doubts", asked.user)
    rows = desk.towns.doubts(asked.user.gemeente)
    some = _page(rows, query)
    account.note(
        len(some), persons=sorted({row[end] for row in some if row["kind"] == "person" for end in "ab"})
    )
    return DoubtList(len(rows), [_doubt(row) for row in some])


def advisories(desk: Desk, asked: Asked, query: AdvisoryQuery) -> AdvisoryList:
    """Give the advisories of the municipality."""
    account = desk.account("api advisories", asked.user)
    today = desk.now().today.get(asked.user.gemeente, desk.clock().date())
    with desk.standing() as standing:
        every = [decoded(row.body) for row in standing.advisories() if may_see_advisory(asked.user, row)]
    rows = [_advised(one, today) for one in every if (one.status is Status.VERVALLEN) is query.lapsed]
    rows.sort(key=lambda row: (NEVER if row.days_left is None else row.days_left, row.id))
    shown = _page(rows, query)
    account.note(len(shown), [one.id for one in shown])
    return AdvisoryList(len(rows), shown)


def advisory(desk: Desk, asked: Asked, _: None) -> Advisory:
    """Give one advisory."""
    row = row_of(desk, asked)
    desk.account("api advisory", asked.user).note(1, [row.id])
    return decoded(row.body)


def operations(desk: Desk, asked: Asked, _: None) -> Operations:
    """Give the figures of operations; the protection route is in none (R29)."""
    now, here = desk.now(), asked.user.gemeente
    with desk.standing() as standing:
        refused: dict[str, int] = {}
        for row in standing.deadletters():
            reason = msgspec.json.decode(row.body)["reason"]
            refused[reason] = refused.get(reason, 0) + 1
        running = sum(
            row.gemeente == here and row.status is not Status.VERVALLEN for row in standing.advisories()
        )
    age = desk.projector.age()
    return Operations(
        now.events.get(here, 0),
        sum(row.gemeente == here and not is_protected(row) for row in now.rows.values()),
        running,
        dict(sorted(refused.items())),
        None if isinf(age) else round(age, 1),
    )


def _page(every: list[Item], query: Page) -> list[Item]:
    return every[query.offset : query.offset + query.limit]


def _flag_row(desk: Desk, asked: Asked) -> FlagRow:
    row = desk.now().rows.get(asked.path["flag"])
    if row is None or not may_see_flag(asked.user, row):
        raise NotFound
    return row


def _cited(content: Flag) -> list[EventName]:
    cited = {*content.hard, content.raised.event}
    cited.update(event for hit in content.indicators for event in hit.events)
    cited.update(event for edge in content.evidence.edges for event in edge.events)
    return sorted(cited)


def _told(standing: Standing, gemeente: str, name: EventName) -> EventTold:
    body = standing.body(gemeente, name.source, name.id)
    if body is None:
        return EventTold(name, None, None, None, [])
    event = event_from_body(body)
    papers = [one.kenmerk or one.titel for one in event.data.stukken]
    day = dt.date.fromordinal(event.day).isoformat()
    return EventTold(name, day, called(event, "nl"), called(event, "en"), [one for one in papers if one])


def _doubt(row: dict[str, Any]) -> Doubt:
    records = [
        DoubtRecord(one["id"], {name: values for name, values in one["values"].items() if name not in HIDDEN})
        for one in row["records"]
    ]
    why = [msgspec.convert(one, Why) for one in row["why"] if one["field"] not in HIDDEN]
    return Doubt(row["kind"], row["probability"], row["judged"], row["decides"], records, why)


def _advised(one: Advisory, today: dt.date) -> Advised:
    return Advised(
        one.id,
        one.zaak.zaaknummer,
        one.beschikking,
        one.uitkomst,
        one.status,
        one.versie,
        days_left(one, today),
        len({question.vraag for _, question in open_questions(one)}),
    )
