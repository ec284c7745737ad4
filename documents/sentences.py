"""Sentences of an advisory as text: what is stated, what a human wrote, and what is still to be written."""

from collections.abc import Iterable, Iterator, Mapping

from documents.blocks import Block, Box, Paragraph
from documents.dutch_dates import day_in_words
from documents.words import GEBEURTENIS, STRAFBAARHEID, source_name
from screening.advisory import Advisory, Fact
from screening.sentence import Afweging, Recht, Sentence

__all__ = ["Numbers", "asked", "fact_row", "law_said", "numbered", "paragraphs", "stated", "texts"]

Numbers = Mapping[str, str]
"""Ids of facts → the short numbers that stand on paper."""


def numbered(advisory: Advisory) -> Numbers:
    """Number the facts in the order of the record."""
    return {fact.id: f"F{number}" for number, fact in enumerate(advisory.feiten, 1)}


def texts(sentences: Iterable[Sentence]) -> list[str]:
    """Give sentences as text, each once; one that a human must still write says so, one that he wrote names him."""
    return list(dict.fromkeys(_text(one) for one in sentences))


def _text(sentence: Sentence) -> str:
    if not isinstance(sentence, Afweging):
        return sentence.nl
    if sentence.te_beantwoorden:
        return f"Te beantwoorden: {sentence.nl}"
    return f"{sentence.nl} (geschreven door {sentence.auteur})"


def stated(sentences: Iterable[Sentence]) -> list[str]:
    """Give what is not open: facts, law, and what a human wrote."""
    return texts(one for one in sentences if not (isinstance(one, Afweging) and one.te_beantwoorden))


def asked(sentences: Iterable[Sentence]) -> list[str]:
    """Give the questions that are still open."""
    return list(
        dict.fromkeys(one.nl for one in sentences if isinstance(one, Afweging) and one.te_beantwoorden)
    )


def law_said(groups: Iterable[Iterable[Sentence]]) -> list[str]:
    """Give what the law says in any of several texts, each sentence once: a table need not repeat it in every row."""
    return texts(one for group in groups for one in group if isinstance(one, Recht))


def paragraphs(sentences: list[Sentence], before: str = "") -> Iterator[Block]:
    """Give what is stated as running text, and what is to be weighed in a box of its own."""
    if said := stated(sentences):
        yield Paragraph(before + " ".join(said))
    if questions := asked(sentences):
        yield Box(f"{before.removesuffix(': ') or 'Weging'}: te beantwoorden", tuple(questions))


def fact_row(fact: Fact, numbers: Numbers) -> tuple[str, ...]:
    """Give number, day, text with source and documents, and the two labels."""
    papers = "" if isinstance(fact.stukken, str) else f"; {', '.join(one.kenmerk for one in fact.stukken)}"
    return (
        numbers[fact.id],
        day_in_words(fact.datum),
        f"{' '.join(texts(fact.tekst))} ({source_name(fact.bron)}{papers})",
        GEBEURTENIS[fact.gebeurtenis],
        STRAFBAARHEID[fact.strafbaarheid],
    )
