"""The papers of a case file for one recipient: list of documents, his version, the hearings, how the advisory was made.

Made of what that recipient may have and of nothing else, as plain JSON: what was left out of it stands in no paper.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from documents.advisory_annexes import METHOD
from documents.advisory_text import HANDLING, advisory_document
from documents.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from documents.dutch_dates import day_in_words
from documents.words import (
    ACTUALITEIT,
    GEBEURTENIS,
    LID4,
    STATUS,
    STRAFBAARHEID,
    ZIENSWIJZE,
    capital,
    decision_name,
    source_name,
)
from screening.advisory import Advisory

__all__ = ["case_papers"]

_NOBODY = "Er is niemand om te horen."


def case_papers(
    version: Mapping[str, Any],
    papers: list[dict[str, Any]],
    frozen: Mapping[str, Any] | None,
    day: date,
) -> dict[str, Document]:
    """Give the papers of one recipient by the name of the file, without ending.

    Parameters
    ----------
    version
        The signed version as this recipient may have it.
    papers
        Documents behind its facts, numbered; empty for who may have none: he gets no list.
    frozen
        What the version rests on; None for who does not see it.
    day
        That of the last signature.
    """
    made = {
        "advies": _whole(version, day)
        or _paper(version, "Bibob-signaaladvies: uw deel", _part(version), day),
        "zienswijzen": _paper(version, "Zienswijzen", _hearings(version), day),
        "methode": _paper(version, "Hoe dit advies is gemaakt", _method(version, frozen), day),
    }
    if papers:
        made["stukkenlijst"] = _paper(version, "Lijst van stukken", _list(papers), day)
    return made


def _whole(version: Mapping[str, Any], day: date) -> Document | None:
    """Lay the version out as the handler reads it; None where too much is left out for that."""
    try:
        return advisory_document(msgspec.convert(version, Advisory), day)
    except msgspec.ValidationError:
        return None


def _paper(version: Mapping[str, Any], title: str, blocks: Iterator[Block], day: date) -> Document:
    status = _said(STATUS, version["status"])
    reference = f"{version['id']} · versie {version['versie']} · {status}"
    return Document(title, day, reference, HANDLING, tuple(blocks))


def _said(words: Mapping[Any, str], value: str) -> str:
    """Say a code in words; what was left out keeps saying so."""
    return words.get(value, value)


def _part(version: Mapping[str, Any]) -> Iterator[Block]:
    """Give what a third party sees: the case, his own relation, and the facts that it rests on."""
    law = version["grondslag"]
    yield Heading(1, "De zaak")
    yield Table(
        "De zaak",
        ("Onderdeel", "Inhoud"),
        (
            ("Zaak", version["zaak"]["zaaknummer"]),
            ("Beslissing", capital(decision_name(version["beschikking"]))),
            ("Bevoegd", version["bevoegd"]),
            ("Grondslag", f"{law['wet']}, artikel {law['artikel']} (tekst per {law['tekst_per']})"),
        ),
        (2, 5),
    )
    yield Heading(1, "Uw relatie")
    yield Table(
        "Relaties waarin u wordt genoemd",
        ("Soort", "Artikel 3", "Stand", "Sinds", "Tot"),
        tuple(
            (
                one["soort"].replace("_", " "),
                _said(LID4, one["lid4"]),
                _said(ACTUALITEIT, one["actueel"]),
                day_in_words(one["sinds"]),
                day_in_words(one["tot"]),
            )
            for one in version["relaties"]
        ),
        (4, 5, 3, 3, 3),
    )
    yield Heading(1, "De feiten waarop die relatie rust")
    yield Table(
        "Feiten",
        ("Datum", "Bron", "Staat het vast?", "Strafbaar feit?"),
        tuple(
            (
                day_in_words(one["datum"]),
                source_name(one["bron"]),
                _said(GEBEURTENIS, one["gebeurtenis"]),
                _said(STRAFBAARHEID, one["strafbaarheid"]),
            )
            for one in version["feiten"]
        ),
        (3, 3, 3, 5),
    )


def _hearings(version: Mapping[str, Any]) -> Iterator[Block]:
    if not version["zienswijze"]:
        yield Paragraph(_NOBODY)
        return
    yield Table(
        "Wie wordt gehoord",
        ("Nr.", "Wie", "Stand"),
        tuple(
            (
                str(number),
                " ".join(part["nl"] for part in one["tekst"]) or "-",
                capital(_said(ZIENSWIJZE, one["status"])),
            )
            for number, one in enumerate(version["zienswijze"], 1)
        ),
        (1, 10, 4),
    )


def _method(version: Mapping[str, Any], frozen: Mapping[str, Any] | None) -> Iterator[Block]:
    yield Bullets(METHOD)
    if found := version.get("indicatoren"):
        yield Table(
            "De patronen die zijn gevonden",
            ("Patroon", "Versie", "Wat er is gezien"),
            tuple((one["id"], one["version"], one["nl"]) for one in found),
            (2, 2, 9),
        )
    if frozen is not None:
        yield Table(
            "Waarop deze versie rust",
            ("Onderdeel", "Inhoud"),
            tuple((capital(name.replace("_", " ")), said) for name, said in frozen.items()),
            (2, 7),
        )


def _list(papers: list[dict[str, Any]]) -> Iterator[Block]:
    yield Table(
        "Stukken",
        ("Nr.", "Kenmerk", "Titel", "Datum", "Bron"),
        tuple(
            (
                str(one["nummer"]),
                one["kenmerk"],
                one["titel"],
                day_in_words(one["datum"]),
                source_name(one["bron"]),
            )
            for one in papers
        ),
        (1, 4, 7, 3, 3),
    )
