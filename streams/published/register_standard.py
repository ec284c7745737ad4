"""The publication standard 1.0 of the Dutch Algoritmeregister: its fields, their lengths and permitted values, as a check.

After ``backend/app/schemas/config/v1_0.json`` of MinBZK/Algoritmeregister (read at commit 559218f).
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

__all__ = ["STANDARD", "VERSION", "Field", "faults"]

VERSION = "1.0"

_THEMES = (
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
)
_TAGS = frozenset({"div", "br", "p", "ul", "ol", "li"})
_TAG = re.compile(r"</?([A-Za-z]\w*)[^>]*>")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https://\S+")


class Field(msgspec.Struct, frozen=True):
    """One field: its Dutch title, whether an entry must have it, and what it may hold.

    ``longest`` is in characters; ``items`` the most items of a list (0: no list); ``parts`` the fields of each item.
    """

    title: str
    required: bool = False
    longest: int | None = None
    values: tuple[str, ...] = ()
    items: int = 0
    form: re.Pattern[str] | None = None
    html: bool = False
    parts: Mapping[str, "Field"] | None = None


_ANY = 1_000


def _links(title: str, longest: int | None, *, link: bool) -> Field:
    parts = {
        "title": Field("Titel", required=True, longest=longest),
        "link": Field("Link", required=link, longest=500, form=_LINK),
    }
    return Field(title, items=_ANY, parts=parts)


def _text(title: str, longest: int = 2_500) -> Field:
    return Field(title, longest=longest, html=True)


STANDARD: Mapping[str, Field] = {
    "name": Field("Naam", required=True, longest=100),
    "description_short": Field("Korte omschrijving", required=True, longest=350),
    "organization": Field("Organisatie", required=True, longest=100),
    "category": Field("Thema", items=3, values=_THEMES),
    "status": Field("Status", required=True, values=("In ontwikkeling", "In gebruik", "Buiten gebruik")),
    "begin_date": Field("Begindatum", longest=7, form=_MONTH),
    "end_date": Field("Einddatum", longest=7, form=_MONTH),
    "contact_email": Field(
        "Contactgegevens", required=True, longest=500, form=re.compile(f"{_MAIL.pattern}|{_LINK.pattern}")
    ),
    "website": Field("Link naar publiekspagina", longest=500, form=_LINK),
    "publication_category": Field(
        "Publicatiecategorie",
        required=True,
        values=("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"),
    ),
    "url": Field("Link naar bronregistratie", longest=500, form=_LINK),
    "goal": _text("Doel en impact"),
    "proportionality": _text("Afwegingen"),
    "human_intervention": _text("Menselijke tussenkomst"),
    "risks": _text("Risicobeheer"),
    "lawful_basis": _text("Wettelijke basis"),
    "lawful_basis_grouping": _links("Verwijzingen wettelijke basis", 100, link=True),
    "process_index_url": Field("Link naar verwerkingsregister", longest=500, form=_LINK),
    "impacttoetsen_grouping": _links("Impacttoetsen", None, link=False),
    "impacttoetsen": _text("Toelichting op impacttoetsen"),
    "source_data": _text("Gegevens"),
    "source_data_grouping": _links("Verwijzingen gegevensbronnen", 500, link=True),
    "methods_and_models": _text("Technische werking", 5_000),
    "provider": Field("Leverancier", longest=200),
    "publiccode": Field("Link naar broncode", longest=500, form=_LINK),
    "lang": Field("Taal", required=True, values=("nld",)),
    "standard_version": Field("Versie publicatiestandaard", values=(VERSION,)),
    "source_id": Field("Bron-ID", longest=100),
    "tags": _text("Zoektermen"),
    "lars": Field("Algoritme-ID"),
}
"""By name, in the order of the standard."""


def faults(entry: Mapping[str, Any], standard: Mapping[str, Field] = STANDARD) -> list[str]:
    """Say what in an entry is against the standard, one sentence a fault; empty when it is valid."""
    found = [f"{name}: no field of the standard" for name in entry if name not in standard]
    found += [
        f"{name}: missing" for name, field in standard.items() if field.required and not entry.get(name)
    ]
    for name, field in standard.items():
        if name in entry:
            found += [f"{name}: {fault}" for fault in _wrong(entry[name], field)]
    return found


def _wrong(value: Any, field: Field) -> list[str]:
    if not field.items:
        return _wrong_text(value, field)
    if not isinstance(value, list):
        return ["no list"]
    found = [f"more than {field.items} items"] if len(value) > field.items else []
    for one in value:
        if field.parts is None:
            found += _wrong_text(one, field)
        else:
            found += faults(one, field.parts) if isinstance(one, dict) else ["no object"]
    return found


def _wrong_text(value: Any, field: Field) -> list[str]:
    if not isinstance(value, str):
        return ["no text"]
    found = []
    if field.longest is not None and len(value) > field.longest:
        found.append(f"{len(value)} characters, at most {field.longest}")
    if field.values and value not in field.values:
        found.append(f"{value!r} is no permitted value")
    if field.form is not None and not field.form.fullmatch(value):
        found.append(f"{value!r} has not the form asked for")
    unknown = {tag.lower() for tag in _TAG.findall(value)} - (_TAGS if field.html else frozenset())
    return found + [f"<{tag}> is not allowed" for tag in sorted(unknown)]
