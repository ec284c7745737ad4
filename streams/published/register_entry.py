"""Generates the entry of the Dutch Algoritmeregister, by its standard 1.0, as JSON and as a page to read."""

from typing import Any

import msgspec

from graph.identity.comparisons import JOINING
from graph.indicators import DECLARATIONS
from screening.law import TEXTS
from streams.published.facts import facts_by_source, numbers
from streams.published.rails import Rail
from streams.published.register_standard import STANDARD, VERSION
from streams.published.texts import TO_FILL, filled, toml

__all__ = ["ABSENT", "as_json", "entry", "page", "unfilled"]

_LAWS = ("bibob", "awb", "alcohol", "opium", "omgeving", "huisvesting", "avg")

ABSENT = {
    "begin_date": "maand waarin de gemeente het in gebruik neemt (dan ook `status` wijzigen)",
    "website": "eigen publiekspagina",
    "process_index_url": "het verwerkingsregister (in productie `DWARSVERBAND_REGISTER_URL`)",
    "publiccode": "adres van de broncode, zodra die openbaar staat",
    "source_id": "nummer in het eigen register",
}
"""Fields that the entry leaves out, because only the municipality knows them."""


def entry(rails: list[Rail]) -> dict[str, Any]:
    """Give the entry; places for the municipality begin with `TO_FILL` or are addresses that end in it."""
    known = {
        **numbers().values(),
        "fill": TO_FILL,
        "joining": f"{JOINING:g}".replace(".", ","),
        "rails": len(rails),
        "held": sum(rail.state == "held" for rail in rails),
        "partly": sum(rail.state == "partly" for rail in rails),
    }
    found: dict[str, Any] = {
        name: filled(text, **known) for name, text in toml("algoritmeregister.toml").items()
    }
    found |= {
        "organization": f"{TO_FILL}: volledige naam volgens de TOOI-waardelijst",
        "contact_email": f"https://example.org/{TO_FILL.replace(' ', '-')}",
        "category": ["Openbare orde en veiligheid"],
        "status": "In ontwikkeling",
        # R9: treated as high-risk until counsel decides otherwise (docs/guard-rails.md).
        "publication_category": "Hoog-risico AI-systeem",
        "lang": "nld",
        "standard_version": VERSION,
        "lawful_basis": _lawful_basis(),
        "lawful_basis_grouping": [{"title": TEXTS[law].name, "link": TEXTS[law].source} for law in _LAWS],
        "impacttoetsen_grouping": [
            {"title": "Data Protection Impact Assessment (DPIA)"},
            {"title": "Impact Assessment Mensenrechten en Algoritmes (IAMA)"},
        ],
        "source_data": _source_data(),
    }
    return {name: found[name] for name in STANDARD if name in found}


def _lawful_basis() -> str:
    bases: dict[str, list[str]] = {}
    for one in DECLARATIONS:
        for basis in one.basis.split("; "):
            bases.setdefault(basis, []).append(one.id)
    laws = "".join(f"<li>{basis} ({', '.join(ids)})</li>" for basis, ids in bases.items())
    return (
        "<p>De gemeente mag niet meewerken aan misbruik van vergunningen en subsidies (Wet Bibob) en houdt toezicht op haar "
        f"eigen regels. Per indicator:</p><ul>{laws}</ul>"
    )


def _source_data() -> str:
    grouped = facts_by_source(need.fact for one in DECLARATIONS for need in one.needs)
    rows = "".join(
        f"<li>{source.nl}: {'; '.join(fact.nl for fact in facts)}</li>" for source, facts in grouped.items()
    )
    return (
        f"<ul>{rows}</ul><p>Van personen: naam, geboortedatum, adres, contactgegevens, rekening, functie en aandelen; het BSN alleen als pseudoniem. Geen "
        "gegevens over afkomst, nationaliteit, geloof, gezondheid, uitkering of inkomen, en niets van politie of justitie.</p>"
    )


def unfilled(entry: dict[str, Any]) -> list[str]:
    """Give the fields in which something is left to the municipality."""
    return [
        name
        for name, value in entry.items()
        if TO_FILL in str(value) or TO_FILL.replace(" ", "-") in str(value)
    ]


def as_json(entry: dict[str, Any]) -> str:
    """Give the entry as a file."""
    return msgspec.json.format(msgspec.json.encode(entry), indent=2).decode() + "\n"


def page(entry: dict[str, Any]) -> str:
    """Give the page to read: what is left to do first, then each field."""
    marked = unfilled(entry)
    parts = [
        "# Algoritmeregister\n",
        (
            "*Door `make docs` gemaakt. Het bestand voor het register: [algoritmeregister.json](algoritmeregister.json), volgens de "
            f"publicatiestandaard {VERSION}. English: entry for the Dutch register of algorithms, generated.*\n"
        ),
        "## Wat de gemeente zelf invult\n",
        *(f"- **{STANDARD[name].title}** (`{name}`): gemerkt met {TO_FILL}" for name in marked),
        *(f"- **{STANDARD[name].title}** (`{name}`): ontbreekt nog; {what}" for name, what in ABSENT.items()),
        (
            "- **Publicatiecategorie** (`publication_category`): hoog risico tot de jurist anders oordeelt "
            "([R9](../guard-rails.md#what-people-must-do))"
        ),
        "- **Impacttoetsen** (`impacttoetsen_grouping`): links, waar de toetsen openbaar zijn\n",
    ]
    for name, value in entry.items():
        mark = " · in te vullen" if name in marked else ""
        parts.append(f"## {STANDARD[name].title}{mark}\n\n{_shown(value)}\n")
    return "\n".join(parts)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(
            f"- {one}" if isinstance(one, str) else f"- {one['title']} {one.get('link', '')}".rstrip()
            for one in value
        )
    return str(value)
