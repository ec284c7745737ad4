"""Advisories on tiny literal logs: the town of `plots`, a docket, and what humans recorded."""

from graph.claims import Statement
from graph.municipality import Municipality
from screening.advisory import Advisory, Uitkomst
from screening.docket import Docket
from screening.dossier import EMPTY, Answered, Dossier
from screening.paper import NO_PAPER
from tests.graph.builders import GEMEENTE, RULES, applies, event, firm
from tests.graph.plots import HEIR, plot

__all__ = ["OUTCOMES", "advised", "docketed", "gap", "judgement", "one"]

RESEARCHED = "2020-03-20"


def docketed(*batches: list[Statement], dossier: Dossier = EMPTY) -> tuple[Municipality, Docket]:
    """Give a municipality and its docket after batches, each renewed in its turn."""
    town = Municipality(GEMEENTE, RULES)
    docket = Docket(lambda _: NO_PAPER, dossiers=lambda _: dossier)
    for batch in batches:
        changes = town.apply(batch)
        assert not docket.renew(town, changes).failed
    return town, docket


def advised(statements: list[Statement], dossier: Dossier = EMPTY) -> list[Advisory]:
    """Give the standing advisories of a log, by case."""
    _, docket = docketed(statements, dossier=dossier)
    return [docket.advisories[case] for case in sorted(docket.advisories)]


def one(statements: list[Statement], dossier: Dossier = EMPTY) -> Advisory:
    """Give the one advisory of a log."""
    (found,) = advised(statements, dossier)
    return found


def gap() -> list[Statement]:
    """Give the plot with an application whose financing does not reach its investment (F2)."""
    told = plot()
    told["application"] = applies(
        HEIR,
        1,
        60,
        id_="application",
        zaaknummer="1",
        investering="90000.00",
        financiering=[{"soort": "eigen_middelen", "bedrag": "30000.00"}],
    )
    return list(told.values())


def judgement(flag: str, verdict: str, number: int = 90, **more: str | list[str]) -> Statement:
    """Give a verdict on a flag, known on a numbered day."""
    said = {"flag": flag, "digest": "0" * 64, "oordeel": verdict, "reden": "r", "door": "jo", **more}
    return event("screening.oordeel-gegeven", number, **said)


_DONE = Dossier(eigen_onderzoek_volledig=RESEARCHED)

OUTCOMES: dict[Uitkomst, tuple[list[Statement], Dossier]] = {
    Uitkomst.GEEN_AANLEIDING: (
        list(plot().values()),
        Dossier(eigen_onderzoek_volledig=RESEARCHED, gevaar="geen_gevaar"),
    ),
    Uitkomst.AANVULLENDE_VRAGEN: (gap(), EMPTY),
    Uitkomst.EIGEN_ONDERZOEK: (list(plot().values()), EMPTY),
    Uitkomst.LBB_ADVIES_OVERWEGEN: (list(plot().values()), _DONE),
    Uitkomst.VOORSCHRIFTEN_OVERWEGEN: (
        list(plot().values()),
        Dossier(eigen_onderzoek_volledig=RESEARCHED, gevaar="mindere_mate"),
    ),
    Uitkomst.WEIGERING_OF_INTREKKING_OVERWEGEN: (
        gap(),
        Dossier(
            eigen_onderzoek_volledig=RESEARCHED,
            gevaar="ernstig_gevaar",
            vragen=(Answered("financiering_gat", "2020-03-02", "2020-03-16", "Spaargeld.", "2020-03-10"),),
        ),
    ),
}
"""For each outcome a log and a dossier that lead to it."""

assert firm("C", naam="Boei B.V.") == HEIR
