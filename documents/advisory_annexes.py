"""The annexes of an advisory: how the program works, the documents behind each fact, and what it was made of."""

from collections.abc import Iterator

from documents.blocks import Block, Bullets, Heading, NewPage, Paragraph, Table
from documents.dutch_dates import day_in_words
from documents.sentences import Numbers, fact_row, texts
from documents.words import ACTUALITEIT, LID4, ZIENSWIJZE
from screening.advisory import Advisory, Fact

__all__ = ["annexes"]

METHOD = (
    "De gemeente houdt bij wat zij weet uit vergunningen, subsidies, controles, registers en meldingen.",
    "Een computerprogramma legt die gegevens naast elkaar: welke personen, organisaties en adressen komen vaker voor?",
    "Het programma zoekt naar vaste patronen. Elk patroon is opgeschreven en voor iedereen te lezen.",
    (
        "Een patroon alleen is nooit genoeg. Er moeten minstens twee verschillende soorten patronen zijn, uit minstens twee"
        " bronnen, en er moet een vastgelegde gebeurtenis zijn, zoals een overtreding, een boete of een sluiting."
    ),
    "Het programma geeft geen enkele persoon een cijfer. Het kijkt niet naar afkomst, geloof, gezondheid of inkomen.",
    "Het programma beslist niets. Een medewerker kijkt zelf, een tweede medewerker toetst, en het bestuur besluit.",
    "Klopt een gegeven niet? Dan kunt u vragen het te verbeteren. Het programma rekent daarna opnieuw.",
)
"""The method in plain Dutch for the person concerned (ABRvS 2017:1259: choices, data and assumptions are disclosed)."""


def annexes(advisory: Advisory, numbers: Numbers) -> Iterator[Block]:
    """Give the three annexes, each on a page of its own."""
    yield NewPage(annex=True)
    yield Heading(1, "Bijlage 1. Hoe dit stuk is gemaakt")
    yield Bullets(METHOD)
    yield from _patterns(advisory)
    yield NewPage(annex=True)
    yield Heading(1, "Bijlage 2. Alle feiten, stukken en relaties")
    yield Table(
        "Alle feiten",
        ("Nr.", "Datum", "Wat er gebeurde (bron; stukken)", "Staat het vast?", "Strafbaar feit?"),
        tuple(fact_row(fact, numbers) for fact in advisory.feiten),
        (1, 3, 10, 2, 3),
    )
    yield Table(
        "Alle stukken en het tijdsverloop",
        ("Feit", "Kenmerk", "Titel", "Datum", "Tijdsverloop"),
        tuple(row for fact in advisory.feiten for row in _papers(fact, numbers)),
        (1, 4, 6, 3, 6),
    )
    yield Table(
        "Alle relaties",
        ("Relatie", "Artikel 3", "Stand", "Sinds", "Tot"),
        tuple(
            (
                " ".join(texts(one.tekst)),
                LID4[one.lid4],
                ACTUALITEIT[one.actueel],
                day_in_words(one.sinds),
                day_in_words(one.tot),
            )
            for one in advisory.relaties
        ),
        (6, 4, 2, 3, 3),
    )
    yield Table(
        "Allen die moeten worden gehoord",
        ("Wie", "Stand"),
        tuple((" ".join(texts(one.tekst)), ZIENSWIJZE[one.status]) for one in advisory.zienswijze),
        (8, 3),
    )
    yield NewPage(annex=True)
    yield Heading(1, "Bijlage 3. Versies en controlegetal")
    yield from _versions(advisory)


def _patterns(advisory: Advisory) -> Iterator[Block]:
    yield Heading(2, "De patronen die hier zijn gevonden")
    yield Table(
        "Patronen, met hun versie en grenzen",
        ("Patroon", "Versie", "Wat er is gezien", "Grenzen", "Zekerheid wie het is"),
        tuple(
            (
                one.id,
                one.version,
                one.nl,
                ", ".join(f"{name}: {value:g}" for name, value in sorted(one.parameters.items())) or "geen",
                " tot ".join(f"{bound:g}".replace(".", ",") for bound in one.band),
            )
            for one in advisory.indicatoren
        ),
        (2, 2, 7, 4, 2),
    )


def _papers(fact: Fact, numbers: Numbers) -> Iterator[tuple[str, ...]]:
    """Give one row a document; a fact without any names its event at the source."""
    elapsed = " ".join(texts(fact.tijdsverloop.tekst))
    if isinstance(fact.stukken, str):
        yield (numbers[fact.id], fact.event.id, fact.stukken, "-", elapsed)
        return
    for paper in fact.stukken:
        yield (numbers[fact.id], paper.kenmerk, paper.titel, day_in_words(paper.datum), elapsed)


def _versions(advisory: Advisory) -> Iterator[Block]:
    human = advisory.mens
    rows = (
        ("Advies", f"{advisory.id}, versie {advisory.versie}"),
        ("Controlegetal (SHA-256)", advisory.digest),
        ("Signalen", ", ".join(advisory.flags)),
        ("Stand van de gegevens", f"{day_in_words(advisory.as_of.valid)}, bekend tot {advisory.as_of.known}"),
        ("Beleidslijn", f"{advisory.beleidslijn.versie}, {advisory.beleidslijn.regel}"),
        ("Opsteller", f"{human.opsteller} ({day_in_words(human.data.opgesteld)})"),
        ("Beoordelaar", f"{human.beoordelaar} ({day_in_words(human.data.beoordeeld)})"),
        (
            "Besluit",
            f"{human.besluit.kenmerk}, {day_in_words(human.besluit.datum)}; afloop: {human.besluit.afloop}",
        ),
    )
    yield Table("Waarvan dit stuk is gemaakt", ("Onderdeel", "Inhoud"), rows, (2, 5))
    yield Paragraph(
        "Met het controlegetal is na te gaan dat de inhoud van deze versie niet is veranderd: dezelfde gegevens, regels"
        " en beslissingen geven hetzelfde getal."
    )
