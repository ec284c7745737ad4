"""What an indicator cannot know it says, with the fact that is missing: never "no"."""

from collections.abc import Callable

import pytest

from graph.claims import Statement
from graph.declaration import Declaration
from graph.indicators import DECLARATIONS, INDICATORS
from graph.indicators.indicator import Indicator, Unknown
from graph.municipality import Municipality
from tests.graph.builders import (
    applies,
    closed_down,
    event,
    firm,
    grants,
    inspects,
    leads,
    lends,
    lets,
    party,
    person,
    registered,
    spot,
    town,
)
from tests.graph.indicators.examples import EXAMPLES

Log = list[Statement]


def _local(municipality: Municipality, indicator: str) -> set[str]:
    """Give the facts that are missing at a focus, not everywhere."""
    return {one.needs for one in municipality.unknowns() if one.indicator == indicator and one.focus}


def _found_in_charge(**more: object) -> Statement:
    parties = [party("aangetroffen-leiding", person("P"))]
    return event("toezicht.controle-uitgevoerd", 5, betrokkenen=parties, uitkomst="geen_bevindingen", **more)


def _declared(number: int) -> Statement:
    return applies(
        firm(f"A{number}"), number, number, party("leidinggevende", person("P")), soort="alcoholwet"
    )


def _moves(number: int) -> Statement:
    return event("registers.bewoning-begonnen", number, **person(f"R{number}"), locatie=spot(1))


def _hemp() -> Statement:
    return event("toezicht.sluiting-opgelegd", 9, locatie=spot(1), maatregel={"grondslag": "opiumwet_13b"})


CASES: dict[str, tuple[Callable[[], Log], set[str]]] = {
    "A1": (lambda: [leads(person("P"), firm(key), 0) for key in "ABCDE"], {"belang-verkregen"}),
    "A3": (lambda: [_found_in_charge()], {"locatie", "exploitant"}),
    "A4": (lambda: [_declared(number) for number in range(1, 5)], {"belang-verkregen"}),
    "B1": (lambda: [registered(firm(f"F{number}"), 1, number) for number in range(12)], {"oppervlakte"}),
    "B3": (lambda: [_moves(number) for number in range(11)], {"gebruiksdoel"}),
    "B4": (lambda: [lets(firm("L"), firm(key), 1, 0) for key in "ABC"], {"functie-aanvaard"}),
    "C1": (
        lambda: [
            one
            for number, key in enumerate("ABC")
            for one in (
                registered(firm(key), 1, number * 100),
                registered(firm(key), 1, number * 100 + 90, ends=True),
            )
        ],
        {"huur-begonnen"},
    ),
    "C2": (lambda: [registered(firm("A"), 1, 0)], {"belang-verkregen"}),
    "C3": (lambda: [closed_down(firm("A"), 1, 5)], {"functie-aanvaard"}),
    "C4": (lambda: [registered(firm("A"), 1, 0)], {"belang-verkregen"}),
    "D1": (lambda: [closed_down(firm("A"), 1, 5), applies(firm("B"), 1, 30)], {"betrokkenen"}),
    "D2": (
        lambda: [
            applies(firm("A"), 1, 5, zaaknummer="1"),
            event("vergunningen.aanvraag-ingetrokken", 9, zaaknummer="1"),
            applies(firm("B"), 1, 30, zaaknummer="2"),
        ],
        {"betrokkenen"},
    ),
    "D3": (lambda: [applies(firm("A"), 1, 5)], {"functie-beeindigd"}),
    "E1": (
        lambda: [grants(firm("A"), number, "s", jaar=None, zaaknummer=str(number)) for number in range(3)],
        {"regeling", "bedragVerleend"},
    ),
    "E2": (
        lambda: [grants(firm("A"), number, "s", zaaknummer=str(number)) for number in range(2)],
        {"periode"},
    ),
    "E3": (lambda: [grants(firm("A"), 3, "s")], {"huur-begonnen"}),
    "E4": (
        lambda: [
            leads(person("P"), firm("A"), 0),
            *(grants(firm("A"), number, "s", zaaknummer=str(number)) for number in range(1, 4)),
        ],
        {"locatie"},
    ),
    "F1": (
        lambda: [
            lends(firm("L"), firm(key), 0, betrokkenen=[party("financier", firm("L"))]) for key in "ABC"
        ],
        {"soort"},
    ),
    "G2": (lambda: [inspects(firm("A"), 1, 5)], {"functie-aanvaard"}),
    "I1": (lambda: [_hemp()], {"eigendom-verkregen"}),
    "I2": (lambda: [applies(firm("A"), 1, 5, soort="seksinrichting")], {"functie-aanvaard"}),
    "J2": (lambda: [applies(firm("A"), 1, 5)], {"telefoon, email, iban"}),
}
"""By indicator: the least from which it cannot tell, and what is missing; the others have it beside their hits."""

