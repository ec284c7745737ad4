"""Who serves members of several flags is shown as a facilitator, and is no member for that."""

from graph.claims import Statement
from graph.facilitators import facilitators
from graph.municipality import Municipality
from tests.graph.builders import (
    applies,
    closed_down,
    firm,
    inspects,
    leads,
    lends,
    party,
    person,
    town,
)

_LENDER = person("L", naam={"volledig": "L. Lener"}, geboortedatum="1960-01-01")


def _plot(number: int) -> list[Statement]:
    """Give a structure of its own, apart from those of other numbers."""
    runner, before, heir = person(f"P{number}"), firm(f"A{number}"), firm(f"C{number}")
    return [
        leads(runner, before, -40),
        leads(runner, heir, -40),
        *(inspects(before, number, day) for day in (20, 22)),
        closed_down(before, number, 30),
        applies(heir, number, 60, zaaknummer=str(number)),
        inspects(heir, number, 70),
    ]


def _found(*more: Statement) -> list[list[str]]:
    municipality: Municipality = town([*_plot(1), *_plot(2), *more])
    flags = list(municipality.flags.values())
    assert len(flags) == 2
    return [one.roles for one in facilitators(municipality.graph, flags)]


def test_a_lender_to_members_of_two_flags_is_one() -> None:
    """One that lends to one of them alone is none."""
    assert _found(lends(_LENDER, firm("C1"), 75)) == []
    assert _found(*(lends(_LENDER, firm(key), 75) for key in ("C1", "C2"))) == [["lening"]]


def test_a_bank_loan_serves_nobody_in_this_sense() -> None:
    """Banks lend to everybody."""
    bank = [party("financier", firm("B"), soort="bank")]
    assert _found(*(lends(firm("B"), firm(key), 75, betrokkenen=bank) for key in ("C1", "C2"))) == []


def test_an_adviser_is_shown_though_no_indicator_counts_him() -> None:
    """As declared on applications."""
    adviser = party("adviseur", _LENDER)
    applied = [applies(firm(f"C{n}"), n, 76, adviser, zaaknummer=f"x{n}", soort="overig") for n in (1, 2)]
    assert _found(*applied) == [["adviseur"]]


def test_who_serves_half_the_town_is_left_out() -> None:
    """More than twenty neighbours, as B4 has it."""
    many = [lends(_LENDER, firm(f"N{number}"), 5) for number in range(21)]
    assert _found(*many, *(lends(_LENDER, firm(key), 75) for key in ("C1", "C2"))) == []
