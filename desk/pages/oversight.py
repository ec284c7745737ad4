"""What a privacy officer keeps an eye on: requests with their term, notices, restrictions, retention, look-ups, refused fields."""

import datetime as dt
from collections import Counter
from typing import Any

import msgspec
from starlette.responses import Response

from agents.deciding import write_entries
from agents.protection import is_protected
from agents.retention import due
from agents.rights import RELEASED, RESTRICTED
from agents.standing import Standing
from agents.unusual import MANY, WAIT, unusual
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.reading_of import account_of, persons_by_operation
from screening.retention import POLICY, Kept
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Entry, Notice, Request, RequestDecided
from streams.events.types import TYPES
from streams.purposes import purpose_of
from streams.redaction import mentioned, names_of

__all__ = ["notice", "open_requests", "show"]


ENDED = frozenset({RELEASED, "rejected", "gewist"})
# Decisions that end a restriction.


class _Scanned(msgspec.Struct):
    """One pass over the events of a municipality: by source its purposes, and the surnames of some records."""

    purposes: dict[str, Counter[str]] = {}
    surnames: dict[str, str] = {}


def show(desk: Desk, asked: Asked) -> Response:
    """Show it, in figures; facts of a person stand under a request alone. O(events of the municipality)."""
    desk.account("oversight", asked.user).note(1)
    today = desk.now().today[asked.user.gemeente]
    lines = account_of(desk.folder)
    persons = persons_by_operation(desk.folder, desk.keys)
    with desk.standing() as standing, DossierFile.read(desk.folder) as dossier:
        found = _scan(standing, asked.user.gemeente, {one for some in persons.values() for one in some})
        entries = dossier.entries()
        notices = _notices(standing, entries, asked.user.gemeente, today)
        waiting = _due(desk, standing, asked.user.gemeente, today) if desk.embedded else {}
    refused = _refused(desk, set(found.purposes)) if desk.embedded else None
    return page(
        desk,
        asked,
        "oversight.html",
        requests=open_requests(entries, asked.user.gemeente, desk.clock().date()),
        notices=notices,
        limits=_limits(entries, asked.user.gemeente),
        due=waiting,
        unusual=unusual(lines, persons, found.surnames, desk.clock()),
        many=MANY,
        wait=WAIT.days,
        refused=refused,
        purposes=sorted((source, sorted(some.items())) for source, some in found.purposes.items()),
    )


