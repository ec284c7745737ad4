"""The dated list for the weekly meeting: one page a flag, in words, with room to write; its first page names nobody."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from agents.standing import Standing
from desk.page import day_in_words
from desk.sessions import Language
from desk.texts import text
from desk.told import bodies, event_rows, events_of, members_of, node_row
from documents.blocks import Block, Box, Bullets, Document, Heading, NewPage, Paragraph, Table
from graph.explanation import innocent_causes
from graph.flag import Flag
from streams.store_rows import FlagRow

__all__ = ["weekly_list"]


def weekly_list(
    standing: Standing, rows: Sequence[FlagRow], today: dt.date, gemeente: str, language: Language
) -> Document:
    """Lay the list out; O(events that the flags rest on)."""
    flags = [msgspec.json.decode(row.body, type=Flag) for row in rows]
    blocks: list[Block] = [
        Paragraph(text("weekly_lead", language)),
        Table(
            text("weekly_contents", language),
            (text("col_number", language), text("col_why", language), text("col_since", language)),
            tuple(
                (
                    str(number),
                    " ".join(sorted({hit.id for hit in flag.indicators})),
                    day_in_words(flag.raised.known, language),
                )
                for number, flag in enumerate(flags, 1)
            ),
            (1, 6, 3),
        ),
    ]
    for number, flag in enumerate(flags, 1):
        blocks += [NewPage(), *_of(standing, number, flag, language)]
    return Document(
        title=text("weekly_title", language),
        day=today,
        reference=text("weekly_reference", language, gemeente=gemeente, day=today.isoformat()),
        handling=text("weekly_handling", language),
        blocks=tuple(blocks),
        language=language,
    )


def _of(standing: Standing, number: int, flag: Flag, language: Language) -> list[Block]:
    """Give one flag's page."""
    events = bodies(standing, flag.gemeente, events_of(flag))
    told = event_rows(events, flag.hard, language)
    nodes = [node_row(one, evidence=True) for one in members_of(flag, events)]
    doubt = text("doubt_none", language)
    if flag.identity:
        doubt = text("doubt_links", language, low=int(flag.band[0] * 100))
    facts = tuple(
        (
            "" if one["day"] is None else day_in_words(one["day"], language),
            str(one["what"] or text("gone", language)),
            f"{one['source']} {one['id']}",
        )
        for one in told.values()
        if one["hard"]
    )
    return [
        Heading(1, f"{number}. {' '.join(sorted({hit.id for hit in flag.indicators}))}"),
        Paragraph(
            f"{flag.id}. {text('seen_since', language, day=day_in_words(flag.raised.known, language))}."
        ),
        Heading(2, text("why", language)),
        Bullets(tuple(hit.nl if language == "nl" else hit.en for hit in flag.indicators)),
        Heading(2, text("who", language)),
        Bullets(tuple(node["name"] or node["short"] for node in nodes)),
        Table(
            text("weekly_facts", language),
            (text("col_day", language), text("col_event", language), text("col_source", language)),
            facts,
            (2, 5, 4),
        ),
        Paragraph(f"{text('col_doubt', language)}: {doubt}."),
        Heading(2, text("innocent", language)),
        Bullets(tuple(cause.nl if language == "nl" else cause.en for _, cause in innocent_causes(flag))),
        Box(text("weekly_notes", language), ("…", "…", "…")),
    ]
