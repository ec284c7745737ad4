"""Generates the page of the rules in force from their declarations and the rules file.

`python -m streams.rules_page docs/` writes `rules.md` below the folder named.
"""

import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.indicators import INDICATORS
from graph.indicators.indicator import Indicator
from streams.rules_file import DEFAULT

__all__ = ["NAME", "Parameter", "main", "page", "parameters"]

NAME = "rules.md"
"""The page's file below the folder of documents."""

_SECTION = re.compile(r"\[(?:indicators\.)?(\w+)\]")
_SETTING = re.compile(r"(\w+)\s*=\s*(\S+)\s*#\s*(.+)")
_VERSION = re.compile(r'^version = "(.+)"$', re.MULTILINE)

_PHASES = {
    "stroom": "`stroom`: runs on every event",
    "zaak": "`zaak`: needs facts of a person; in production only around an opened case or a weighed signal",
}

_INTRODUCTION = """\
# Rules in force

Version `{version}`. Written by `make docs` from the declarations in `graph/indicators/` and the comments in
[rules.toml](../rules.toml); change them there. A flag is a reason for a person to look, never a finding of guilt.
"""

_PATHS = """\
## G1 · Verband met harde gebeurtenissen

*Paths to hard events.* For a structure that stands without it: by which relations of Wet Bibob art. 3 lid 4 it is
connected with hard events outside. It neither counts nor joins hits; it gives reasons for looking sooner.

- Group: G
- Phase: {phase}
- Purpose: `toezicht`
- Reach: member → parties (≤ 2 relations, no hub inside) → hard events
- Hook: Wet Bibob art. 3 lid 4
- Innocent cause: Wie iemand kent, hoeft van diens overtreding niets te weten.
"""


class Parameter(msgspec.Struct, frozen=True):
    """One number of the rules file, with its unit and reason as the file's comment gives them."""

    section: str
    name: str
    value: str
    comment: str


def parameters(text: str) -> list[Parameter]:
    """Give the parameters of a rules file in its order: one a line, each with its comment."""
    found: list[Parameter] = []
    section = ""
    for line in text.splitlines():
        if heading := _SECTION.match(line):
            section = heading[1]
        elif section and (setting := _SETTING.match(line)):
            found.append(Parameter(section, setting[1], setting[2], setting[3]))
    return found


def page(text: str) -> str:
    """Give the page for a rules file (its text)."""
    version = _VERSION.search(text)
    assert version is not None
    known = parameters(text)
    off = tomllib.loads(text).get("off", [])
    parts = [
        _INTRODUCTION.format(version=version[1]),
        "## General\n",
        *_table(known, "general"),
    ]
    for number in sorted({indicator.id for indicator in INDICATORS} | {"G1"}):
        described = next((indicator for indicator in INDICATORS if indicator.id == number), None)
        parts.append(
            _PATHS.format(phase=_PHASES["stroom"]) if described is None else _described(described, off)
        )
        parts.extend(_table(known, number))
    return "\n".join(parts)


def _described(indicator: Indicator, off: list[str]) -> str:
    sentence = (inspect.getdoc(indicator.evaluate) or "").partition("\n")[0]
    lines = (
        f"## {indicator.id} · {indicator.nl}\n",
        f"*{indicator.en}.* {sentence}\n",
        f"- In this version: {'off, not computed' if indicator.id in off else 'on'}",
        f"- Group: {indicator.group}",
        f"- Phase: {_PHASES[indicator.phase]}",
        f"- Purpose: `{indicator.purpose}`",
        f"- Legal basis: {indicator.basis}",
        f"- Reach: {indicator.reach}",
        f"- Needs: {', '.join(f'`{kind}`' for kind in indicator.needs)}",
        f"- Hook: {indicator.hook}",
        f"- Ordinary ground of refusal: {indicator.refusal}",
        f"- Innocent cause: {indicator.innocent}",
    )
    return "\n".join(lines) + "\n"


def _table(known: list[Parameter], section: str) -> Iterator[str]:
    yield "| parameter | value | unit and reason |\n|---|---|---|"
    for one in known:
        if one.section == section:
            yield f"| `{one.name}` | {one.value} | {one.comment} |"
    yield ""


def main(folder: Path) -> None:
    """Write the page for the rules that come with the program."""
    (folder / NAME).write_text(page(DEFAULT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
