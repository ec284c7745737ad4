"""Questions that only a human can answer: the answer where the dossier has one, else the question."""

from screening.dossier import Dossier
from screening.sentence import Afweging

__all__ = ["ask"]


def ask(dossier: Dossier, key: str, question: str) -> Afweging:
    """Give a weighing: with its author once somebody wrote it, until then `te beantwoorden`."""
    answer = dossier.answer(key)
    if answer is None:
        return Afweging(question, key)
    return Afweging(answer.tekst, key, answer.auteur, te_beantwoorden=False)