def notice(desk: Desk, asked: Asked) -> Response:
    """Write down that somebody was told of a confirmed flag, or that it is postponed, with reason and end."""
    flag, who = asked.given("flag"), asked.given("who")
    reason, until = asked.given("reason"), asked.given("until")
    with desk.standing() as standing:
        row = standing.flag(flag)
    if row is None or row.gemeente != asked.user.gemeente or is_protected(row):
        raise NotFound
    with DossierFile.read(desk.folder) as dossier:
        known = {one.record.wie for one in dossier.entries(flag) if isinstance(one.record, Notice)}
    if who not in known:
        raise NotFound
    if bool(reason) != bool(until):
        return moved(asked, "/toezicht", "need_both")
    desk.account("subject notice", asked.user, act="notice").note(1, [flag, who])
    state = Notice(who, "uitgesteld", reason, until) if until else Notice(who, "gedaan")
    write_entries(
        desk.folder,
        row.gemeente,
        flag,
        asked.user.account,
        desk.clock(),
        [state],
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    return moved(asked, "/toezicht", "saved")


def open_requests(entries: list[Entry], gemeente: str, today: dt.date) -> list[dict[str, Any]]:
    """Give each request that is not decided, once for all records of a person, with the days left of its month."""
    waiting: dict[tuple[str, str], Entry] = {}
    for one in entries:
        if isinstance(one.record, Request) and one.record.gemeente == gemeente:
            waiting[one.key, one.record.recht] = one
        elif isinstance(one.record, RequestDecided):
            waiting.pop((one.key, one.record.recht), None)
    rows = {}
    for one in waiting.values():
        assert isinstance(one.record, Request)
        left = (dt.date.fromisoformat(one.record.uiterlijk) - today).days
        rows[one.at, one.by, one.record.recht] = {
            "right": one.record.recht,
            "at": one.at,
            "by": one.by,
            "reason": one.record.reden,
            "due": one.record.uiterlijk,
            "left": left,
        }
    return sorted(rows.values(), key=lambda row: (row["left"], row["right"]))


def _notices(standing: Standing, entries: list[Entry], gemeente: str, today: dt.date) -> list[dict[str, Any]]:
    last: dict[tuple[str, str], Notice] = {}
    for one in entries:
        if isinstance(one.record, Notice):
            last[one.key, one.record.wie] = one.record
    rows = []
    for (flag, who), record in sorted(last.items()):
        row = standing.flag(flag)
        if record.stand == "gedaan" or row is None or row.gemeente != gemeente or is_protected(row):
            continue
        late = record.tot is not None and record.tot < today.isoformat()
        rows.append(
            {
                "flag": flag,
                "who": who,
                "state": record.stand,
                "reason": record.reden,
                "until": record.tot,
                "late": late,
            }
        )
    return rows


def _limits(entries: list[Entry], gemeente: str) -> list[dict[str, Any]]:
    """Give the restrictions that stand, each once for all records of a person."""
    standing: dict[str, Entry] = {}
    for one in entries:
        if not isinstance(one.record, RequestDecided) or one.record.gemeente != gemeente:
            continue
        if one.record.besluit == RESTRICTED:
            standing[one.key] = one
        elif one.record.besluit in ENDED:
            standing.pop(one.key, None)
    counts = Counter((one.at, one.by, getattr(one.record, "reden", "")) for one in standing.values())
    return [
        {"at": at, "by": by, "reason": reason, "records": count}
        for (at, by, reason), count in sorted(counts.items(), reverse=True)
    ]


def _due(desk: Desk, standing: Standing, gemeente: str, today: dt.date) -> dict[str, list[dict[str, Any]]]:
    """Give what is due and what is held, as counts by kind; of the protection route nothing (R29)."""
    found = {}
    for name, items in zip(("free", "held"), due(desk.folder, desk.keys, today, lambda _: None), strict=True):
        counts: Counter[Kept] = Counter()
        for item in items:
            flag = standing.flag(item.key) if item.key.startswith("f:") else None
            if flag is not None and (flag.gemeente != gemeente or is_protected(flag)):
                continue
            if item.kept.startswith("melding") and not item.key.startswith(f"{gemeente} "):
                continue
            counts[item.kept] += 1
        found[name] = [
            {"kind": kind, "count": count, "term": POLICY[kind]} for kind, count in sorted(counts.items())
        ]
    return found


def _refused(desk: Desk, sources: set[str]) -> list[dict[str, Any]]:
    """Give the events that were refused because of a field that may not be used, by field; their values were not kept.

    Read from the store: the read model keeps no more of a letter than its reason.
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    with Standing([desk.folder], lambda _: None) as standing:
        letters = [msgspec.json.decode(row.body) for row in standing.deadletters()]
    for letter in letters:
        if letter["reason"] == "forbidden" and letter["source"] in sources:
            said = letter["sentence"]
            counts[letter["source"], letter["about"] or "", said["nl"], said["en"]] += 1
    return [
        {"source": source, "field": field, "nl": nl, "en": en, "count": count}
        for (source, field, nl, en), count in sorted(counts.items())
    ]


def _scan(standing: Standing, gemeente: str, wanted: set[str]) -> _Scanned:
    found = _Scanned()
    for body in standing.bodies(gemeente):
        event = msgspec.json.decode(body)
        kind = TYPES.get(event["type"])
        code = None if kind is None else purpose_of(kind.topic, event["data"].get("doelbinding"))
        if code is not None:
            found.purposes.setdefault(event["source"], Counter())[code] += 1
        for party in mentioned(event) if wanted else ():
            name = party.get("naam")
            if isinstance(name, dict) and not wanted.isdisjoint(
                names := list(names_of(party, event["source"]))
            ):
                surname = name.get("geslachtsnaam") or str(name.get("volledig") or "").rpartition(" ")[2]
                found.surnames |= dict.fromkeys(names, surname)
    return found
