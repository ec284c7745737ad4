"""The advisory as a document: one page to know what it is, at most three to weigh it, annexes to check it.

No code of an indicator, no band and no number on anybody stands before the annexes. What a program may not weigh stands
in boxes, as questions to the handler.
"""

from collections.abc import Iterator
from datetime import date

from documents.advisory_annexes import annexes
from documents.blocks import Block, Box, Bullets, Document, Heading, NewPage, Paragraph, Table
from documents.dutch_dates import day_in_words, days_left
from documents.sentences import fact_row, paragraphs, texts
from documents.words import (
    AANLEIDING,
    ACTUALITEIT,
    GROND,
    LID4,
    STATUS,
    STRAFBAARHEID,
    TREDE,
    UITKOMST,
    ZIENSWIJZE,
    article,
)
from screening.advisory import Advisory, Fact, Grond, Relatie, Termijn, open_questions

__all__ = ["FACTS_ON_PAGE_ONE", "HANDLING", "ROWS_BEFORE_THE_ANNEX", "advisory_document"]

FACTS_ON_PAGE_ONE = 5
ROWS_BEFORE_THE_ANNEX = 8
"""Rows of one table before the annexes; the rest follows there, so that the piece stays readable in one sitting."""

HANDLING = "Vertrouwelijk: geheimhouding volgt uit artikel 28 van de Wet Bibob"


def advisory_document(advisory: Advisory, today: date) -> Document:
    """Lay an advisory out for the handler; ``today`` is the day for which the days left are counted."""
    return Document(
        title="Bibob-signaaladvies (intern, niet-beslissend)",
        day=today,
        reference=f"{advisory.id} · versie {advisory.versie} · {STATUS[advisory.status]}",
        handling=HANDLING,
        blocks=(*_first_page(advisory, today), NewPage(), *_weighing(advisory), *annexes(advisory)),
    )


def _first_page(advisory: Advisory, today: date) -> Iterator[Block]:
    yield _case(advisory, today)
    yield Heading(1, "Waarom dit stuk er is")
    yield Paragraph(_why(advisory))
    yield Heading(1, "De belangrijkste feiten")
    yield from _key_facts(advisory)
    yield Heading(1, "Wat voor de betrokkene pleit")
    yield Bullets(tuple(texts(line for one in advisory.ontlastend for line in one.tekst)))
    yield Heading(1, "Wat wij niet weten")
    yield Bullets(tuple(texts(advisory.beperkingen)))
    yield Heading(1, "De lichtste stap die past")
    yield from _step(advisory)
    yield from _to_write(advisory)


def _case(advisory: Advisory, today: date) -> Table:
    case = f"{advisory.zaak.zaaknummer} ({advisory.zaak.source})"
    rows = [
        ("Zaak", case),
        ("Beschikking", advisory.beschikking),
        ("Bevoegd", f"{advisory.bevoegd} (mandaat: {advisory.mandaat})"),
        ("Grondslag", article(advisory.grondslag)),
        ("Beleidslijn", advisory.beleidslijn.tekst),
        ("Stand", f"{STATUS[advisory.status]}; {advisory.weging}"),
        *((_capital(term.wat), _term(term, today)) for term in _running(advisory, today)),
    ]
    return Table("De zaak", ("Onderdeel", "Inhoud"), tuple(rows), (1, 4))


def _running(advisory: Advisory, today: date) -> list[Termijn]:
    """Give the term that runs out first, of those that end on a day: page one shows one, the rest comes later."""
    return sorted((one for one in advisory.termijnen if days_left(one.vervalt, today)), key=_ends)[:1]


def _ends(term: Termijn) -> str:
    return term.vervalt


def _term(term: Termijn, today: date) -> str:
    left = days_left(term.vervalt, today)
    until = f"tot en met {day_in_words(term.vervalt)}" if left else term.vervalt
    return f"{left + ', ' if left else ''}{until} ({article(term.grondslag)})"


def _why(advisory: Advisory) -> str:
    sources = len({one.event.source for one in advisory.feiten})
    facts = len(advisory.feiten)
    return (
        f"Deze zaak ({AANLEIDING[advisory.aanleiding]}) ligt dicht bij een structuur die een blik van een mens verdient:"
        f" {facts} {'feit' if facts == 1 else 'feiten'} uit"
        f" {sources} {'bron' if sources == 1 else 'bronnen'} staan hieronder. Er is niets mee beslist."
    )


def _key_facts(advisory: Advisory) -> Iterator[Block]:
    chosen = key_facts(advisory)
    yield Table(
        "De feiten die het zwaarst kunnen wegen",
        ("Nr.", "Datum", "Wat er gebeurde", "Staat het vast?", "Strafbaar feit?"),
        tuple(fact_row(fact) for fact in chosen),
        (1, 3, 9, 3, 4),
    )
    more = len(advisory.feiten) - len(chosen)
    if more:
        yield Paragraph(f"Alle {len(advisory.feiten)} feiten, met bron en stukken, staan in bijlage 2.")


def key_facts(advisory: Advisory) -> list[Fact]:
    """Give the facts of page one: those that show or suggest an offence first, then the youngest."""
    order = list(STRAFBAARHEID)
    by_day = sorted(advisory.feiten, key=lambda fact: (fact.datum, fact.id), reverse=True)
    return sorted(by_day, key=lambda fact: order.index(fact.strafbaarheid))[:FACTS_ON_PAGE_ONE]


def _step(advisory: Advisory) -> Iterator[Block]:
    yield Paragraph(f"{_capital(UITKOMST[advisory.uitkomst])}.")
    rows = tuple(
        (_capital(UITKOMST[one.uitkomst]), TREDE[one.stand], " ".join(texts(one.tekst)))
        for one in advisory.treden
    )
    yield Table("Waarom niet lichter en niet zwaarder", ("Stap", "Past die?", "Waarom"), rows, (4, 2, 8))


