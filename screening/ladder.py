"""The ladder of outcomes: the lightest step that fits, and for each other step why it is too light or barred."""

from collections.abc import Iterator

import msgspec

from screening.advisory import Trede, TredeStand, Uitkomst, Weging
from screening.dossier import Dossier
from screening.law import says

__all__ = ["BARS", "Situation", "bars", "climb"]

_U = Uitkomst

BARS = {
    "vragen_open": ("awb:4:5", "Er zijn vragen die betrokkene nog niet kon beantwoorden: eerst vragen, dan pas wegen."),
    "alleen_treffer_of_tip": ("bibob:11a", "Een treffer in het register of een tip alleen is niet meer dan een reden voor eigen onderzoek."),
    "eigen_onderzoek_niet_volledig": ("bibob:7a", "Het eigen onderzoek is niet als volledig vastgelegd."),
    "geen_menselijke_conclusie": ("avg:22", "Een mens heeft nog geen conclusie over de mate van gevaar vastgelegd."),
    "geen_ernstig_gevaar": ("bibob:3:5", "De menselijke conclusie is niet ernstig gevaar."),
    "geen_mindere_mate": ("bibob:3:7", "De menselijke conclusie is niet mindere mate van gevaar."),
    "conclusie_getrokken": ("bibob:9", "De menselijke conclusie over het gevaar is al getrokken."),
    "signaal_niet_bevestigd": ("awb:3:2", "Een analist heeft het signaal gewogen en niet bevestigd."),
    "geen_gevaar": ("bibob:3:5", "De menselijke conclusie is dat er geen gevaar is."),
    "geen_beleidslijn": ("awb:3:4", "Geen regel van de beleidslijn laat deze toets toe."),
}  # fmt: skip
"""Why a step is barred: the article, and the words."""

_STEPS = {
    _U.GEEN_AANLEIDING: ("awb:3:2", "Er is geen aanleiding voor verder onderzoek."),
    _U.AANVULLENDE_VRAGEN: ("awb:4:5", "Betrokkene krijgt eerst gelegenheid zijn aanvraag aan te vullen en te verklaren."),
    _U.EIGEN_ONDERZOEK: ("bibob:7a", "De gemeente onderzoekt eerst zelf."),
    _U.LBB_ADVIES_OVERWEGEN: ("bibob:9", "Advies van het Bureau kan volgen als het eigen onderzoek geen antwoord geeft."),
    _U.VOORSCHRIFTEN_OVERWEGEN: ("bibob:3:7", "Voorschriften kunnen een mindere mate van gevaar wegnemen of beperken."),
    _U.WEIGERING_OF_INTREKKING_OVERWEGEN: ("bibob:3:5", "Weigeren of intrekken is alleen te overwegen bij ernstig gevaar en als dat evenredig is."),
}  # fmt: skip


_TOO_LIGHT = {
    _U.GEEN_AANLEIDING: "Het signaal staat nog en is niet weerlegd.",
    _U.AANVULLENDE_VRAGEN: "Er is niets te vragen, of betrokkene kreeg al gelegenheid om te antwoorden.",
    _U.EIGEN_ONDERZOEK: "Het eigen onderzoek is als volledig vastgelegd.",
}
"""Why a step without a bar is behind us; every other step, and every heavier one, is barred where it is not chosen."""


class Situation(msgspec.Struct, frozen=True):
    """What decides the step: questions without a chance to answer, facts that may point to an offence, and the humans."""

    allowed: bool
    open_questions: int
    suspicions: int
    weighing: Weging
    dossier: Dossier


def bars(now: Situation) -> dict[Uitkomst, list[str]]:
    """Give for each step the bars in its way; the lightest without one is the outcome."""
    return {step: list(_bars(step, now)) for step in Uitkomst}


def _bars(step: Uitkomst, now: Situation) -> Iterator[str]:
    if step is _U.GEEN_AANLEIDING:
        return
    if not now.allowed:
        yield "geen_beleidslijn"
    if now.weighing is Weging.NIET_BEVESTIGD:
        yield "signaal_niet_bevestigd"
    if now.dossier.gevaar == "geen_gevaar" and now.dossier.eigen_onderzoek_volledig is not None:
        yield "geen_gevaar"
    if step is _U.AANVULLENDE_VRAGEN:
        return
    if now.open_questions:
        yield "vragen_open"
    if step is _U.EIGEN_ONDERZOEK:
        return
    if now.dossier.treffers and not now.suspicions:
        yield "alleen_treffer_of_tip"
    if now.dossier.eigen_onderzoek_volledig is None:
        yield "eigen_onderzoek_niet_volledig"
    yield from _concluded(step, now.dossier.gevaar)


def _concluded(step: Uitkomst, danger: str | None) -> Iterator[str]:
    """What a human conclusion about the danger bars."""
    if step is _U.LBB_ADVIES_OVERWEGEN:
        if danger is not None:
            yield "conclusie_getrokken"
    elif danger is None:
        yield "geen_menselijke_conclusie"
    elif step is _U.VOORSCHRIFTEN_OVERWEGEN and danger != "mindere_mate":
        yield "geen_mindere_mate"
    elif step is _U.WEIGERING_OF_INTREKKING_OVERWEGEN and danger != "ernstig_gevaar":
        yield "geen_ernstig_gevaar"


def climb(now: Situation) -> tuple[Uitkomst, list[Trede]]:
    """Give the outcome, and the whole ladder with why."""
    barred = bars(now)
    chosen = _chosen(now, barred)
    return chosen, [_step(step, chosen, barred[step]) for step in Uitkomst]


def _chosen(now: Situation, barred: dict[Uitkomst, list[str]]) -> Uitkomst:
    """Questions go before all; else the heaviest step that nothing bars: what is lighter is then behind us."""
    if now.open_questions and not barred[_U.AANVULLENDE_VRAGEN]:
        return _U.AANVULLENDE_VRAGEN
    free = [step for step in Uitkomst if not barred[step] and step is not _U.AANVULLENDE_VRAGEN]
    return free[-1]


def _step(step: Uitkomst, chosen: Uitkomst, barred: list[str]) -> Trede:
    law, words = _STEPS[step]
    if step is chosen:
        return Trede(step, TredeStand.GEKOZEN, [], [says(law, words)])
    stand = TredeStand.TE_LICHT if step.trede < chosen.trede else TredeStand.TE_ZWAAR
    if barred:
        return Trede(step, stand, barred, [says(*BARS[bar]) for bar in barred])
    return Trede(step, stand, [], [says(law, _TOO_LIGHT[step])])
