"""Pages two to four of an advisory: grounds with their factors, relations, lapse of time, proportionality, hearing, terms."""

from collections.abc import Iterator

from documents.blocks import Block, Box, Bullets, Heading, Paragraph, Table
from documents.dutch_dates import day_in_words
from documents.sentences import Numbers, asked, law_said, paragraphs, stated, texts
from documents.words import ACTUALITEIT, GROND, LID4, ZIENSWIJZE, article, capital
from screening.advisory import Actualiteit, Advisory, Grond, Relatie, Strafbaarheid, Weigeringsgrond
from screening.sentence import Recht

__all__ = ["ROWS", "weighing"]

ROWS = 6
"""Rows of one table before the annexes; the rest follows there, so that the piece stays readable in one sitting."""


def weighing(advisory: Advisory, numbers: Numbers) -> Iterator[Block]:
    """Give the blocks of the pages after the first."""
    yield Heading(1, "Gewone gronden eerst")
    for refusal in advisory.weigeringsgronden:
        yield from _refusal(refusal, numbers)
    yield Heading(1, "Gronden van de Wet Bibob")
    for ground in advisory.gronden:
        yield from _ground(ground, numbers)
    yield Heading(1, "Relaties")
    yield from _relations(advisory.relaties, numbers)
    yield Heading(1, "Tijdsverloop")
    yield from _elapsed(advisory, numbers)
    yield Heading(1, "Evenredigheid")
    yield from _proportionality(advisory)
    yield from _innocent(advisory)
    yield from _research(advisory)
    yield from _hearings_and_terms(advisory)


def _refusal(refusal: Weigeringsgrond, numbers: Numbers) -> Iterator[Block]:
    yield Heading(2, article(refusal.grondslag))
    said = " ".join(stated(refusal.tekst))
    yield Paragraph(f"{said} {_resting(refusal.feiten, numbers)}".strip())
    if questions := asked(refusal.tekst):
        yield Box("Te beantwoorden", tuple(questions))


def _ground(ground: Grond, numbers: Numbers) -> Iterator[Block]:
    yield Heading(2, GROND[ground.grond])
    yield Paragraph(_resting(ground.feiten, numbers))
    points = [
        f"Lid {factor.lid}, onder {factor.onderdeel}: {' '.join(said)}"
        for factor in ground.factoren
        if (said := stated(factor.tekst))
    ]
    if connected := stated(ground.samenhang):
        points.append(f"Samenhang met de activiteit: {' '.join(connected)}")
    yield Bullets(tuple(points))
    questions = [
        f"Onder {factor.onderdeel}: {question}"
        for factor in ground.factoren
        for question in asked(factor.tekst)
    ]
    questions += asked(ground.samenhang)
    if questions:
        yield Box("Te beantwoorden", tuple(questions))


def _resting(facts: list[str], numbers: Numbers) -> str:
    """Name the facts by their numbers, in the order of those."""
    known = sorted((numbers[one] for one in facts if one in numbers), key=lambda number: int(number[1:]))
    if not known:
        return "Hierbij hoort geen feit."
    return f"Hierbij {'hoort feit' if len(known) == 1 else 'horen de feiten'} {', '.join(known)}."


def _relations(relations: list[Relatie], numbers: Numbers) -> Iterator[Block]:
    yield from _law(law_said(one.tekst for one in relations))
    yield Table(
        "Wie met wie te maken heeft",
        ("Relatie", "Artikel 3", "Wanneer", "Feiten"),
        tuple(_relation(one, numbers) for one in relations[:ROWS]),
        (7, 4, 4, 2),
    )
    if len(relations) > ROWS:
        yield Paragraph(f"Er zijn {len(relations)} relaties; de andere staan in bijlage 2.")


def _relation(one: Relatie, numbers: Numbers) -> tuple[str, ...]:
    said = " ".join(texts(line for line in one.tekst if not isinstance(line, Recht)))
    return (
        said or one.soort,
        LID4[one.lid4],
        _when(one),
        ", ".join(numbers.get(fact, fact) for fact in one.feiten),
    )


