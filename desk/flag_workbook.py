"""Flags as a workbook: the queue as it is on the screen, or one flag whole (entities, links, events, how to read it)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from agents.standing import Standing
from desk.sessions import Language
from desk.texts import text
from desk.told import bodies, event_rows, events_of, members_of, node_row, tie_rows
from documents.workbook import Sheet
from graph.flag import Flag

__all__ = ["guide", "of_flag", "of_queue"]


def of_queue(rows: Sequence[Mapping[str, Any]], language: Language) -> Sheet:
    """Give the rows of the queue, in their order."""
    t = _words(language)
    return Sheet(
        t("sheet_flags"),
        (
            t("col_flag"),
            t("col_pattern"),
            t("col_why"),
            t("col_since"),
            t("col_hard"),
            t("last_on"),
            t("col_doubt"),
            t("col_area"),
            t("col_state"),
            t("col_whose"),
            t("due_by"),
        ),
        [
            (
                row["id"],
                " ".join(row["indicators"]),
                row["sentence"],
                dt.date.fromisoformat(row["since"][:10]),
                row["hard"],
                dt.date.fromordinal(row["youngest"]),
                t("doubt_none") if row["sure"] else text("doubt_links", language, low=row["percent"]),
                ", ".join(row["areas"]),
                t(f"state_{row['state']}"),
                row["assignee"],
                row["due"],
            )
            for row in rows
        ],
    )


def of_flag(standing: Standing, flag: Flag, language: Language) -> list[Sheet]:
    """Give the sheets of one flag: what its evidence says, no more than the page begins with."""
    t = _words(language)
    events = bodies(standing, flag.gemeente, events_of(flag))
    told = event_rows(events, flag.hard, language)
    nodes = [node_row(one, evidence=True) for one in members_of(flag, events)]
    name = {node["id"]: node["name"] or node["short"] for node in nodes}
    return [
        Sheet(
            t("sheet_entities"),
            ("id", t("col_name"), t("col_kind"), t("col_records"), t("col_area")),
            [
                (
                    node["id"],
                    node["name"],
                    t(f"kind_{node['kind']}"),
                    ", ".join(node["records"]),
                    node["area"],
                )
                for node in nodes
            ],
        ),
        Sheet(
            t("sheet_links"),
            (t("col_from"), t("col_relation"), t("col_to"), t("col_begin"), t("col_end"), t("col_known")),
            [
                (
                    name.get(tie["from"], tie["from"]),
                    tie["relation"].replace("_", " "),
                    name.get(tie["to"], tie["to"]),
                    _date(tie["begin"]),
                    _date(tie["end"]),
                    _date(tie["known"]),
                )
                for tie in tie_rows(flag.evidence.edges, told, evidence=True)
            ],
        ),
        Sheet(
            t("sheet_events"),
            (t("col_day"), t("col_event"), t("col_source"), "id", t("counts"), t("col_papers")),
            [
                (
                    None if one["day"] is None else dt.date.fromordinal(one["day"]),
                    one["what"] or t("gone"),
                    one["source"],
                    one["id"],
                    t("yes") if one["hard"] else "",
                    "; ".join(paper["name"] for paper in one["papers"]),
                )
                for one in told.values()
            ],
        ),
    ]


def guide(lines: Sequence[tuple[str, str]], language: Language) -> Sheet:
    """Give the sheet that says what this is, of when, by which filters, and how to handle it."""
    t = _words(language)
    said = [*lines, (t("guide_means"), t("guide_no_verdict")), (t("guide_handling"), t("weekly_handling"))]
    return Sheet(t("sheet_guide"), (t("col_what"), t("guide_says")), list(said))


def _words(language: Language) -> Any:
    return lambda key: text(key, language)


def _date(day: str | None) -> dt.date | str | None:
    try:
        return None if day is None else dt.date.fromisoformat(day)
    except ValueError:
        return day
