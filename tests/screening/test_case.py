"""A permit past its last day is no running permit; a longer one is."""

import datetime as dt
from typing import Any

from graph.claims import Statement
from graph.municipality import Municipality
from screening.case import last_day, open_case
from screening.checklist import checklist
from screening.policy import POLICY
from tests.graph.builders import GEMEENTE, RULES, applies, day, day_began, event, firm, spot
from tests.graph.plots import PLOT
from tests.screening.advised import docketed, judgement


def _granted(until: str, number: int = 80, kind: str = "verleend", **more: Any) -> Statement:
    return event(f"vergunningen.vergunning-{kind}", number, zaaknummer="1", geldigTot=until, **more)


def _last_day(*statements: Statement) -> int | None:
    town = Municipality(GEMEENTE, RULES)
    town.fold([*PLOT, *statements])
    case = next(
        one
        for one in town.graph.cases.values()
        if any(fact.ref.id == "application" for fact in one.facts.values())
    )
    found = last_day(case.facts[ref] for ref in sorted(case.facts))
    assert (open_case(town.graph, case.key) is None) == (found is not None and found < town.graph.today)
    return found


def test_the_youngest_decision_with_a_last_day_counts() -> None:
    """One that says nothing of it changes nothing; an application's wish is no decision."""
    assert _last_day() is None
    assert _last_day(_granted("2020-03-01")) == _last_day(
        _granted("2020-03-01"), event("vergunningen.vergunning-gewijzigd", 82, zaaknummer="1")
    )
    first, longer = (
        _last_day(_granted("2020-03-01")),
        _last_day(_granted("2020-03-01"), _granted("2021-03-01", 82, "gewijzigd")),
    )
    assert first is not None
    assert longer is not None
    assert longer - first == 365


def test_an_advisory_on_a_permit_lapses_after_its_last_day_by_time_alone() -> None:
    """Through its last day it runs; a change that makes it longer brings the advisory back."""
    until = day(100)
    granted = _granted(_iso(until))
    town, docket = docketed([*PLOT, granted])
    (flag,) = town.flags
    docket.renew(town, town.apply([judgement(flag, "confirmed")]))
    (made,) = docket.advisories.values()
    assert not docket.renew(town, town.apply([day_began(100)])).lapsed
    assert docket.renew(town, town.apply([day_began(101)])).lapsed == [made.id]
    longer = _granted(_iso(until + 365), 101, "gewijzigd")
    assert [one.id for one in docket.renew(town, town.apply([longer])).made] == [made.id]


def _iso(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


def test_a_case_knows_the_area_of_its_place() -> None:
    """As any event about the place gives it; the policy's line reads it."""
    built = applies(
        firm("Z"),
        1,
        90,
        soort="omgeving_bouw",
        zaaknummer="9",
        id_="built",
        locatie=spot(1, buurt="BU99019999"),
    )
    town = Municipality(GEMEENTE, RULES)
    town.fold([built])
    (key,) = town.graph.cases
    case = open_case(town.graph, key)
    assert case is not None
    made = checklist(GEMEENTE, case, POLICY)
    assert made is not None
    assert made.beleidslijn.regel == "omgeving_bouw:gebied"