def _when(one: Relatie) -> str:
    if one.actueel is Actualiteit.NVT:
        return ACTUALITEIT[one.actueel]
    since, until = day_in_words(one.sinds), day_in_words(one.tot)
    if one.actueel is Actualiteit.BEEINDIGD:
        return f"{ACTUALITEIT[one.actueel]}: van {since} tot {until}"
    return f"sinds {since}; {until if one.tot == ACTUALITEIT[one.actueel] else f'tot {until}'}"


def _law(said: list[str]) -> Iterator[Block]:
    if said:
        yield Paragraph(" ".join(said))


def _elapsed(advisory: Advisory, numbers: Numbers) -> Iterator[Block]:
    """Lapse of time matters for what shows or suggests an offence; that of other facts stands in the annex."""
    weighty = [one for one in advisory.feiten if one.strafbaarheid is not Strafbaarheid.GEEN]
    facts = weighty or advisory.feiten
    yield Table(
        "Hoe lang het geleden is",
        ("Feit", "Datum", "Wat dat betekent"),
        tuple(
            (numbers[fact.id], day_in_words(fact.datum), " ".join(texts(fact.tijdsverloop.tekst)))
            for fact in facts[:ROWS]
        ),
        (1, 3, 10),
    )
    if len(advisory.feiten) > len(facts[:ROWS]):
        yield Paragraph("Het tijdsverloop van de andere feiten staat in bijlage 2.")


def _proportionality(advisory: Advisory) -> Iterator[Block]:
    weighed = advisory.evenredigheid
    yield from paragraphs(weighed.gevaar, "Gevaar: ")
    yield from paragraphs(weighed.belangen, "Belangen: ")
    yield from _law(law_said(one.waarom for one in weighed.alternatieven))
    yield Table(
        "Minder ingrijpende maatregelen eerst: is dit genoeg, en waarom?",
        ("Maatregel", "Genoeg?"),
        tuple(
            (
                one.voorschrift,
                " ".join(
                    [
                        one.volstaat,
                        *texts(
                            line
                            for line in one.waarom
                            if not isinstance(line, Recht) and line.nl not in asked(one.waarom)
                        ),
                    ]
                ),
            )
            for one in weighed.alternatieven
        ),
        (6, 7),
    )
    yield from paragraphs(weighed.slotsom, "Slotsom: ")


def _innocent(advisory: Advisory) -> Iterator[Block]:
    """Ask after the ordinary explanations of a pattern: they are looked at before anything heavier."""
    if questions := asked(line for one in advisory.ontlastend for line in one.tekst):
        yield Heading(1, "Gewone verklaringen om eerst na te gaan")
        yield Bullets(tuple(questions))


def _research(advisory: Advisory) -> Iterator[Block]:
    yield Heading(1, "Eigen onderzoek")
    yield Bullets(tuple(texts(advisory.onderzoek)))
    if not isinstance(advisory.vragen, str):
        yield Heading(1, "Vragen aan de aanvrager")
        yield Bullets(
            tuple(
                f"{one.tekst} ({one.formulier}, {one.formuliervraag}; antwoord: {one.antwoord})"
                for one in advisory.vragen
            )
        )


def _hearings_and_terms(advisory: Advisory) -> Iterator[Block]:
    yield Heading(1, "Zienswijze, termijnen en inzage")
    yield Table(
        "Wie moet worden gehoord",
        ("Wie", "Waarom", "Stand"),
        tuple(
            (min(one.wie, key=len), " ".join(texts(one.tekst)), ZIENSWIJZE[one.status])
            for one in advisory.zienswijze[:ROWS]
        ),
        (4, 6, 3),
    )
    if len(advisory.zienswijze) > ROWS:
        yield Paragraph(
            f"Er zijn {len(advisory.zienswijze)} personen te horen; de andere staan in bijlage 2."
        )
    yield Table(
        "Wat wanneer afloopt",
        ("Termijn", "Begint", "Loopt af", "Van rechtswege", "Grondslag"),
        tuple(
            (
                capital(one.wat),
                day_in_words(one.begint),
                day_in_words(one.vervalt),
                one.van_rechtswege,
                article(one.grondslag),
            )
            for one in advisory.termijnen
        ),
        (4, 4, 3, 2, 5),
    )
    yield Bullets(tuple(f"{capital(one.aan)}: {' '.join(texts(one.wat))}" for one in advisory.inzage))
