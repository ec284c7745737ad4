"""A structure that is flagged, told in as few events as it takes; tests add to it and take from it."""

from graph.claims import Statement
from tests.graph.builders import REGISTER, applies, closed_down, firm, inspects, leads, person

__all__ = ["BEFORE", "HEIR", "PLOT", "RUNNER", "plot"]

RUNNER, BEFORE, HEIR = person("P"), firm("A", naam="Anker B.V."), firm("C", naam="Boei B.V.")


def plot() -> dict[str, Statement]:
    """Give the events by name: D1 through the director, G2 over both firms, five hard events."""
    return {
        "leads A": leads(RUNNER, BEFORE, -40, id_="leads-A"),
        "leads C": leads(RUNNER, HEIR, -40, id_="leads-C"),
        "first": inspects(BEFORE, 1, 20, id_="first"),
        "second": inspects(BEFORE, 1, 22, id_="second"),
        "closure": closed_down(BEFORE, 1, 30, id_="closure"),
        "application": applies(HEIR, 1, 60, id_="application", zaaknummer="1"),
        "third": inspects(HEIR, 1, 70, id_="third"),
    }


PLOT = list(plot().values())
assert PLOT[0].ref.source == REGISTER
