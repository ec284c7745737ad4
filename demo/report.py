"""Prints what a newcomer wants to see of the demo: what went in, what was flagged, and how much of the truth that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demo.match import Flag, Match, match, stands
from demo.places import TOWN
from demo.spreadsheet import Spreadsheet
from demo.truth import Truth
from demo.wording import KINDS, PATTERNS, WORDS, number

__all__ = ["report", "sentence", "wide_enough"]

TELLING = "DCEGB"
# The group whose sentence tells a structure best comes first.
PIPE_WIDTH = 120
# Columns where there is no terminal to ask.


def wide_enough() -> Console:
    """Return a console on standard output that has room for the table in a pipe too."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def report(
    console: Console,
    summary: Mapping[str, Any],
    flags: Sequence[Flag],
    truth: Truth,
    lines: Iterable[bytes],
    lang: str = "nl",
) -> Match:
    """Print the whole report; return how the flags match the truth.

    Parameters
    ----------
    summary
        What `run --json` prints, and besides how many `doubts` and `alarms` of identity there are.
    flags
        What `export flags` gives; withdrawn ones are passed over.
    lines
        The log as it went in, for the spreadsheet.
    lang
        "nl" or "en".
    """
    standing = sorted((flag for flag in flags if stands(flag)), key=lambda flag: str(flag["raised"]["known"]))
    result = match(standing, truth)
    console.print(Text(WORDS[lang]["town"].format(town=TOWN), style="bold"))
    console.print(_figures(summary, lang))
    console.print(_structures(standing, Spreadsheet(lines), lang))
    console.print(Text(WORDS[lang]["note"], style="dim"))
    console.print(_scores(result, lang))
    for line in _verdict(result, len(standing), lang):
        console.print(Text(line))
    return result


def sentence(flag: Flag, lang: str) -> str:
    """Return one sentence on a structure: that of its most telling pattern, and the names of the others."""
    told = [one for one in flag["indicators"] if one["id"] != "G1"]
    told.sort(key=lambda one: (f"{TELLING}{one['id'][0]}".index(one["id"][0]), one["id"]))
    names = dict.fromkeys(
        PATTERNS[lang].get(one["id"], one["id"]) for one in told if one["id"] != told[0]["id"]
    )
    if not names:
        return str(told[0][lang])
    also = WORDS[lang]["also"].format(patterns=", ".join(names))
    return f"{told[0][lang].removesuffix('.')}; {also}."


def _figures(summary: Mapping[str, Any], lang: str) -> Table:
    """Return what went in and what came of it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    for name in (
        "read",
        "accepted",
        "duplicates",
        "refused",
        "entities",
        "relations",
        "doubts",
        "alarms",
        "seconds",
    ):
        value, reasons = summary[name], ""
        if isinstance(value, Mapping):
            reasons = ": " + ", ".join(
                f"{reason} {count}" for reason, count in sorted(value.items()) if count
            )
            value = sum(value.values())
        table.add_row(number(value, lang), Text(WORDS[lang][name] + reasons))
    return table


def _structures(flags: Sequence[Flag], spreadsheet: Spreadsheet, lang: str) -> Table:
    """Return the flagged structures, one sentence each, in the order in which they were raised."""
    words = WORDS[lang]
    table = Table(title=words["structures"], title_justify="left", show_lines=True)
    table.add_column("#", justify="right")
    table.add_column(words["patterns"])
    table.add_column(words["what"], ratio=1)
    table.add_column(words["since"], no_wrap=True)
    table.add_column(words["join"], no_wrap=True)
    for place, flag in enumerate(flags, start=1):
        joined = spreadsheet.joined(flag)
        patterns = " ".join(dict.fromkeys(one["id"] for one in flag["indicators"]))
        found = words["joined"].format(members=joined.members, of=joined.of)
        table.add_row(
            str(place), patterns, Text(sentence(flag, lang)), str(flag["raised"]["known"])[:10], found
        )
    return table


def _scores(result: Match, lang: str) -> Table:
    """Return how many of each kind were found."""
    words = WORDS[lang]
    table = Table(show_footer=True)
    table.add_column(words["kind"], footer=words["total"])
    table.add_column(words["planted"], justify="right", footer=str(result.planted))
    table.add_column(words["found"], justify="right", footer=str(len(result.found)))
    for score in result.scores:
        table.add_row(KINDS[lang].get(score.kind, score.kind), str(score.planted), str(score.found))
    return table


def _verdict(result: Match, flags: int, lang: str) -> list[str]:
    """Return the last lines: what was missed, how many flags were false, which look-alikes were flagged."""
    words = WORDS[lang]
    lines = [words["missed"].format(name=one.id, variant=one.variant) for one in result.missed]
    lines.append(words["false"].format(false=len(result.false), flags=flags))
    lines.append(words["tricked"].format(tricked=len(result.tricked), lookalikes=result.lookalikes))
    lines.extend(words["trick"].format(name=one.id, variant=one.variant) for one in result.tricked)
    return lines
