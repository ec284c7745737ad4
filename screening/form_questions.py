"""The official form questions: what may be asked of an applicant about a gap or a difference, and by which heading.

A question may be worded anew as long as it asks no more (Regeling Bibob-formulieren 2024 art. 6). The copy that was
read has the headings of annex 1 and not the numbers of the questions: a lawyer adds those.
"""

import msgspec

__all__ = ["FORM", "QUESTIONS", "FormQuestion"]

FORM = "Regeling Bibob-formulieren 2024, bijlage 1"


class FormQuestion(msgspec.Struct, frozen=True):
    """One question: the indicator that asks, the heading of the form, and the words of the letter."""

    indicator: str
    heading: str
    nl: str


QUESTIONS = {
    "houder_ontbreekt": FormQuestion("J1", "Zeggenschaphebbenden", "In het register staat op de dag van de aanvraag een houder van aandelen die niet op uw formulier staat. Wie heeft zeggenschap in uw onderneming, nu en eerder? Stuur stukken mee waaruit dat blijkt."),
    "lening_ontbreekt": FormQuestion("J1", "Vermogensverschaffers", "In de gegevens van de gemeente staat een lening aan uw onderneming die niet op uw formulier staat. Wie heeft uw onderneming vermogen verschaft, nu en eerder? Stuur de overeenkomsten mee."),
    "houder_onbekend": FormQuestion("J1", "Zeggenschaphebbenden", "Op uw formulier staat een houder van aandelen die het register niet kent. Klopt uw opgave? Stuur stukken mee waaruit de zeggenschap blijkt."),
    "bestuurder_onbekend": FormQuestion("J1", "Leidinggevenden", "Op uw formulier staat een bestuurder die het register niet kent. Klopt uw opgave? Stuur stukken mee waaruit de functie blijkt."),
    "financiering_gat": FormQuestion("F2", "Wijze van de financiering", "De financiering op uw formulier is lager dan de investering. Hoe betaalt u het verschil? Stuur stukken mee waaruit de herkomst van het geld blijkt."),
    "financiering_ontbreekt": FormQuestion("F2", "Wijze van de financiering", "Op uw formulier staat wel een investering, maar geen volledige financiering. Hoe betaalt u de investering? Stuur stukken mee waaruit de herkomst van het geld blijkt."),
}  # fmt: skip
"""By what is missing or differs."""
