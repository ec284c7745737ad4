"""The letter with which the municipality asks the applicant before it weighs anything: one question a gap or difference.

An error on a form can be honest (ABRvS 2018:1947): each question names the official form question it comes from, and the
letter names the term for an answer (Awb 4:5, 4:15). The handler signs and sends it; the program does not.
"""

from datetime import date

from documents.blocks import Block, Document, Heading, Paragraph, Table
from documents.dutch_dates import day_in_words
from screening.advisory import NOG_NIET, Advisory, Vraag

__all__ = ["questions_letter"]


def questions_letter(advisory: Advisory, today: date) -> Document:
    """Lay out the letter with the open questions of an advisory.

    Raises
    ------
    ValueError
        When the advisory asks nothing: there is no letter to send.
    """
    if not (questions := asked(advisory)):
        raise ValueError(f"{advisory.id}: er zijn geen vragen aan de aanvrager")
    last = {day_in_words(one.hersteltermijn) for one in questions}
    blocks: tuple[Block, ...] = (
        Paragraph(f"Kenmerk: {advisory.zaak.zaaknummer}"),
        Paragraph("[Naam en adres van de aanvrager, uit het zaaksysteem]"),
        Paragraph("[Datum van verzending]"),
        Paragraph("Geachte heer of mevrouw,"),
        Paragraph(
            f"U heeft bij ons een zaak lopen: {advisory.beschikking}. Wij willen uw gegevens goed beoordelen. Daarvoor hebben"
            " wij meer informatie nodig. Wij vragen u de vragen hieronder te beantwoorden."
        ),
        Heading(1, "Onze vragen"),
        Table(
            "Vragen, met de plaats op het formulier",
            ("Nr.", "Vraag", "Waar op het formulier?"),
            tuple(
                (str(number), one.tekst, f"{one.formulier}, {one.formuliervraag}")
                for number, one in enumerate(questions, 1)
            ),
            (1, 9, 5),
        ),
        Heading(1, "Wanneer moet u antwoorden?"),
        Paragraph(
            f"Termijn voor uw antwoord: {', '.join(sorted(last))}. Heeft u meer tijd nodig? Laat het ons dan weten."
        ),
        Paragraph(
            "Zolang wij op uw antwoord wachten, staat de tijd stil waarin wij moeten beslissen"
            " (Algemene wet bestuursrecht, artikel 4:15)."
        ),
        Heading(1, "Wat gebeurt er met uw antwoord?"),
        Paragraph(
            "Wij bewaren uw antwoord in het dossier van deze zaak. Wij gebruiken het om uw zaak te beoordelen. Wij hebben"
            " nog niets beslist. Een fout op een formulier kan een vergissing zijn: daarom vragen wij het u eerst."
        ),
        Paragraph("Met vriendelijke groet,"),
        Paragraph(f"[Naam en handtekening] namens {advisory.bevoegd}"),
    )
    return Document(
        title="Verzoek om aanvullende informatie",
        day=today,
        reference=f"Kenmerk {advisory.zaak.zaaknummer}",
        handling="Persoonlijk en vertrouwelijk",
        blocks=blocks,
    )


def asked(advisory: Advisory) -> list[Vraag]:
    """Give the questions that the applicant has not answered."""
    return (
        []
        if isinstance(advisory.vragen, str)
        else [one for one in advisory.vragen if one.antwoord == NOG_NIET]
    )
