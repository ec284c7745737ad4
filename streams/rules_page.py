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

from graph.contagion import CONTAGION, contagion
from graph.declaration import FIVE, Declaration
from graph.indicators import DECLARATIONS, INDICATORS
from streams.rules_file import DEFAULT

__all__ = ["NAME", "SOURCES", "Parameter", "main", "page", "parameters"]

NAME = "rules.md"
"""The page's file below the folder of documents."""

SOURCES = {
    "D": "our own choice: no official source states a number; set it by the municipality's own figures and reviews",
    "S29": "time elapsed in Bibob cases: ijzermanbibob.com/blog/hoe-lang-wegen-strafbare-feiten-mee-in-een-bibob-onderzoek",
    "S36": "the 25 % band of the UBO register: fundamentvoor.nl, debontadvocaten.nl",
    "S40": "24 months of moves at an address: algoritmes.overheid.nl/nl/algoritme/54524835",
    "S44": "grants under € 25,000 are settled directly: lokaleregelgeving.overheid.nl/CVDR674360/1",
}
"""Where a number comes from, by the mark behind it in the rules file."""

_SECTION = re.compile(r"\[(?:indicators\.)?(\w+)\]")
_SETTING = re.compile(r"(\w+)\s*=\s*(\S+)\s*#\s*(.+?) ((?:\[\w+\](?:, after )?)+)$")
_VERSION = re.compile(r'^version = "(.+)"$', re.MULTILINE)

_PHASES = {
    "stroom": "`stroom`: runs on every event",
    "zaak": "`zaak`: needs facts of a person; in production only around an opened case or a weighed signal",
}

_INTRODUCTION = """\
# Rules in force

Version `{version}`. Written by `make docs` from the declarations in `graph/indicators/` and the comments in
[rules.toml](../rules.toml); change them there. A flag is a reason for a person to look, never a finding of guilt.
What each needs from which register, and what it cannot tell without: [Indicators and registers](indicators-and-registers.md).

Sources of the numbers:

{sources}
"""


class Parameter(msgspec.Struct, frozen=True):
    """One number of the rules file, with its unit and reason as the file's comment gives them, and its source."""

    section: str
    name: str
    value: str
    comment: str
    source: str


def parameters(text: str) -> list[Parameter]:
    """Give the parameters of a rules file in its order: one a line, each with its comment and source."""
    found: list[Parameter] = []
    section = ""
    for line in text.splitlines():
        if heading := _SECTION.match(line):
            section = heading[1]
        elif section and (setting := _SETTING.match(line)):
            found.append(Parameter(section, setting[1], setting[2], setting[3], setting[4]))
    return found


def page(text: str) -> str:
    """Give the page for a rules file (its text)."""
    version = _VERSION.search(text)
    assert version is not None
    known = parameters(text)
    off = tomllib.loads(text).get("off", [])
    sources = "\n".join(f"- [{mark}] {said}" for mark, said in SOURCES.items())
    parts = [
        _INTRODUCTION.format(version=version[1], sources=sources),
        "## General\n",
        *_table(known, "general"),
    ]
    for declared in DECLARATIONS:
        parts.append(_described(declared, off))
        parts.extend(_table(known, declared.id))
    return "\n".join(parts)


def _sentence(declared: Declaration) -> str:
    """Give the first line of the computation's docstring."""
    by_id = {indicator.id: indicator.evaluate for indicator in INDICATORS}
    return (inspect.getdoc(by_id.get(declared.id, contagion)) or "").partition("\n")[0]


def _described(declared: Declaration, off: list[str]) -> str:
    lines = (
        f"## {declared.id} · {declared.nl}\n",
        f"*{declared.en}.* {_sentence(declared)}\n",
        f"- In this version: {_state(declared, off)}",
        f"- Version: {declared.version}",
        f"- Group: {declared.group}",
        f"- Phase: {_PHASES[declared.phase]}",
        f"- Purpose: `{declared.purpose}`; reads facts of: {_allowed(declared)}",
        f"- Legal basis: {declared.basis}",
        f"- Reach: {declared.reach}",
        f"- Needs: {', '.join(f'`{need.fact}`' for need in declared.needs)}",
        f"- Hook: {declared.hook}",
        f"- Ordinary ground of refusal: {declared.refusal}",
        "- Check first, usually innocent:",
        *(f"  - {cause.nl} *{cause.en}*" for cause in declared.innocent),
    )
    return "\n".join(lines) + "\n"


def _state(declared: Declaration, off: list[str]) -> str:
    if declared.id in off:
        return "off, not computed"
    return (
        "on; adds reasons for an order, never counts"
        if declared is CONTAGION or declared.group == "H"
        else "on"
    )


def _allowed(declared: Declaration) -> str:
    return (
        "all five purposes"
        if declared.allows == FIVE
        else ", ".join(f"`{code}`" for code in sorted(declared.allows))
    )


def _table(known: list[Parameter], section: str) -> Iterator[str]:
    rows = [one for one in known if one.section == section]
    if rows:
        yield "| parameter | value | unit and reason | source |\n|---|---|---|---|"
    for one in rows:
        yield f"| `{one.name}` | {one.value} | {one.comment} | {one.source} |"
    if rows:
        yield ""


def main(folder: Path) -> None:
    """Write the page for the rules that come with the program."""
    (folder / NAME).write_text(page(DEFAULT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
