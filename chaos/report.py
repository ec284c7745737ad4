"""The table of what was played, for the terminal and for docs/chaos.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from chaos.play import Result

__all__ = ["table", "written"]

PAGE = Path(__file__).parent.parent / "docs" / "chaos.md"
PLACE = re.compile(r"(?<=<!-- results -->\n).*(?=<!-- end of results -->)", re.DOTALL)
ALERT = "Dwarsverband"


def table(results: Iterable[Result]) -> Iterator[str]:
    """Give one line a scenario, as wide as its words."""
    rows = [_row(one) for one in results]
    head = ("scenario", "recovered", "events", "ends", "told", "lost, doubled, differs")
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    for row in [head, *rows]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(one: Result) -> tuple[str, ...]:
    told = ", ".join(name.removeprefix(ALERT) for name in one.told) or "nobody"
    wrong = "; ".join(one.findings) or "nothing"
    return one.name, f"{one.seconds:.1f} s", f"{one.events:,}", str(one.ends), told, wrong


def written(results: Iterable[Result], skipped: Mapping[str, str], day: str) -> None:
    """Write the table into the documentation, between its two marks."""
    lines = [
        f"Last played on {day}, on a machine with two processors that others use too.\n",
        "| what happens | recovered in | workers that ended | who was told | lost, doubled, otherwise |",
        "|---|---|---|---|---|",
    ]
    for one in results:
        name, seconds, _, ends, told, wrong = _row(one)
        lines.append(f"| **{name}**: {one.sentence} | {seconds} | {ends} | {told} | {wrong} |")
    lines += [f"| **{name}** | not played: {why} | | | |" for name, why in skipped.items()]
    text = PAGE.read_text("utf-8")
    PAGE.write_text(PLACE.sub(lambda _: "\n".join([*lines, ""]), text), encoding="utf-8")
