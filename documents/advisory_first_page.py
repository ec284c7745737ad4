"""Page one of an advisory: the case and its days left, why it is here, five facts, both sides, the step, what to write."""

from collections.abc import Iterator
from datetime import date

from documents.blocks import Block, Box, Bullets, Heading, Paragraph, Table
from documents.dutch_dates import day_in_words, days_left
from documents.sentences import Numbers, fact_row, stated, texts
from documents.words import (
    AANLEIDING,
    STATUS,
    STRAFBAARHEID,
    TREDE,
    UITKOMST,
    article,
    capital,
    decision_name,
    source_name,
)
from graph.wording import counted
from screening.advisory import Advisory, Fact, Termijn, Trede, open_questions

__all__ = ["FACTS", "first_page", "key_facts"]

FACTS = 5
POINTS = 4
"""Points under one heading on page one; the rest stands on the pages after it."""


def first_page(advisory: Advisory, numbers: Numbers, today: date) -> Iterator[Block]:
    """Give the blocks of page one."""
    yield _case(advisory, today)
    yield Heading(1, "Waarom dit stuk er is")
    yield Paragraph(_why(advisory))
    yield Heading(1, "De belangrijkste feiten")
    yield Table(
        "De feiten die het zwaarst kunnen wegen",
        ("Nr.", "Datum", "Wat er gebeurde (bron; stukken)", "Staat het vast?", "Strafbaar feit?"),
        tuple(fact_row(fact, numbers) for fact in key_facts(advisory)),
        (1, 3, 10, 2, 3),
    )
    if len(advisory.feiten) > FACTS:
        yield Paragraph(f"Alle {len(advisory.feiten)} feiten, met bron en stukken, staan in bijlage 2.")
    yield Heading(1, "Wat voor de betrokkene pleit")
    yield Bullets(_points([line for one in advisory.ontlastend for line in stated(one.tekst)]))
    yield Heading(1, "Wat wij niet weten")
    yield Bullets(_points(texts(advisory.beperkingen)))
    yield Heading(1, "De lichtste stap die past")
    yield from _step(advisory)
    yield _to_write(advisory)


def _points(lines: list[str]) -> tuple[str, ...]:
    """Give at most four points, joined where there are more: nothing that speaks for somebody is left out."""
    lines = list(dict.fromkeys(lines)) or ["Niets gevonden; zie de volgende bladzijden."]
    return (*lines[: POINTS - 1], *filter(None, [" ".join(lines[POINTS - 1 :])]))


def _case(advisory: Advisory, today: date) -> Table:
    case = f"{advisory.zaak.zaaknummer} ({source_name(advisory.zaak.source)})"
    rows = (
        ("Zaak", f"{case}: {decision_name(advisory.beschikking)}, {AANLEIDING[advisory.aanleiding]}"),
        ("Bevoegd", f"{advisory.bevoegd} (mandaat: {advisory.mandaat})"),
        ("Grondslag", f"{article(advisory.grondslag)}. {advisory.beleidslijn.tekst}"),
        ("Stand", f"{STATUS[advisory.status]}; {advisory.weging}"),
        ("Nog te gaan", _days(advisory, today)),
    )
    return Table("De zaak", ("Onderdeel", "Inhoud"), rows, (1, 6))


def _days(advisory: Advisory, today: date) -> str:
    running = sorted((one for one in advisory.termijnen if days_left(one.vervalt, today)), key=_ends)
    if not running:
        return "er loopt geen termijn met een einddag"
    first = running[0]
    until = "op" if first.vervalt < today.isoformat() else "tot en met"
    return (
        f"{days_left(first.vervalt, today)}, {until} {day_in_words(first.vervalt)}"
        f" ({first.wat}, {article(first.grondslag)})"
    )


def _ends(term: Termijn) -> str:
    return term.vervalt


def _why(advisory: Advisory) -> str:
    sources = len({one.event.source for one in advisory.feiten})
    facts = len(advisory.feiten)
    return (
        f"Deze zaak ligt dicht bij een structuur die een blik van een mens verdient, op grond van"
        f" {counted(facts, 'feit', 'feiten')} uit {counted(sources, 'bron', 'bronnen')}."
        " Er is niets mee beslist."
    )


def key_facts(advisory: Advisory) -> list[Fact]:
    """Give the facts of page one: those that show or suggest an offence first, then the youngest."""
    order = list(STRAFBAARHEID)
    by_day = sorted(advisory.feiten, key=lambda fact: (fact.datum, fact.id), reverse=True)
    return sorted(by_day, key=lambda fact: order.index(fact.strafbaarheid))[:FACTS]


def _step(advisory: Advisory) -> Iterator[Block]:
    yield Paragraph(f"{capital(UITKOMST[advisory.uitkomst])}.")
    yield Table(
        "Waarom niet lichter en niet zwaarder",
        ("Stap", "Past die?", "Waarom"),
        tuple(
            (capital(UITKOMST[one.uitkomst]), TREDE[one.stand], " ".join(texts(one.tekst)))
            for one in _beside(advisory)
        ),
        (4, 1, 8),
    )


def _beside(advisory: Advisory) -> list[Trede]:
    """Give the chosen step with the one below and the one above it."""
    at = next(number for number, one in enumerate(advisory.treden) if one.uitkomst is advisory.uitkomst)
    return advisory.treden[max(0, at - 1) : at + 2]


def _to_write(advisory: Advisory) -> Box:
    left = len({question.vraag for _, question in open_questions(advisory)})
    if not left:
        return Box("Dit moet u nog zelf schrijven", ("Niets: alle vragen zijn beantwoord.",))
    return Box(
        "Dit moet u nog zelf schrijven",
        (
            (
                f"Het antwoord op {counted(left, 'vraag', 'vragen')}, in de kaders op de volgende bladzijden. "
                "Zolang er een openstaat, blijft dit een concept."
            ),
        ),
    )