def _to_write(advisory: Advisory) -> Iterator[Block]:
    questions = list(dict.fromkeys(question.nl for _, question in open_questions(advisory)))
    if questions:
        yield Box(
            "Dit moet u nog zelf schrijven",
            (
                (
                    f"Er {'is' if len(questions) == 1 else 'zijn'} nog {len(questions)}"
                    f" {'vraag' if len(questions) == 1 else 'vragen'} te beantwoorden. Zolang dat zo is, blijft dit een concept."
                ),
                *questions[:3],
                *(
                    ("De andere vragen staan bij het onderdeel waar ze over gaan.",)
                    if len(questions) > 3
                    else ()
                ),
            ),
        )


def _weighing(advisory: Advisory) -> Iterator[Block]:
    yield Heading(1, "Gewone weigeringsgronden")
    for refusal in advisory.weigeringsgronden:
        yield Heading(2, article(refusal.grondslag))
        yield from paragraphs(refusal.tekst)
        yield Paragraph(_resting(refusal.feiten))
    yield Heading(1, "Gronden van de Wet Bibob")
    for ground in advisory.gronden:
        yield from _ground(ground)
    yield Heading(1, "Relaties")
    yield from _relations(advisory.relaties)
    yield Heading(1, "Tijdsverloop")
    yield from _elapsed(advisory)
    yield Heading(1, "Evenredigheid")
    yield from _proportionality(advisory)
    yield from _research(advisory)
    yield from _hearings_and_terms(advisory)


def _ground(ground: Grond) -> Iterator[Block]:
    yield Heading(2, GROND[ground.grond])
    yield Paragraph(_resting(ground.feiten))
    for factor in ground.factoren:
        yield from paragraphs(factor.tekst, f"Artikel 3, lid {factor.lid}, onder {factor.onderdeel}: ")
    yield from paragraphs(ground.samenhang, "Samenhang met de activiteit: ")


def _resting(facts: list[str]) -> str:
    return f"Hierbij {'hoort feit' if len(facts) == 1 else 'horen de feiten'} {', '.join(facts)}."


def _relations(relations: list[Relatie]) -> Iterator[Block]:
    rows = tuple(
        (
            " ".join(texts(one.tekst)),
            LID4[one.lid4],
            f"{ACTUALITEIT[one.actueel]}: {day_in_words(one.sinds)} - {day_in_words(one.tot)}",
            ", ".join(one.feiten),
        )
        for one in relations[:ROWS_BEFORE_THE_ANNEX]
    )
    yield Table(
        "Wie met wie te maken heeft", ("Relatie", "Artikel 3", "Wanneer", "Feiten"), rows, (6, 4, 4, 2)
    )
    if len(relations) > ROWS_BEFORE_THE_ANNEX:
        yield Paragraph(f"Er zijn {len(relations)} relaties; de andere staan in bijlage 2.")


def _elapsed(advisory: Advisory) -> Iterator[Block]:
    facts = advisory.feiten[:ROWS_BEFORE_THE_ANNEX]
    rows = tuple(
        (fact.id, day_in_words(fact.datum), " ".join(texts(fact.tijdsverloop.tekst))) for fact in facts
    )
    yield Table("Hoe lang het geleden is", ("Feit", "Datum", "Wat dat betekent"), rows, (1, 3, 10))
    if len(advisory.feiten) > ROWS_BEFORE_THE_ANNEX:
        yield Paragraph("Het tijdsverloop van de andere feiten staat in bijlage 2.")


def _proportionality(advisory: Advisory) -> Iterator[Block]:
    weighed = advisory.evenredigheid
    yield from paragraphs(weighed.gevaar, "Gevaar: ")
    yield from paragraphs(weighed.belangen, "Belangen: ")
    yield Table(
        "Minder ingrijpende maatregelen eerst",
        ("Voorschrift", "Volstaat het?", "Waarom"),
        tuple((one.voorschrift, one.volstaat, " ".join(texts(one.waarom))) for one in weighed.alternatieven),
        (4, 2, 6),
    )
    yield from paragraphs(weighed.slotsom, "Slotsom: ")


def _research(advisory: Advisory) -> Iterator[Block]:
    yield Heading(1, "Eigen onderzoek")
    yield Bullets(tuple(texts(advisory.onderzoek)))
    if not isinstance(advisory.vragen, str):
        yield Heading(1, "Vragen aan de aanvrager")
        yield Bullets(
            tuple(
                f"{one.tekst} ({one.formulier}, {one.formuliervraag}; {one.antwoord})"
                for one in advisory.vragen
            )
        )


def _hearings_and_terms(advisory: Advisory) -> Iterator[Block]:
    yield Heading(1, "Zienswijze")
    yield Table(
        "Wie moet worden gehoord",
        ("Wie", "Stand"),
        tuple((" ".join(texts(one.tekst)), ZIENSWIJZE[one.status]) for one in advisory.zienswijze),
        (8, 3),
    )
    yield Heading(1, "Termijnen")
    yield Table(
        "Wat wanneer afloopt",
        ("Termijn", "Begint", "Loopt af", "Van rechtswege", "Grondslag"),
        tuple(
            (
                one.wat,
                day_in_words(one.begint),
                day_in_words(one.vervalt),
                one.van_rechtswege,
                article(one.grondslag),
            )
            for one in advisory.termijnen
        ),
        (4, 3, 3, 4, 4),
    )
    yield Heading(1, "Wie wat mag zien")
    yield Bullets(tuple(f"{one.aan}: {' '.join(texts(one.wat))}" for one in advisory.inzage))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