BESIDE_THEIR_HITS = {"A2", "B2", "B5", "F2", "F3", "H1", "H2", "J1"}


HITS_WITH_A_DOUBT = {"A1", "A4", "B1", "B3"}
"""An organisation of unknown owner counts as its own, and a place of unknown size as no shared building (rules.md)."""


def test_every_indicator_has_its_case() -> None:
    """Here or in the file of its own; G1 has no focus and says it of the whole municipality."""
    assert CASES.keys() | BESIDE_THEIR_HITS == {one.id for one in INDICATORS}
    assert all(one.cannot_tell is not None for one in INDICATORS)


@pytest.mark.parametrize("indicator", sorted(CASES))
def test_it_says_which_fact_is_missing(indicator: str) -> None:
    """There is no hit, but where the rule counts with what is known and the doubt stands beside it."""
    log, missing = CASES[indicator]
    municipality = town(log())
    assert _local(municipality, indicator) == missing
    found = any(name[0] == indicator for name in municipality._evaluation.findings)
    assert found == (indicator in HITS_WITH_A_DOUBT)


@pytest.mark.parametrize("declared", DECLARATIONS, ids=lambda one: one.id)
def test_in_an_empty_town_it_says_that_nobody_delivers_what_it_needs(declared: Declaration) -> None:
    """One sentence a kind of fact, in both languages."""
    identity = declared.id
    told = [one for one in town().unknowns() if one.indicator == identity]
    assert [one.needs for one in told] == [need.fact for need in declared.needs]
    assert all(one.nl.endswith(".") and one.en.endswith(".") and one.nl != one.en for one in told)


@pytest.mark.parametrize("indicator", [one for one in INDICATORS if not one.context], ids=lambda one: one.id)
def test_what_a_hit_rests_on_is_never_said_to_be_missing(indicator: Indicator) -> None:
    """Connected is what is there: the kinds of facts of its own example, but for subsidies."""
    identity = indicator.id
    log = EXAMPLES[identity]()
    told = _everywhere(town(log), identity)
    domains = {"permits": "vergunningen", "inspections": "toezicht", "signals": "meldingen"}
    kinds = {
        f"{domains[one.topic]}.{one.step.kind}"
        for one in log
        if one.step is not None and one.topic in domains
    }
    assert kinds.isdisjoint(one.needs for one in told)


def _everywhere(municipality: Municipality, indicator: str) -> list[Unknown]:
    return [one for one in municipality.unknowns() if one.indicator == indicator and not one.focus]


def test_a_register_that_is_connected_is_not_missed() -> None:
    """One lease suffices to know that leases are delivered; loans still are not."""
    before = {one.needs for one in _everywhere(town(), "C1")}
    after = {one.needs for one in _everywhere(town([lets(firm("L"), firm("A"), 1, 0)]), "C1")}
    assert before - after == {"registers.huur-begonnen"}
    assert "registers.lening-verstrekt" in after
