"""Prints what a newcomer wants to see of the demo: what went in, what was flagged, and how much of the truth that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demo.delay import Delays
from demo.match import Flag, Match, Score, by_group, match, stands
from demo.places import TOWN
from demo.profiles import unanswered
from demo.spreadsheet import Spreadsheet
from demo.truth import Truth
from demo.wording import FACTS, KINDS, PATTERNS, WORDS, number
from graph.weekly import Week

__all__ = ["report", "sentence", "wide_enough"]

TELLING = "IDJCEFGAB"
# The group whose sentence tells a structure best comes first.
SHOWN = 8
# Flags that are told in full, each on a structure of another kind: the report must fit on two screens.
WEEKS = 8
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
    *,
    day_one: Sequence[Flag] | None = None,
    weeks: Sequence[Week] = (),
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
    day_one
        The flags of the same town with what a municipality has on day one, to compare.
    weeks
        New and reopened flags by week, in order.
    """
    standing = sorted((flag for flag in flags if stands(flag)), key=lambda flag: str(flag["raised"]["known"]))
    result = match(standing, truth)
    console.print(Text(WORDS[lang]["town"].format(town=TOWN), style="bold"))
    console.print(_figures(summary, lang))
    console.print(_structures(_varied(standing, result), len(standing), Spreadsheet(lines), lang))
    console.print(Text(WORDS[lang]["note"], style="dim"))
    console.print(_scores(result, standing, truth, lang))
    console.print(Text(WORDS[lang]["delays"], style="dim"))
    console.print(
        _groups(by_group(standing, truth), None if day_one is None else by_group(day_one, truth), lang)
    )
    for line in [*_verdict(result, standing, lang), *_weeks(weeks, lang), *_day_one(day_one, truth, lang)]:
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


def _varied(flags: Sequence[Flag], result: Match) -> list[Flag]:
    """Return a few flags that found structures of different kinds, in the order in which they were raised."""
    first: dict[str, str] = {}
    for structure, flag in result.found.items():
        first.setdefault(structure.rsplit("-", 1)[0], flag)
    chosen = set(list(first.values())[:: max(1, len(first) // SHOWN)][:SHOWN])
    return [flag for flag in flags if flag["id"] in chosen]


def _structures(flags: Sequence[Flag], every: int, spreadsheet: Spreadsheet, lang: str) -> Table:
    """Return some flagged structures, one sentence each."""
    words = WORDS[lang]
    title = words["structures"].format(shown=len(flags), flags=every)
    table = Table(title=title, title_justify="left", show_lines=True)
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


def _scores(result: Match, flags: Sequence[Flag], truth: Truth, lang: str) -> Table:
    """Return how many of each kind were found, and how long after the last fact."""
    words = WORDS[lang]
    by_id = {str(flag["id"]): flag for flag in flags}
    delays = {
        score.kind: Delays.of(
            [one for one in truth.structures if one.kind == score.kind], result.found, by_id
        )
        for score in result.scores
    }
    whole = Delays(tuple(one for some in delays.values() for one in some.each))
    table = Table(show_footer=True)
    table.add_column(words["kind"], footer=words["total"])
    table.add_column(words["planted"], justify="right", footer=str(result.planted))
    table.add_column(words["found"], justify="right", footer=str(len(result.found)))
    table.add_column(words["known"], justify="right", footer=_days(whole.known, lang))
    table.add_column(words["valid"], justify="right", footer=_days(whole.valid, lang))
    for score in result.scores:
        each = delays[score.kind]
        table.add_row(
            KINDS[lang].get(score.kind, score.kind),
            str(score.planted),
            str(score.found),
            _days(each.known, lang),
            _days(each.valid, lang),
        )
    return table


def _days(spread: tuple[float, float] | None, lang: str) -> str:
    """Write median and largest number of days."""
    if spread is None:
        return "-"
    median, largest = (number(round(days), lang) for days in spread)
    return f"{median} / {largest}"


def _groups(full: Mapping[str, Score], day_one: Mapping[str, Score] | None, lang: str) -> Table:
    """Return how often the indicators of each group were found, in both profiles, and what day one cannot tell."""
    words = WORDS[lang]
    table = Table()
    table.add_column(words["group"])
    table.add_column(words["full"], justify="right")
    if day_one is not None:
        table.add_column(words["day_one"], justify="right")
        table.add_column(words["cannot_tell"], ratio=1)
    for group, score in full.items():
        row = [words[f"group_{group}"], _share(score)]
        if day_one is not None:
            lacking = unanswered(group)
            facts = dict.fromkeys(fact.split("-")[0] for some in lacking.values() for fact in some)
            told = ", ".join(FACTS[lang][fact] for fact in facts)
            row += [_share(day_one[group]), f"{' '.join(lacking)}: {told}" if lacking else ""]
        table.add_row(*row)
    return table


def _share(score: Score) -> str:
    """Write how many of how many."""
    return f"{score.found} / {score.planted}"


def _verdict(result: Match, flags: Sequence[Flag], lang: str) -> list[str]:
    """Return the last lines: what was missed, how many flags were false, which look-alikes were flagged."""
    words = WORDS[lang]
    lines = [words["missed"].format(name=one.id, variant=one.variant) for one in result.missed]
    lines.append(words["false"].format(false=len(result.false), flags=len(flags)))
    lines.append(words["tricked"].format(tricked=len(result.tricked), lookalikes=result.lookalikes))
    lines.extend(words["trick"].format(name=one.id, variant=one.variant) for one in result.tricked)
    protected = sum(flag["route"] == "protection" for flag in flags)
    lines.append(words["protection"].format(protection=protected))
    return lines


def _weeks(weeks: Sequence[Week], lang: str) -> list[str]:
    """Return how much work the flags would have been in the last weeks in which one came."""
    told = ", ".join(f"{one.week} {one.new} + {one.reopened}" for one in weeks[-WEEKS:])
    return [WORDS[lang]["weeks"].format(weeks=told)] if told else []


def _day_one(flags: Sequence[Flag] | None, truth: Truth, lang: str) -> list[str]:
    """Return what day one alone would have flagged, where it was looked at."""
    if flags is None:
        return []
    result = match(flags, truth)
    words = WORDS[lang]["less"]
    return [
        words.format(
            found=len(result.found),
            planted=result.planted,
            false=len(result.false),
            flags=sum(map(stands, flags)),
            tricked=len(result.tricked),
            lookalikes=result.lookalikes,
        )
    ]
