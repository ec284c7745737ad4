"""Sentences of an advisory as text: what is stated, what a human wrote, and what is still to be written."""

from collections.abc import Iterable, Iterator

from documents.blocks import Block, Box, Paragraph
from documents.dutch_dates import day_in_words
from documents.words import GEBEURTENIS, STRAFBAARHEID
from screening.advisory import Fact
from screening.sentence import Afweging, Sentence

__all__ = ["fact_row", "paragraphs", "texts"]


def texts(sentences: Iterable[Sentence]) -> list[str]:
    """Give sentences as text; one that a human must still write says so, one that a human wrote names him."""
    return [_text(one) for one in sentences]


def _text(sentence: Sentence) -> str:
    if not isinstance(sentence, Afweging):
        return sentence.nl
    if sentence.te_beantwoorden:
        return f"Te beantwoorden: {sentence.nl}"
    return f"{sentence.nl} (geschreven door {sentence.auteur})"


def paragraphs(sentences: list[Sentence], before: str = "") -> Iterator[Block]:
    """Give facts and law as running text, and what is to be weighed in a box of its own."""
    stated = [one for one in sentences if not (isinstance(one, Afweging) and one.te_beantwoorden)]
    asked = [one.nl for one in sentences if isinstance(one, Afweging) and one.te_beantwoorden]
    if stated:
        yield Paragraph(before + " ".join(texts(stated)))
    if asked:
        yield Box(f"{before.removesuffix(': ') or 'Weging'}: te beantwoorden", tuple(asked))


def fact_row(fact: Fact) -> tuple[str, ...]:
    """Give number, day, text with source and document, and the two labels."""
    papers = fact.stukken if isinstance(fact.stukken, str) else ", ".join(one.kenmerk for one in fact.stukken)
    text = f"{' '.join(texts(fact.tekst))} Bron: {fact.bron}. Stukken: {papers}."
    return (
        fact.id,
        day_in_words(fact.datum),
        text,
        GEBEURTENIS[fact.gebeurtenis],
        STRAFBAARHEID[fact.strafbaarheid],
    )
