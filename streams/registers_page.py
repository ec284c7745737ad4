"""Generates the page that says which real register each indicator's facts come from, and what it cannot tell without.

`python -m streams.registers_page docs/` writes `indicators-and-registers.md` below the folder named.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.indicators import DECLARATIONS

__all__ = ["NAME", "ON_CASE", "REGISTERS", "Register", "main", "page"]

NAME = "indicators-and-registers.md"
"""The page's file below the folder of documents."""


class Register(msgspec.Struct, frozen=True):
    """Where a kind of fact comes from in the Netherlands."""

    source: str
    who: str
    """Who may have it, and on which ground."""
    from_day_one: bool = False
    """Whether a municipality has it on the first day: permits, subsidies, inspections, BAG, KVK without persons."""


_KVK = "Handelsregister (KVK), basic profile and mutations"
_OFFICERS = (
    "Handelsregister (KVK), data service for governments: functionarissen; not in the public Basisprofiel"
)
_SHARES = (
    "Handelsregister: sole shareholder only; UBO register per dossier; aandeelhoudersregister at the notary"
)
_LAND = "BRK (Kadaster), eigendom en zakelijke rechten"
_LEASES = (
    "No register: own leases (vastgoed), leases in permit files, WOZ file (use), notarial deeds where public"
)
_LOANS = "No register: loan contracts in permit and subsidy files; mortgages in the BRK"
_BRP = "BRP (own residents), through Haal Centraal bewoning or mutations; RNI not"
_VTH = "VTH system (permits, supervision, enforcement)"
_SUBSIDY = "Subsidy administration; since 2023 also the public subsidy register"

_BY_LAW = "municipality, for its own permits and supervision (Wet Bibob art. 7a; Awb titel 5.2)"
_GOVERNMENT = "municipality as public body (Handelsregisterwet art. 22, 28)"
ON_CASE = "municipality, once a case is opened (Wet Bibob art. 7a); never in bulk"
"""Who may have what is asked for in a case alone."""

_RESIDENTS = "municipality, for tasks of its own with an authorisation decision (Wet BRP art. 3.8)"

REGISTERS: dict[str, Register] = {
    "registers.onderneming-ingeschreven": Register(_KVK, _GOVERNMENT, from_day_one=True),
    "registers.onderneming-gewijzigd": Register(_KVK, _GOVERNMENT, from_day_one=True),
    "registers.onderneming-uitgeschreven": Register(_KVK, _GOVERNMENT, from_day_one=True),
    "registers.vestiging-geopend": Register(_KVK, _GOVERNMENT, from_day_one=True),
    "registers.functie-aanvaard": Register(_OFFICERS, _GOVERNMENT),
    "registers.functie-beeindigd": Register(_OFFICERS, _GOVERNMENT),
    "registers.belang-verkregen": Register(_SHARES, ON_CASE),
    "registers.belang-beeindigd": Register(_SHARES, ON_CASE),
    "registers.eigendom-verkregen": Register(_LAND, "municipality as public body (Kadasterwet art. 107b)"),
    "registers.huur-begonnen": Register(_LEASES, ON_CASE),
    "registers.lening-verstrekt": Register(_LOANS, ON_CASE),
    "registers.bewoning-begonnen": Register(_BRP, _RESIDENTS),
    "registers.bewoning-beeindigd": Register(_BRP, _RESIDENTS),
    "vergunningen.aanvraag-ontvangen": Register(_VTH, _BY_LAW, from_day_one=True),
    "vergunningen.aanvraag-ingetrokken": Register(_VTH, _BY_LAW, from_day_one=True),
    "vergunningen.vergunning-geweigerd": Register(_VTH, _BY_LAW, from_day_one=True),
    "subsidies.aanvraag-ontvangen": Register(_SUBSIDY, "municipality (Awb titel 4.2)", from_day_one=True),
    "subsidies.subsidie-verleend": Register(_SUBSIDY, "municipality (Awb titel 4.2)", from_day_one=True),
    "toezicht.controle-uitgevoerd": Register(_VTH, _BY_LAW, from_day_one=True),
    "toezicht.boete-opgelegd": Register(_VTH, _BY_LAW, from_day_one=True),
    "toezicht.sluiting-opgelegd": Register(_VTH, _BY_LAW, from_day_one=True),
    "meldingen.melding-ontvangen": Register(
        "Reports desk; the grid operator's report by agreement", "municipality (Gemeentewet art. 172)"
    ),
}
"""By kind of fact. Articles and availability are to be checked by counsel before a source is connected."""

_INTRODUCTION = """\
# Indicators and registers

Written by `make docs` from the declarations in `graph/indicators/` and the table in `streams/registers_page.py`. Each row is
a kind of fact that an indicator rests on: where it comes from in the Netherlands, who may have it, and what the indicator
says it *cannot tell* where nobody delivers it. It then never says "no". `dwarsverband flags unknown` lists what cannot be told
in a store. "Day one" marks what a municipality has from the first day: permits, subsidies, inspections, BAG, KVK without
persons. The BAG (uses and floor areas of places) is read by B1, B2, B5, F3 and H2 from any event that names the place.

Grounds are our reading, for counsel to confirm before a source is connected.
"""


def page() -> str:
    """Give the page."""
    return "\n".join((_INTRODUCTION, *_by_register(), *_by_indicator()))


def _by_register() -> Iterator[str]:
    yield "## Registers\n"
    yield "| fact | register | who may have it | day one | read by |\n|---|---|---|---|---|"
    for fact, register in REGISTERS.items():
        readers = [one.id for one in DECLARATIONS if any(need.fact == fact for need in one.needs)]
        day_one = "yes" if register.from_day_one else "no"
        yield f"| `{fact}` | {register.source} | {register.who} | {day_one} | {', '.join(readers)} |"
    yield ""


def _by_indicator() -> Iterator[str]:
    yield "## Indicators\n"
    yield "| indicator | fact | register | without it, it cannot tell |\n|---|---|---|---|"
    for one in DECLARATIONS:
        for need in one.needs:
            register = REGISTERS[need.fact].source
            yield f"| {one.id} {one.nl} | `{need.fact}` | {register} | {need.nl} (*{need.en}*) |"
    yield ""


def main(folder: Path) -> None:
    """Write the page."""
    (folder / NAME).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
